import { connectAsync } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConsoleTarget, Subscription } from '#shared/contract/console.ts';
import { NO_PUBLISH_PROPERTIES } from '#shared/contract/mqttProperties.ts';
import { summarizePacket } from '#shared/protocol/mqtt/summary.ts';
import { until } from './support/brokerKit.ts';
import { createTestConsole } from './support/consoleKit.ts';
import { type MosquittoBroker, type MosquittoOptions, startMosquitto } from './support/mosquittoBroker.ts';
import { mqtt5Sub } from './support/mqtt5Sub.ts';

const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean();
});

async function mosquitto(options?: MosquittoOptions): Promise<MosquittoBroker> {
  const broker = await startMosquitto(options);
  leftovers.push(broker.remove);
  return broker;
}

function testConsole() {
  const console = createTestConsole();
  leftovers.push(console.service.close);
  const { handlers } = console.service;
  return {
    ...console,
    handlers,
    to: ({ port }: MosquittoBroker, change: Partial<ConsoleTarget> = {}) =>
      console.connect({ url: `mqtt://127.0.0.1:${port}`, level: 5, ...change }),
    listen: (...subscriptions: Subscription[]) => handlers['console.subscribe']({ subscriptions }),
    detail: (topic: string) => handlers['console.topic']({ topic }),
  };
}

/** Another client of the broker, over MQTT 5. */
async function other({ port }: MosquittoBroker) {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5 });
  leftovers.push(() => client.endAsync(true));
  return client;
}

describe('properties of a message', () => {
  it('reach mosquitto_sub as they were given', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.to(broker);
    const sub = mqtt5Sub(broker.port, 'plant/7', '%t|%C|%R|%D|%E|%F|%P|%p');
    leftovers.push(sub.stop);
    const properties = {
      ...NO_PUBLISH_PROPERTIES,
      ...{ contentType: 'application/json', responseTopic: 'answers/7', correlationData: 'c-9', messageExpiry: 60 },
      ...{ textPayload: true, user: [{ name: 'unit', value: 'C' }] },
    };
    await sub.hearing(() => console.publish({ topic: 'plant/7', payload: '{"t":21.5}', qos: 1, properties }));
    expect(sub.lines()[0]).toMatch(/^plant\/7\|application\/json\|answers\/7\|c-9\|(60|59)\|1\|unit:C\|\{"t":21\.5\}$/);
  });

  it('that come in are shown', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.to(broker);
    await console.listen({ filter: 'plant/#', qos: 1, identifier: 42 });
    const device = await other(broker);
    await device.publishAsync('plant/7', '{"t":21.5}', {
      qos: 1,
      properties: {
        contentType: 'application/json',
        correlationData: Buffer.of(0xff, 1),
        userProperties: { fw: ['1.2', '1.3'] },
      },
    });
    await console.hears(1);
    expect(await console.detail('plant/7')).toMatchObject({
      value: {
        qos: 1,
        fields: [{ pointer: '/t', value: 21.5 }],
        properties: [
          { name: 'Content type', value: 'application/json' },
          { name: 'Correlation data', value: 'ff 01' },
          { name: 'Subscription identifier', value: '42' },
          { name: 'User property fw', value: '1.2' },
          { name: 'User property fw', value: '1.3' },
        ],
      },
    });
  });

  it('are left out before 5.0', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.to(broker, { level: 4 });
    await console.listen({ filter: 'a', qos: 0, noLocal: true, identifier: 3 });
    const properties = { ...NO_PUBLISH_PROPERTIES, contentType: 'text/plain' };
    expect(await console.publish({ topic: 'a', payload: '1', properties })).toMatchObject({ ok: true });
    await console.hears(1);
    expect(await console.detail('a')).toMatchObject({ value: { properties: [] } });
  });

  it('a refusal comes with its reason code in words', async () => {
    const broker = await mosquitto({ config: ['acl_file DIR/acl'], files: { acl: 'topic read #\n' } });
    const console = testConsole();
    await console.to(broker);
    expect(await console.publish({ topic: 'a', payload: '1', qos: 1 })).toMatchObject({
      error: { code: 'refused', message: expect.stringContaining('not authorized (0x87)') },
    });
  });
});

