import { describe, expect, it, test } from 'vitest';
import { createSeededRandom } from '../../../base/seededRandom.ts';
import { conversation as conversationSchema } from '../../../contract/conversation.ts';
import { encodeConnect, encodeDisconnect, encodePingreq } from '../encode/encodeConnect.ts';
import { encodePublish, encodePublishAck } from '../encode/encodePublish.ts';
import { encodeSubscribe, encodeUnsubscribe } from '../encode/encodeSubscribe.ts';
import { hex } from '../mqttBytes.testkit.ts';
import { type RowWriter, SECOND, text, writeRows } from './conversationRows.testkit.ts';
import { createConversation } from './createConversation.ts';

const connect = (change: Partial<Parameters<typeof encodeConnect>[0]> = {}) =>
  encodeConnect({
    ...{ level: 4, clientId: text('board-7'), keepAlive: 60, clean: true, will: null, user: null, password: null },
    ...change,
  });
const CONNACK = hex('20 02 00 00');
const PINGRESP = hex('d0 00');
const publish = (qos: 0 | 1 | 2, packetId: number, dup = false) =>
  encodePublish({ topic: text('plant/1'), payload: text('21'), qos, retain: false, dup, packetId });
const will = { topic: text('plant/gone'), payload: text('x'), qos: 1, retain: true } as const;

const started = (change = {}) => writeRows().event('open').client(connect(change)).wait(0.1).server(CONNACK).wait(1);
const read = (writer: RowWriter, watch?: number) => {
  const state = createConversation(watch === undefined ? {} : { watch });
  for (const row of writer.rows) state.feed(row);
  return { state, view: state.view(1, []) };
};

test('says who connected and how it was answered', () => {
  const { view } = read(started({ user: text('bench'), password: text('secret'), will }));
  expect(view).toMatchObject({
    whole: true,
    connect: { seq: 2, clientId: 'board-7', username: 'bench', hasPassword: true, clean: true, keepAlive: 60 },
    answer: { seq: 3, accepted: true, sessionPresent: false, after: 0.1 * SECOND },
    packetsIn: 1,
    packetsOut: 1,
    end: null,
    remarks: [],
  });
  expect(view.connect?.will).toEqual({ topic: 'plant/gone', qos: 1, retain: true, length: 1 });
  expect(JSON.stringify(view)).not.toContain('secret');
});

