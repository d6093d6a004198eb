import { describe, expect, it, test } from 'vitest';
import type { Conversation, Exchange } from '#shared/contract/conversation.ts';
import { conversationFacts, exchangeWords } from './conversationWords.ts';

const S = 1_000_000;
const CONNECT: NonNullable<Conversation['connect']> = {
  ...{ seq: 2, protocolName: 'MQTT', protocolLevel: 4, bridge: false, clientId: 'board-7', username: null },
  ...{ hasPassword: false, clean: true, keepAlive: 60, will: null },
};
const KEEP_ALIVE: NonNullable<Conversation['keepAlive']> = {
  ...{ seconds: 60, setByServer: false, lastSeq: 4, lastAt: 10 * S, deadline: 100 * S, longest: 5 * S },
  ...{ late: 0, missed: 0, silences: [] },
};
const ANSWER = { seq: 3, accepted: true, text: 'accepted', sessionPresent: false, assignedClientId: null, after: 1 };
const conversation = (change: Partial<Conversation> = {}): Conversation => ({
  ...{ link: 1, whole: true, openedAt: 0, packetsIn: 3, packetsOut: 2, connect: CONNECT, answer: ANSWER },
  ...{ keepAlive: KEEP_ALIVE, waiting: [], waitingCount: 0, resends: 0, aliases: [], aliasCount: 0 },
  ...{ takenOverBy: null, tookOver: null, end: null, remarks: [], remarkCount: 0 },
  ...change,
});
const exchange = (change: Partial<Exchange> = {}): Exchange => ({
  ...{ kind: 'publish', from: 'client', packetId: 7, qos: 1, topic: 't', state: 'complete', awaits: null, omitted: 0 },
  steps: [
    { seq: 4, t: 10 * S, from: 'client', type: 'PUBLISH', resend: false, after: null, text: '' },
    { seq: 5, t: 10.25 * S, from: 'server', type: 'PUBACK', resend: false, after: 0.25 * S, text: 'not authorized' },
  ],
  ...change,
});
const fact = (name: string, change: Partial<Conversation> = {}) =>
  conversationFacts(conversation(change), 40 * S).find((each) => each.name === name);

describe('facts', () => {
  it.each<[string, Partial<Conversation>, string]>([
    ['Version', {}, 'MQTT 3.1.1'],
    ['Version', { connect: null }, 'not known: no CONNECT was seen'],
    ['Version', { connect: { ...CONNECT, bridge: true } }, 'MQTT 3.1.1, a bridge'],
    ['Version', { connect: { ...CONNECT, protocolLevel: 6 } }, 'level 6 of MQTT, which is none'],
    ['Client id', {}, 'board-7'],
    ['Client id', { connect: { ...CONNECT, clientId: '' } }, 'none sent: the server chose one'],
    [
      'Client id',
      { connect: { ...CONNECT, clientId: '' }, answer: { ...ANSWER, assignedClientId: 'auto-1' } },
      'auto-1, chosen by the server',
    ],
    ['User', { connect: { ...CONNECT, username: 'bench', hasPassword: true } }, 'bench, with a password'],
    ['Session', {}, 'begins anew (clean)'],
    ['Session', { answer: { ...ANSWER, sessionPresent: true } }, 'goes on from an earlier connection'],
    ['Refused', { answer: { ...ANSWER, accepted: false, text: 'not authorized' } }, 'not authorized'],
    ['Keep-alive', {}, '60 s; the server closes in 60 s if nothing comes'],
    ['Keep-alive', { keepAlive: { ...KEEP_ALIVE, deadline: 38 * S } }, '60 s; overdue by 2 s'],
    ['Keep-alive', { keepAlive: { ...KEEP_ALIVE, deadline: null, setByServer: true } }, '60 s, set by the server'],
    ['Keep-alive', { keepAlive: { ...KEEP_ALIVE, seconds: 0 } }, 'off: a dead connection is not noticed'],
    [
      'Too long silent',
      { keepAlive: { ...KEEP_ALIVE, late: 2, missed: 1, longest: 95 * S } },
      '2 times, of these 1 beyond one and a half times; the longest 1 min 35 s',
    ],
    [
      'Will',
      { connect: { ...CONNECT, will: { topic: 'gone', qos: 1, retain: true, length: 1 } } },
      '1 byte to gone, QoS 1, retained',
    ],
    ['In flight', { waiting: [exchange()], waitingCount: 3 }, '3 unanswered, the oldest PUBLISH for 30.0 s'],
    ['Sent again', { resends: 1 }, '1 packet'],
    ['Topic aliases', { aliases: [{ from: 'client', alias: 1, topic: 'a' }], aliasCount: 1 }, 'client 1 = a'],
    [
      'Topic aliases',
      { aliases: [{ from: 'server', alias: 2, topic: 'b' }], aliasCount: 3 },
      'server 2 = b and 2 more',
    ],
  ])('%s %o', (name, change, value) => {
    expect(fact(name, change)?.value).toBe(value);
  });

  it.each(['Refused', 'Too long silent', 'Will', 'In flight', 'Topic aliases', 'Sent again'])(
    'nothing is said of %s when there is nothing',
    (name) => expect(fact(name)).toBeUndefined(),
  );
});

test.each<[Partial<Exchange>, string]>([
  [{}, 'complete after 250 ms'],
  [{ state: 'refused' }, 'refused after 250 ms: not authorized'],
  [{ state: 'abandoned' }, 'given up: its packet identifier was used again'],
  [{ state: 'waiting', awaits: { type: 'PUBREL', from: 'client' } }, 'waits for PUBREL from the client'],
])('a handshake %o', (change, words) => {
  expect(exchangeWords(exchange(change))).toBe(words);
});