describe('CONNECT properties', () => {
  it('are sent as given', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    const user = [{ name: 'bench', value: '3' }];
    await console.to(broker, { properties: { sessionExpiry: 90, receiveMaximum: 7, user } });
    const { link } = console.state();
    const [connect] = console.log.of(link ?? 0).filter(({ kind }) => kind === 'packet');
    expect(summarizePacket(connect?.bytes ?? new Uint8Array(), 5)).toMatchObject({
      type: 'CONNECT',
      properties: { sessionExpiry: 90, receiveMaximum: 7, userProperties: [{ key: 'bench', value: '3' }] },
    });
  });

  it.each([
    ['is found again until it expires', 60, 1],
    ['is gone at once with an expiry of 0', 0, 0],
  ])('a session %s', async (_name, sessionExpiry, waiting) => {
    const broker = await mosquitto();
    const console = testConsole();
    const properties = { sessionExpiry, receiveMaximum: null, user: [] };
    const kept = { clean: false, clientId: 'bench-console', properties };
    await console.to(broker, kept);
    await console.listen({ filter: 'plant/#', qos: 1, retainHandling: 2 });
    await console.handlers['console.disconnect']({});
    expect(console.state().received).toBe(0);
    const device = await other(broker);
    await device.publishAsync('plant/7', 'while away', { qos: 1 });
    await console.to(broker, kept);
    await device.publishAsync('plant/8', 'back', { qos: 1 });
    await console.hears(waiting + 1);
    expect((await console.topics()).map(({ topic }) => topic)).toEqual(
      waiting === 1 ? ['plant/7', 'plant/8'] : ['plant/8'],
    );
  });
});

describe('subscription options', () => {
  it('no local: not what the console published itself', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.to(broker);
    await console.listen({ filter: 'mine', qos: 1, noLocal: true }, { filter: 'all', qos: 1 });
    for (const topic of ['mine', 'all']) await console.publish({ topic, payload: '1', qos: 1 });
    await console.hears(1);
    const device = await other(broker);
    await device.publishAsync('mine', 'from another', { qos: 1 });
    await console.hears(2);
    expect((await console.topics()).map(({ topic, preview }) => [topic, preview])).toEqual([
      ['all', '1'],
      ['mine', 'from another'],
    ]);
  });

  it('retain handling and retain as published', async () => {
    const broker = await mosquitto();
    const device = await other(broker);
    for (const topic of ['never', 'always']) await device.publishAsync(topic, 'kept', { qos: 1, retain: true });
    const console = testConsole();
    await console.to(broker);
    await console.listen(
      { filter: 'never', qos: 1, retainHandling: 2, retainAsPublished: true },
      { filter: 'always', qos: 1 },
    );
    await console.hears(1);
    expect(await console.topics()).toMatchObject([{ topic: 'always', retained: true, preview: 'kept' }]);
    for (const topic of ['never', 'always']) await device.publishAsync(topic, 'live', { qos: 1, retain: true });
    await console.hears(3);
    const live = await console.topics();
    expect(Object.fromEntries(live.map(({ topic, retained }) => [topic, retained]))).toEqual({
      never: true,
      always: false,
    });
  });

  it('stand again after a reconnect', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.to(broker);
    await console.listen({ filter: 'mine', qos: 1, noLocal: true, identifier: 5 });
    await broker.kill();
    await console.becomes('reconnecting');
    await broker.start();
    await until('the subscription', () => console.state().subscriptions[0]?.granted === 1);
    await console.publish({ topic: 'mine', payload: 'own', qos: 1 });
    const device = await other(broker);
    await device.publishAsync('mine', 'other', { qos: 1 });
    await console.hears(1);
    expect(await console.topics()).toMatchObject([{ count: 1, preview: 'other' }]);
  });
});

describe('repeating', () => {
  it('is counted and heard in order by mosquitto_sub', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.to(broker);
    const sub = mqtt5Sub(broker.port, 'beat', '%p');
    leftovers.push(sub.stop);
    await sub.hearing(() => console.publish({ topic: 'beat', payload: 'ready?', qos: 1 }));
    const message = { topic: 'beat', payload: '{{n}}', qos: 1 as const, retain: false, encoding: 'text' as const };
    const started = await console.handlers['console.repeat']({
      ...{ message: { ...message, variables: true }, intervalMs: 10, count: 20 },
    });
    expect(started).toMatchObject({ ok: true });
    await until('its end', () => console.state().repeats[0]?.state === 'done');
    await until('the last one', () => sub.lines().at(-1) === '20');
    expect(sub.lines().filter((line) => line !== 'ready?')).toEqual(
      Array.from({ length: 20 }, (_, i) => String(i + 1)),
    );
  });
});