describe('handshakes', () => {
  const steps = (writer: RowWriter, seq: number) => {
    const exchange = read(writer).state.exchangeOf(seq);
    return exchange === null
      ? null
      : {
          state: exchange.state,
          steps: exchange.steps.map((step) => `${step.from} ${step.type} ${step.seq}${step.resend ? ' again' : ''}`),
          awaits: exchange.awaits === null ? '' : `${exchange.awaits.from} ${exchange.awaits.type}`,
        };
  };

  it.each<[string, RowWriter, NonNullable<ReturnType<typeof steps>>]>([
    ['CONNECT', started(), { state: 'complete', steps: ['client CONNECT 2', 'server CONNACK 3'], awaits: '' }],
    [
      'QoS 1 from the client',
      started().client(publish(1, 5)).wait(0.2).server(encodePublishAck('PUBACK', 5)),
      { state: 'complete', steps: ['client PUBLISH 4', 'server PUBACK 5'], awaits: '' },
    ],
    [
      'QoS 2 from the server',
      started()
        .server(publish(2, 9))
        .client(encodePublishAck('PUBREC', 9))
        .server(encodePublishAck('PUBREL', 9))
        .client(encodePublishAck('PUBCOMP', 9)),
      {
        state: 'complete',
        steps: ['server PUBLISH 4', 'client PUBREC 5', 'server PUBREL 6', 'client PUBCOMP 7'],
        awaits: '',
      },
    ],
    [
      'QoS 2 half done',
      started().client(publish(2, 9)).server(encodePublishAck('PUBREC', 9)),
      { state: 'waiting', steps: ['client PUBLISH 4', 'server PUBREC 5'], awaits: 'client PUBREL' },
    ],
    [
      'sent again',
      started()
        .client(publish(1, 5))
        .wait(5)
        .client(publish(1, 5, true))
        .server(encodePublishAck('PUBACK', 5)),
      { state: 'complete', steps: ['client PUBLISH 4', 'client PUBLISH 5 again', 'server PUBACK 6'], awaits: '' },
    ],
    [
      'PUBREL again',
      started()
        .client(publish(2, 5))
        .server(encodePublishAck('PUBREC', 5))
        .client(encodePublishAck('PUBREL', 5))
        .client(encodePublishAck('PUBREL', 5)),
      {
        state: 'waiting',
        steps: ['client PUBLISH 4', 'server PUBREC 5', 'client PUBREL 6', 'client PUBREL 7 again'],
        awaits: 'server PUBCOMP',
      },
    ],
    [
      'SUBSCRIBE, partly refused',
      started()
        .client(
          encodeSubscribe(2, [
            { filter: text('a'), qos: 1 },
            { filter: text('b'), qos: 1 },
          ]),
        )
        .server(hex('90 04 00 02 01 80')),
      { state: 'refused', steps: ['client SUBSCRIBE 4', 'server SUBACK 5'], awaits: '' },
    ],
    [
      'UNSUBSCRIBE',
      started()
        .client(encodeUnsubscribe(3, [text('a')]))
        .server(hex('b0 02 00 03')),
      { state: 'complete', steps: ['client UNSUBSCRIBE 4', 'server UNSUBACK 5'], awaits: '' },
    ],
    [
      'PINGREQ',
      started().client(encodePingreq()).wait(0.1).server(PINGRESP),
      { state: 'complete', steps: ['client PINGREQ 4', 'server PINGRESP 5'], awaits: '' },
    ],
    [
      'unanswered',
      started().client(encodePingreq()),
      { state: 'waiting', steps: ['client PINGREQ 4'], awaits: 'server PINGRESP' },
    ],
  ])('%s', (_name, writer, expected) => {
    for (const step of expected.steps) {
      const seq = Number(/\d+/.exec(step)?.[0]);
      expect(steps(writer, seq)).toEqual(expected);
    }
    expect(read(writer).view.remarks).toEqual([]);
  });

  it('both sides may use the same packet identifier', () => {
    const writer = started()
      .client(publish(1, 1))
      .server(publish(1, 1))
      .server(encodePublishAck('PUBACK', 1))
      .client(encodePublishAck('PUBACK', 1));
    expect(steps(writer, 4)?.steps).toEqual(['client PUBLISH 4', 'server PUBACK 6']);
    expect(steps(writer, 5)?.steps).toEqual(['server PUBLISH 5', 'client PUBACK 7']);
  });

  it('gives the time between', () => {
    const writer = started().client(publish(1, 5)).wait(0.25).server(encodePublishAck('PUBACK', 5));
    expect(
      read(writer)
        .state.exchangeOf(5)
        ?.steps.map(({ after }) => after),
    ).toEqual([null, 0.25 * SECOND]);
  });

  it('a QoS 0 PUBLISH has no partner', () => {
    expect(steps(started().client(publish(0, 0)), 4)).toBeNull();
  });

  it.each<[string, RowWriter, string, string | null]>([
    ['an identifier used again', started().client(publish(1, 5)).client(publish(1, 5)), 'used again', '[MQTT-2.3.1-2]'],
    [
      'an identifier that SUBSCRIBE holds',
      started()
        .client(encodeSubscribe(5, [{ filter: text('a'), qos: 0 }]))
        .client(publish(1, 5)),
      'SUBSCRIBE that has it',
      '[MQTT-2.3.1-2]',
    ],
    ['a stray PUBACK', started().server(encodePublishAck('PUBACK', 7)), 'nothing in flight', null],
    [
      'PUBACK at QoS 2',
      started().client(publish(2, 5)).server(encodePublishAck('PUBACK', 5)),
      'PUBREC, then PUBCOMP belongs there',
      '[MQTT-4.3.3-2]',
    ],
    ['CONNECT twice', started().client(connect()), 'second CONNECT', '[MQTT-3.1.0-2]'],
    [
      'after DISCONNECT',
      started().client(encodeDisconnect()).client(encodePingreq()),
      'behind DISCONNECT',
      '[MQTT-3.14.4-2]',
    ],
  ])('%s is remarked', (_name, writer, words, clause) => {
    const { view } = read(writer);
    expect(view.remarkCount).toBe(1);
    expect(view.remarks[0]).toMatchObject({ seq: writer.lastSeq, clause, text: expect.stringContaining(words) });
  });

  it('an answer to an earlier connection of the session is not', () => {
    const resumed = started({ clean: false }).client(encodePublishAck('PUBREL', 4));
    const { state, view } = read(resumed.server(encodePublishAck('PUBCOMP', 4)));
    expect(view.remarks).toEqual([]);
    expect(state.exchangeOf(5)?.steps.map(({ type }) => type)).toEqual(['PUBREL', 'PUBCOMP']);
  });
});

