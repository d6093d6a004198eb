import type { IClientSubscribeOptions, MqttClient } from 'mqtt';
import { ok, type Result } from '#shared/base/result.ts';
import type { Subscription } from '#shared/contract/console.ts';
import { type Grant, subscribeGrants } from './brokerAnswers.ts';

/**
 * Subscribes and gives the broker's answers in the order of the subscriptions. One SUBSCRIBE for each set of options: mqtt.js
 * takes filters of different options only as keys of an object, which loses their order (and a filter named `resubscribe`);
 * an identifier belongs to its whole SUBSCRIBE anyway (5.0 section 3.8.2.1.2).
 */
export async function subscribeInOrder(
  client: MqttClient,
  subscriptions: readonly Subscription[],
): Promise<Result<readonly Grant[], 'failed'>> {
  const groups = new Map<string, Subscription[]>();
  for (const entry of subscriptions) {
    const key = JSON.stringify(optionsOf(entry));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const granted = new Map<string, Grant>();
  for (const result of await Promise.all([...groups.values()].map((group) => subscribeGroup(client, group)))) {
    if (!result.ok) return result;
    for (const [filter, grant] of result.value) granted.set(filter, grant);
  }
  return ok(subscriptions.map(({ filter }) => granted.get(filter) ?? { code: 0, reason: '' }));
}

/** Those of 5.0 are left out by mqtt.js on other connections, but for the identifier. */
const optionsOf = ({
  qos,
  noLocal = false,
  retainAsPublished = false,
  retainHandling = 0,
  identifier,
}: Subscription): IClientSubscribeOptions => ({
  ...{ qos, nl: noLocal, rap: retainAsPublished, rh: retainHandling },
  ...(identifier !== undefined && { properties: { subscriptionIdentifier: identifier } }),
});

type Grants = readonly (readonly [filter: string, grant: Grant])[];

function subscribeGroup(client: MqttClient, group: readonly Subscription[]): Promise<Result<Grants, 'failed'>> {
  const [first] = group;
  if (first === undefined) return Promise.resolve(ok([]));
  const filters = group.map(({ filter }) => filter);
  const { properties, ...options } = optionsOf(first);
  const is5 = client.options.protocolVersion === 5;
  return new Promise((resolve) => {
    client.subscribe(filters, { ...options, ...(is5 && properties && { properties }) }, (error, _grants, packet) => {
      const result = subscribeGrants(error, packet, filters.length);
      resolve(
        result.ok
          ? ok(filters.map((filter, index) => [filter, result.value[index] ?? { code: 0, reason: '' }] as const))
          : result,
      );
    });
  });
}
