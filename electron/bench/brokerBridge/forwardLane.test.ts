import { describe, expect, it } from 'vitest';
import { createForwardLane, type ForwardedMessage, type SendForwarded } from './forwardLane.ts';

const message = (topic: string, qos: 0 | 1 | 2 = 1, length = 1): ForwardedMessage => ({
  ...{ topic, qos, retain: false },
  payload: Buffer.alloc(length),
});

function setUp(limits?: Parameters<typeof createForwardLane>[1]) {
  const refused: string[] = [];
  const sent: string[] = [];
  let open: ((trouble: string) => void)[] = [];
  const lane = createForwardLane((trouble) => refused.push(trouble), limits);
  const send: SendForwarded = ({ topic }, done) => {
    sent.push(topic);
    open.push(done);
  };
  /** The oldest unanswered message is answered. */
  const answer = (trouble = ''): void => open.shift()?.(trouble);
  const forget = (): void => {
    open = [];
  };
  return { lane, refused, sent, send, answer, forget };
}

describe('while the other broker is there', () => {
  it('sends in order, so many at once', () => {
    const { lane, sent, send, answer } = setUp();
    lane.open(send, 2);
    for (const topic of ['a', 'b', 'c']) lane.put(message(topic));
    expect(sent).toEqual(['a', 'b']);
    expect(lane.way).toEqual({ forwarded: 0, dropped: 0, waiting: 3 });
    answer();
    expect(sent).toEqual(['a', 'b', 'c']);
    answer();
    answer();
    expect(lane.way).toEqual({ forwarded: 3, dropped: 0, waiting: 0 });
  });

  it('says what was refused, and goes on', () => {
    const { lane, sent, send, answer, refused } = setUp();
    lane.open(send, 1);
    lane.put(message('a'));
    lane.put(message('b'));
    answer('no');
    answer();
    expect({ sent, refused, way: lane.way }).toEqual({
      sent: ['a', 'b'],
      refused: ['no'],
      way: { forwarded: 1, dropped: 1, waiting: 0 },
    });
  });

  it('asks the sender to wait when much waits', () => {
    const { lane, send, answer } = setUp({ maxMessages: 10, maxBytes: 1e6, highMessages: 2 });
    lane.open(send, 1);
    let room = 0;
    for (const topic of ['a', 'b', 'c']) {
      lane.put(message(topic));
      lane.whenRoom(() => {
        room += 1;
      });
    }
    expect(room).toBe(2);
    answer();
    expect(room).toBe(3);
  });

  it('takes an answer within the call', () => {
    const { lane } = setUp();
    lane.open((_message, done) => done(''), 1);
    for (let i = 0; i < 5000; i += 1) lane.put(message('a', 0));
    expect(lane.way).toEqual({ forwarded: 5000, dropped: 0, waiting: 0 });
  });
});

describe('while it is away', () => {
  it('keeps QoS 1 and 2, not 0, and asks nobody to wait', () => {
    const { lane, sent, send } = setUp();
    lane.put(message('a', 0));
    lane.put(message('b', 1));
    lane.put(message('c', 2));
    let room = false;
    lane.whenRoom(() => {
      room = true;
    });
    expect(room).toBe(true);
    expect(lane.way).toEqual({ forwarded: 0, dropped: 1, waiting: 2 });
    lane.open(send, 8);
    expect(sent).toEqual(['b', 'c']);
  });

  it.each([
    ['messages', { maxMessages: 2, maxBytes: 1e6, highMessages: 10 }],
    ['bytes', { maxMessages: 100, maxBytes: 23, highMessages: 10 }],
  ])('drops the oldest beyond a bound of %s', (_, limits) => {
    const { lane, sent, send } = setUp(limits);
    for (const topic of ['a', 'b', 'c', 'd']) lane.put(message(topic, 1, 10));
    expect(lane.way).toEqual({ forwarded: 0, dropped: 2, waiting: 2 });
    lane.open(send, 8);
    expect(sent).toEqual(['c', 'd']);
  });

  it('what was not acknowledged goes again, first; a late answer counts for nothing', () => {
    const { lane, sent, send, answer, forget } = setUp();
    lane.open(send, 3);
    lane.put(message('a', 1));
    lane.put(message('b', 0));
    lane.put(message('c', 2));
    lane.put(message('d', 1));
    lane.close();
    answer();
    expect(lane.way).toEqual({ forwarded: 0, dropped: 1, waiting: 3 });
    forget();
    lane.open(send, 8);
    expect(sent).toEqual(['a', 'b', 'c', 'a', 'c', 'd']);
  });
});