describe('keep-alive', () => {
  it('counts down from the last packet of the client', () => {
    const writer = started().wait(30).client(encodePingreq()).wait(1).server(PINGRESP);
    expect(read(writer).view.keepAlive).toMatchObject({
      seconds: 60,
      lastSeq: 4,
      late: 0,
      deadline: (31.1 + 90) * SECOND,
    });
  });

  it.each([
    [60, 0, 0],
    [60.4, 0, 0],
    [70, 1, 0],
    [91, 1, 1],
  ])('a silence of %d s', (seconds, late, missed) => {
    const writer = writeRows().event('open').client(connect()).server(CONNACK).wait(seconds).client(encodePingreq());
    const { view } = read(writer);
    expect(view.keepAlive).toMatchObject({ late, missed, longest: seconds * SECOND });
    expect(view.keepAlive?.silences.map(({ after, before }) => [after, before])).toEqual(late === 0 ? [] : [[2, 4]]);
  });

  it('0 is off', () => {
    const writer = started({ keepAlive: 0 }).wait(1e5).client(encodePingreq());
    expect(read(writer).view.keepAlive).toMatchObject({ seconds: 0, deadline: null, late: 0 });
  });

  it('the later rows of one packet are no silence between packets', () => {
    const writer = started().client(publish(0, 0), 'part 1 of 2').wait(100).client(text('rest'), 'part 2 of 2');
    expect(read(writer).view.keepAlive).toMatchObject({ late: 0, lastSeq: 5 });
  });

  it('a server may set another one (5.0)', () => {
    const writer = writeRows(5)
      .event('open')
      .client(hex('10 0e 00 04 4d515454 05 02 003c 00 0001 61'))
      .server(hex('20 06 00 00 03 13 00 0a'));
    expect(read(writer).view.keepAlive).toMatchObject({ seconds: 10, setByServer: true });
  });
});

describe('topic aliases', () => {
  const alias = (topic: string, number: number) =>
    Uint8Array.from([0x30, 6 + topic.length, 0, topic.length, ...text(topic), 3, 0x23, 0, number]);
  const writer = writeRows(5)
    .event('open')
    .client(hex('10 0e 00 04 4d515454 05 02 003c 00 0001 61'))
    .client(alias('a/b', 1))
    .client(alias('', 1))
    .client(alias('c', 1))
    .client(alias('', 1))
    .server(alias('', 1));

  it('are resolved as of the packet', () => {
    const { state, view } = read(writer);
    expect(writer.rows.map((row) => state.aliasTopic(row))).toEqual([null, null, null, 'a/b', null, 'c', null]);
    expect(view.aliases).toEqual([{ from: 'client', alias: 1, topic: 'c' }]);
    expect(view.remarks).toMatchObject([{ seq: 7, text: expect.stringContaining('never given a topic') }]);
  });
});

