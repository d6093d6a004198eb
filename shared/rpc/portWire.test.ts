import { describe, expect, test } from 'vitest';
import { createMessagePortWire, type DomPort } from './portWire.ts';

type Listener = (event: { readonly data?: unknown }) => void;

/** One end of a channel in a browser that tells nobody when a port is closed. */
function createSilentPort() {
  const posted: unknown[] = [];
  const seen = { started: false, closed: false };
  let listen: Listener = () => {};
  const port: DomPort = {
    postMessage: (message) => void posted.push(message),
    start: () => {
      seen.started = true;
    },
    close: () => {
      seen.closed = true;
    },
    addEventListener: (type: string, listener: Listener) => {
      if (type === 'message') listen = listener;
    },
  };
  return { port, posted, seen, receive: (data: unknown) => listen({ data }) };
}

describe('port wire', () => {
  test('the close travels as a message, because a port does not tell', () => {
    const left = createSilentPort();
    const right = createSilentPort();
    const wire = createMessagePortWire(left.port);
    const other = createMessagePortWire(right.port);
    const closes: string[] = [];
    wire.onClose(() => closes.push('own'));
    other.onClose(() => closes.push('other'));

    wire.send({ head: 1 });
    wire.close();
    for (const message of left.posted) right.receive(message);

    expect(closes).toEqual(['own', 'other']);
    expect([left.seen.closed, right.seen.closed]).toEqual([true, true]);
    expect(right.posted).toEqual([]);
    expect(wire.send({ head: 2 })).toBe(false);
    expect(left.posted).toHaveLength(2);
  });

  test('the port is started, so that what waited in it arrives', () => {
    const { port, seen } = createSilentPort();
    createMessagePortWire(port);
    expect(seen.started).toBe(true);
  });

  test.each([
    ['text', 'hello'],
    ['nothing', undefined],
    ['null', null],
    ['no head', { body: new Uint8Array(1) }],
    ['a body that is no bytes', { head: 1, body: [1, 2] }],
    ['a body that is an ArrayBuffer', { head: 1, body: new ArrayBuffer(2) }],
  ])('an envelope of another form closes the wire: %s', (_name, data) => {
    const { port, posted, seen, receive } = createSilentPort();
    const wire = createMessagePortWire(port);
    const heard: unknown[] = [];
    wire.onMessage((message) => heard.push(message));
    receive(data);
    receive({ head: 'after' });
    expect(heard).toEqual([]);
    expect(seen.closed).toBe(true);
    expect(posted).toEqual([{ bye: true }]);
  });

  test('a port that throws when it is gone only refuses the message', () => {
    const { port } = createSilentPort();
    const wire = createMessagePortWire({
      ...port,
      postMessage: () => {
        throw new Error('Object has been destroyed');
      },
    });
    expect(wire.send({ head: 1 })).toBe(false);
    expect(() => wire.close()).not.toThrow();
  });

  test('bytes inside a larger buffer are posted alone, whole buffers are not copied', () => {
    const { port, posted } = createSilentPort();
    const wire = createMessagePortWire(port);
    const whole = Uint8Array.of(1, 2, 3, 4);
    wire.send({ head: 'part', body: whole.subarray(1, 3) });
    wire.send({ head: 'whole', body: whole });
    const bodies = posted.map((message) => (message as { readonly body: Uint8Array }).body);
    expect(bodies[0]).toEqual(Uint8Array.of(2, 3));
    expect(bodies[0]?.buffer.byteLength).toBe(2);
    expect(bodies[1]).toBe(whole);
  });
});
