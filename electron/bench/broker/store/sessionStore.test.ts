import { describe, expect, test } from 'vitest';
import type { OutgoingPacket } from './outgoingQueue.ts';
import { createSessionStore, type SessionLimits } from './sessionStore.ts';

const LIMITS: SessionLimits = {
  ...{ sessions: 3, queueMessages: 5, queueBytesPerClient: 10_000, queueBytesInAll: 20_000 },
};
let counter = 0;
const message = (topic: string, bytes = 1): OutgoingPacket => {
  counter += 1;
  const payload = new Uint8Array(bytes);
  return { cmd: 'publish', topic, payload, qos: 1, retain: false, brokerId: 'b', brokerCounter: counter };
};
const setUp = (online: readonly string[] = []) => createSessionStore(LIMITS, (id) => online.includes(id));
const topics = (packets: readonly OutgoingPacket[]): string[] => packets.map(({ topic }) => topic);

describe('what waits for a client', () => {
  test('the oldest goes when too many wait, and is counted', () => {
    const store = setUp();
    const session = store.open('c');
    for (let at = 0; at < 8; at += 1) store.enqueue(session, message(`t${at}`));
    expect(topics(session.queue.packets())).toEqual(['t3', 't4', 't5', 't6', 't7']);
    expect(session.queue.dropped).toBe(3);
    expect(store.droppedMessages).toBe(3);
  });

  test('by bytes as well', () => {
    const store = setUp();
    const session = store.open('c');
    for (let at = 0; at < 4; at += 1) store.enqueue(session, message(`t${at}`, 4000));
    expect(topics(session.queue.packets())).toEqual(['t2', 't3']);
  });

  test('one larger than all that may wait drives nobody out', () => {
    const store = setUp();
    const session = store.open('c');
    store.enqueue(session, message('small'));
    store.enqueue(session, message('huge', 15_000));
    expect(topics(session.queue.packets())).toEqual(['small']);
    expect(session.queue.dropped).toBe(1);
  });

  test('all queues together are bounded: the own oldest goes, not that of another', () => {
    const store = setUp();
    const sessions = ['a', 'b', 'c'].map(store.open);
    for (const session of sessions) for (let at = 0; at < 2; at += 1) store.enqueue(session, message(`t${at}`, 4000));
    expect(sessions.map(({ queue }) => queue.size)).toEqual([2, 2, 0]);
    expect(sessions[2]?.queue.dropped).toBe(2);
  });

  test('an acknowledged message is gone, an unknown acknowledgement takes nothing away', () => {
    const store = setUp();
    const { queue } = store.open('c');
    const sent = message('sent');
    queue.push(sent);
    queue.push(message('waits'));
    queue.update({ ...sent, messageId: 7 });
    expect(queue.acknowledge(undefined)).toBeUndefined();
    expect(queue.acknowledge(8)).toBeUndefined();
    expect(queue.acknowledge(7)?.topic).toBe('sent');
    expect(queue.acknowledge(7)).toBeUndefined();
    expect(topics(queue.packets())).toEqual(['waits']);
    queue.acknowledge(7);
    queue.dropOldest();
    expect(queue.bytes).toBe(0);
  });

  test('a PUBREL takes the place of its message (section 4.3.3)', () => {
    const { queue } = setUp().open('c');
    const sent = message('sent');
    queue.push(sent);
    queue.update({ ...sent, messageId: 7 });
    queue.update({ ...message(''), cmd: 'pubrel', messageId: 7 });
    expect(queue.packets().map(({ cmd, messageId }) => [cmd, messageId])).toEqual([['pubrel', 7]]);
    expect(queue.acknowledge(7)?.cmd).toBe('pubrel');
    expect([queue.size, queue.bytes]).toEqual([0, 0]);
  });
});

describe('sessions', () => {
  test('the one used longest ago whose client is away goes', () => {
    const store = setUp(['a']);
    for (const id of ['a', 'b', 'c', 'd']) store.subscribe(store.open(id), 'x', 1);
    expect(store.all().map(({ clientId }) => clientId)).toEqual(['a', 'c', 'd']);
    expect(store.droppedSessions).toBe(1);
    expect([...store.subscribers('x').keys()]).toEqual(['a', 'c', 'd']);
  });

  test('a deleted session waits for nothing and gives its bytes back', () => {
    const store = setUp();
    const session = store.open('c');
    store.subscribe(session, 'x/#', 2);
    store.enqueue(session, message('x', 9000));
    expect(store.delete('c')).toBe(true);
    expect(store.delete('c')).toBe(false);
    expect(store.subscribers('x')).toEqual(new Map());
    for (const id of ['a', 'b']) {
      for (let at = 0; at < 2; at += 1) store.enqueue(store.open(id), message('t', 4000));
      expect(store.get(id)?.queue.size).toBe(2);
    }
  });

  test('a subscription at QoS 0 makes nothing wait', () => {
    const store = setUp();
    const session = store.open('c');
    store.subscribe(session, 'x', 1);
    store.subscribe(session, 'x', 0);
    expect(store.subscribers('x').size).toBe(0);
    expect([...session.subscriptions]).toEqual([['x', 0]]);
  });
});
