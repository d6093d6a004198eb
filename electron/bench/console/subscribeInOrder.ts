import type { MqttClient } from 'mqtt';
import { ok, type Result } from '#shared/base/result.ts';
import type { Qos, Subscription } from '#shared/contract/console.ts';
import { subscribeAnswer } from './brokerAnswers.ts';

/**
 * Subscribes and gives the granted codes in the order of the subscriptions. One SUBSCRIBE for each QoS: mqtt.js takes
 * filters of different QoS only as keys of an object, which loses their order (and a filter named `resubscribe`).
 */
export async function subscribeInOrder(
  client: MqttClient,
  subscriptions: readonly Subscription[],
): Promise<Result<readonly number[], 'failed'>> {
  const granted = new Map<string, number>();
  const results = await Promise.all(([0, 1, 2] as const).map((qos) => subscribeAt(client, subscriptions, qos)));
  for (const result of results) {
    if (!result.ok) return result;
    for (const [filter, code] of result.value) granted.set(filter, code);
  }
  return ok(subscriptions.map(({ filter }) => granted.get(filter) ?? 0));
}

type GrantedCodes = readonly (readonly [filter: string, code: number])[];

function subscribeAt(
  client: MqttClient,
  subscriptions: readonly Subscription[],
  qos: Qos,
): Promise<Result<GrantedCodes, 'failed'>> {
  const filters = subscriptions.filter((entry) => entry.qos === qos).map(({ filter }) => filter);
  if (filters.length === 0) return Promise.resolve(ok([]));
  return new Promise((resolve) => {
    client.subscribe(filters, { qos }, (error, _grants, packet) => {
      const result = subscribeAnswer(error, packet, filters.length);
      resolve(result.ok ? ok(filters.map((filter, index) => [filter, result.value[index] ?? 0] as const)) : result);
    });
  });
}