describe('the end', () => {
  const end = (writer: RowWriter) => {
    const closed = read(writer.event('close', 'the connection closed')).view.end;
    return { by: closed?.by, reasons: closed?.reasons.join(' ') };
  };

  it.each<[string, RowWriter, string, string]>([
    ['DISCONNECT', started({ will }).client(encodeDisconnect()), 'client', 'The will for plant/gone is discarded'],
    ['no DISCONNECT', started({ will }), 'unknown', 'publishes the will to plant/gone [MQTT-3.1.2-8]'],
    ['silence', started().wait(100), 'server', 'silent for 1 min 41 s'],
    ['a refusal', writeRows().event('open').client(connect()).server(hex('20 02 00 04')), 'server', '[MQTT-3.2.2-5]'],
    ['other bytes', started().event('malformed'), 'server', 'not MQTT any more'],
    ['an open handshake', started().client(publish(1, 3)), 'unknown', 'One handshake was not finished'],
    ['nothing said', writeRows().event('open'), 'unknown', 'The connection closed.'],
  ])('after %s', (_name, writer, by, words) => {
    const closed = end(writer);
    expect(closed.by).toBe(by);
    expect(closed.reasons).toContain(words);
  });

  it('the reason of a 5.0 DISCONNECT is told', () => {
    const writer = writeRows(5).event('open').client(hex('10 0e 00 04 4d515454 05 02 003c 00 0001 61'));
    const closed = end(writer.server(hex('20 03 00 00 00')).server(hex('e0 01 8e')));
    expect(closed).toMatchObject({ by: 'server', reasons: expect.stringContaining('taken over') });
  });
});

describe('bounds', () => {
  const long = started();
  for (let i = 0; i < 5000; i += 1) {
    long.client(publish(1, 1 + (i % 100))).server(encodePublishAck('PUBACK', 1 + (i % 100)));
  }

  it('old exchanges are forgotten, the watched one is not', () => {
    expect(read(long).state.exchangeOf(5)).toBeNull();
    expect(read(long).state.forgetful).toBe(true);
    expect(
      read(long, 5)
        .state.exchangeOf(4)
        ?.steps.map(({ seq }) => seq),
    ).toEqual([4, 5]);
  });

  it('repetitions without end are counted', () => {
    const again = started().client(publish(1, 3));
    for (let i = 0; i < 100; i += 1) again.client(publish(1, 3, true));
    const { state, view } = read(again, 104);
    expect(view.resends).toBe(100);
    expect(state.exchangeOf(4)?.steps).toHaveLength(33);
    expect(state.exchangeOf(104)?.omitted).toBe(68);
  });
});

test('any packets in any order give a conversation of the contract, the same at once and row by row', () => {
  const random = createSeededRandom(2611);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let run = 0; run < 60; run += 1) {
    const writer = writeRows(([0, 3, 4, 5] as const)[below(4)] ?? 4);
    for (let i = 0; i < 120; i += 1) {
      writer.wait(random() * 20);
      const type = below(17);
      if (type === 16) writer.event((['open', 'close', 'malformed'] as const)[below(3)] ?? 'open');
      else {
        const length = below(24);
        const bytes = Uint8Array.from([(type << 4) | below(16), length, ...Array.from({ length }, () => below(4))]);
        writer[below(2) === 0 ? 'client' : 'server'](bytes, below(9) === 0 ? 'part 2 of 3' : '');
      }
    }
    const stepwise = createConversation();
    for (const row of writer.rows) {
      stepwise.feed(row);
      stepwise.exchangeOf(row.seq);
      stepwise.aliasTopic(row);
      stepwise.view(1, []);
    }
    const { view, state } = read(writer);
    expect(stepwise.view(1, [])).toEqual(view);
    expect(conversationSchema.safeParse(view).error).toBeUndefined();
    // Whoever is a partner names the others too, in order.
    for (const { seq } of writer.rows) {
      const exchange = state.exchangeOf(seq);
      if (exchange === null) continue;
      const seqs = exchange.steps.map((step) => step.seq);
      expect(seqs).toContain(seq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      for (const partner of seqs) expect(state.exchangeOf(partner)).toEqual(exchange);
    }
  }
});
