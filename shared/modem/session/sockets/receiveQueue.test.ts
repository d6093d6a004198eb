import { describe, expect, it } from 'vitest';
import { latin1Bytes, latin1Text } from '../../../base/latin1.ts';
import { createReceiveQueue, type ReceiveQueue } from './receiveQueue.ts';

const A = { address: '192.0.2.1', port: 1 };
const B = { address: '192.0.2.2', port: 2 };

const filled = (limit = 100): ReceiveQueue => {
  const queue = createReceiveQueue(limit);
  queue.put(latin1Bytes('hello'), A);
  queue.put(latin1Bytes('world'), B);
  return queue;
};

describe('a receive queue', () => {
  it.each([
    [0, '', 10],
    [3, 'hel', 7],
    [7, 'hellowo', 3],
    [10, 'helloworld', 0],
    [99, 'helloworld', 0],
  ])('gives %d bytes across pieces', (most, text, left) => {
    const queue = filled();
    expect(latin1Text(queue.take(most))).toBe(text);
    expect(queue.length).toBe(left);
  });

  it('gives pieces with their senders, cut where they are too long', () => {
    const queue = filled();
    const next = (): string => {
      const piece = queue.takePiece(3);
      return piece === null ? '' : `${latin1Text(piece.bytes)} ${piece.from.port}`;
    };
    expect([next(), next(), next(), next(), next()]).toEqual(['hel 1', 'lo 1', 'wor 2', 'ld 2', '']);
  });

  it('says how much there was no room for', () => {
    const queue = filled(12);
    expect(queue.put(latin1Bytes('again'), A)).toBe(3);
    expect(queue.put(latin1Bytes('!'), A)).toBe(1);
    expect(latin1Text(queue.take(99))).toBe('helloworldag');
    expect(queue.put(latin1Bytes('!'), A)).toBe(0);
    queue.clear();
    expect(queue.length).toBe(0);
  });

  it('keeps its own copy', () => {
    const bytes = latin1Bytes('kept');
    const queue = createReceiveQueue(10);
    queue.put(bytes, A);
    bytes.fill(0);
    expect(latin1Text(queue.take(10))).toBe('kept');
  });
});
