import { describe, expect, it } from 'vitest';
import { NO_PUBLISH_PROPERTIES } from '#shared/contract/mqttProperties.ts';
import { consoleBench } from './consoleBench.testkit.ts';

const PROPERTIES = { ...NO_PUBLISH_PROPERTIES, contentType: 'text/plain', user: [{ name: 'unit', value: 'C' }] };

describe('properties of a message', () => {
  it.each([
    [5, { contentType: 'text/plain', userProperties: { unit: 'C' } }],
    [4, undefined],
  ] as const)('at level %s', async (level, wanted) => {
    const { connect, publish, rest, broker } = consoleBench(level);
    await connect();
    const publishing = publish({ properties: PROPERTIES });
    await rest();
    expect(await publishing).toMatchObject({ ok: true });
    const sent = broker.last().packets.at(-1);
    expect(sent?.cmd === 'publish' ? JSON.parse(JSON.stringify(sent.properties ?? null)) : sent).toEqual(
      wanted ?? null,
    );
  });

  it('that MQTT cannot carry are refused before they are sent', async () => {
    const { connect, publish, broker } = consoleBench(5);
    await connect();
    expect(await publish({ properties: { ...PROPERTIES, responseTopic: 'a/#' } })).toMatchObject({
      error: { code: 'bad-property', message: expect.stringMatching(/^Response topic: /) },
    });
    expect(broker.last().commands()).toEqual(['connect']);
  });

  it('count for the packet size the broker takes', async () => {
    const { connect, publish, broker } = consoleBench(5);
    broker.answers.connack = { properties: { maximumPacketSize: 60 } };
    await connect();
    const user = [{ name: 'n', value: 'x'.repeat(60) }];
    expect(await publish({ properties: { ...PROPERTIES, user } })).toMatchObject({ error: { code: 'refused' } });
  });

  it('that come in are kept with the last message', async () => {
    const { connect, rest, broker, handlers } = consoleBench(5);
    await connect();
    const message = { cmd: 'publish', topic: 'a', payload: '{"t":1}', qos: 0, dup: false, retain: true } as const;
    broker.last().send({ ...message, properties: { subscriptionIdentifier: 7, messageExpiryInterval: 3 } });
    await rest();
    expect(await handlers['console.topic']({ topic: 'a' })).toMatchObject({
      value: {
        retained: true,
        properties: [
          { name: 'Message expiry', value: '3 s' },
          { name: 'Subscription identifier', value: '7' },
        ],
      },
    });
  });
});

describe('subscribing', () => {
  it('says one SUBSCRIBE for each set of options, and answers in the order asked', async () => {
    const { connect, handlers, rest, broker, state } = consoleBench(5);
    await connect();
    broker.answers.suback = (filters) => filters.map((filter) => Number(filter.at(-1)));
    const subscribing = handlers['console.subscribe']({
      subscriptions: [
        { filter: 'a0', qos: 0, identifier: 9 },
        { filter: 'b1', qos: 1, noLocal: true, retainAsPublished: true, retainHandling: 2 },
        { filter: 'c0', qos: 0, identifier: 9 },
        { filter: 'd2', qos: 2 },
      ],
    });
    await rest();
    expect(await subscribing).toEqual({ ok: true, value: { granted: [0, 1, 0, 2] } });
    const sent = broker.last().packets.flatMap((packet) => (packet.cmd === 'subscribe' ? [packet] : []));
    expect(sent.map(({ subscriptions, properties }) => [subscriptions, properties?.subscriptionIdentifier])).toEqual([
      [['a0', 'c0'].map((topic) => ({ topic, qos: 0, nl: false, rap: false, rh: 0 })), 9],
      [[{ topic: 'b1', qos: 1, nl: true, rap: true, rh: 2 }], undefined],
      [[{ topic: 'd2', qos: 2, nl: false, rap: false, rh: 0 }], undefined],
    ]);
    expect(state().subscriptions[1]).toEqual({
      ...{ filter: 'b1', qos: 1, granted: 1 },
      ...{ noLocal: true, retainAsPublished: true, retainHandling: 2 },
    });
  });

  it('keeps what the broker says about a refusal', async () => {
    const { connect, subscribe, rest, broker, state } = consoleBench(5);
    await connect();
    broker.answers.suback = false;
    const subscribing = subscribe('a');
    await rest();
    const { messageId = 0 } = broker.last().packets.at(-1) ?? {};
    const properties = { reasonString: 'ask the admin' };
    broker.last().send({ cmd: 'suback', messageId, granted: [0x87], properties });
    await rest();
    expect(await subscribing).toEqual({ ok: true, value: { granted: [0x87] } });
    expect(state().subscriptions).toEqual([{ filter: 'a', qos: 0, granted: 0x87, reason: 'ask the admin' }]);
    broker.last().end();
    await rest();
    expect(state().subscriptions).toEqual([{ filter: 'a', qos: 0, granted: null }]);
  });
});

it('fills in the variables of a message only when asked to', async () => {
  const { connect, publish, rest, broker } = consoleBench();
  await connect();
  for (const variables of [true, false, true]) {
    const publishing = publish({ topic: 'n/{{n}}', payload: '{{n}}', variables });
    await rest();
    await publishing;
  }
  const sent = broker.last().packets.flatMap((packet) => (packet.cmd === 'publish' ? [packet.topic] : []));
  expect(sent).toEqual(['n/1', 'n/{{n}}', 'n/3']);
});
