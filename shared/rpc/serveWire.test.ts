import { describe, expect, test } from 'vitest';
import { settle } from '#test/fakes/fakeClock.ts';
import { fakeCommands, fakeStreams } from '#test/fakes/fakeHandlers.ts';
import { createFakeWire } from '#test/fakes/fakeWire.ts';
import type { CommandHandlers, EventData, StreamHandlers } from '../contract/contract.ts';
import { contract } from '../contract/contract.ts';
import { SLOW_VIEW_BYTES } from './eventOutbox.ts';
import { PROTOCOL_VERSION } from './messages.ts';
import { type EventListener, serveWire } from './serveWire.ts';

const HELLO = { m: 'hello', version: PROTOCOL_VERSION };
const OPEN = {
  m: 'open',
  id: 1,
  name: 'log.rows',
  input: { filter: { lanes: [], notes: true }, from: { at: 'tail', backlog: 0 }, mirror: 1000 },
};

type Link = EventData<'log.links-changed'>['links'][number];
const link = (id: number, name: string): Link => ({
  id,
  lane: 'mqtt',
  role: 'device',
  name,
  address: '192.0.2.7:49152',
  clientId: name,
  level: 4,
  openedAt: 0,
  closedAt: null,
});
const settings = (lastPort: string): EventData<'settings.changed'> => ({
  ...contract['settings.get'].output.parse({}),
  lastPort,
});

function setUp(commands: Partial<CommandHandlers> = {}, streams: Partial<StreamHandlers> = {}) {
  const view = createFakeWire();
  const reports: unknown[] = [];
  const listeners = new Set<EventListener>();
  const stop = serveWire({
    wire: view.wire,
    commands: fakeCommands(commands),
    streams: fakeStreams(streams),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    report: (error) => reports.push(error),
  });
  const emit: EventListener = (name, data) => {
    for (const listener of listeners) listener(name, data);
  };
  return { view, reports, listeners, emit, stop };
}

describe('serving a wire', () => {
  test('events go to a view that has said hello, and not before', () => {
    const { view, emit, listeners } = setUp();
    emit('settings.changed', settings('/dev/ttyUSB0'));
    expect(view.sent).toEqual([]);
    view.deliver(HELLO);
    expect(view.sent).toEqual([HELLO]);
    emit('settings.changed', settings('/dev/ttyUSB2'));
    expect(view.sent.slice(1)).toEqual([
      { m: 'event', name: 'settings.changed', data: expect.objectContaining({ lastPort: '/dev/ttyUSB2' }) },
    ]);
    expect(listeners.size).toBe(1);
  });

  test('a view that is gone by the time hello is answered leaves no listener behind', () => {
    const { view, listeners, reports } = setUp();
    view.accept(() => {
      view.hangUp();
      return false;
    });
    view.deliver(HELLO);
    expect(listeners.size).toBe(0);
    expect(reports).toEqual([]);
  });

  test('the end closes the wire, tells every stream once and lets late answers go', async () => {
    let closes = 0;
    let answer: (() => void) | undefined;
    const { view, stop, listeners, reports } = setUp(
      {
        'broker.stop': () =>
          new Promise((resolve) => {
            answer = () => resolve({ ok: true, value: {} });
          }),
      },
      {
        'log.rows': () => () => {
          closes += 1;
        },
      },
    );
    for (const head of [HELLO, OPEN, { ...OPEN, id: 2 }]) view.deliver(head);
    view.deliver({ m: 'call', id: 3, name: 'broker.stop', input: {} });
    const before = view.sent.length;
    stop();
    stop();
    answer?.();
    await settle();
    expect(view.closed).toBe(true);
    expect(closes).toBe(2);
    expect(listeners.size).toBe(0);
    expect(view.sent).toHaveLength(before);
    expect(reports).toEqual([]);
  });

  test('a stream that fails to close does not keep the others open', () => {
    let closes = 0;
    const { view, reports } = setUp(
      {},
      {
        'log.rows': () => () => {
          closes += 1;
          throw new Error('a fault in the bench');
        },
      },
    );
    for (const head of [HELLO, OPEN, { ...OPEN, id: 2 }]) view.deliver(head);
    view.hangUp();
    expect(closes).toBe(2);
    expect(reports).toHaveLength(2);
  });

  test('a stream that ends while it opens is over, and its handler is not told what it did itself', () => {
    let closes = 0;
    const { view } = setUp(
      {},
      {
        'log.rows': (_input, sink) => {
          sink.push({ type: 'gap', after: 0, before: 5, lost: true });
          sink.end();
          return () => {
            closes += 1;
          };
        },
      },
    );
    for (const head of [HELLO, OPEN]) view.deliver(head);
    expect(view.sent.slice(1)).toEqual([
      { m: 'item', id: 1, item: { type: 'gap', after: 0, before: 5, lost: true } },
      { m: 'end', id: 1 },
    ]);
    view.hangUp();
    expect(closes).toBe(0);
  });

  test('a stream that ends when credits come hears of no more', () => {
    const heard: string[] = [];
    const { view } = setUp(
      {},
      {
        'log.rows': (_input, sink) => {
          sink.onCredit(() => {
            heard.push('first');
            sink.end();
          });
          sink.onCredit(() => heard.push('second'));
          return () => heard.push('closed');
        },
      },
    );
    for (const head of [HELLO, OPEN, { m: 'credit', id: 1, n: 1 }, { m: 'credit', id: 1, n: 1 }]) view.deliver(head);
    expect(heard).toEqual(['first']);
  });

  test('a wire that closes while it takes a message is no fault of the bench', () => {
    let closes = 0;
    const { view, emit, reports } = setUp(
      {},
      {
        'log.rows': (_input, sink) => {
          sink.onCredit(() => sink.push({ type: 'gap', after: 0, before: 5, lost: true }));
          return () => {
            closes += 1;
          };
        },
      },
    );
    for (const head of [HELLO, OPEN]) view.deliver(head);
    view.accept(() => {
      view.hangUp();
      return false;
    });
    view.deliver({ m: 'credit', id: 1, n: 1 });
    emit('settings.changed', settings('a'));
    expect(closes).toBe(1);
    expect(reports).toEqual([]);
  });

  test('an event no wire carries is reported, and the view is served on', async () => {
    const { view, emit, reports } = setUp({ 'broker.stop': () => ({ ok: true, value: {} }) });
    view.deliver(HELLO);
    view.accept(({ head }) => JSON.stringify(head).length < 300);
    emit('settings.changed', settings('x'.repeat(300)));
    expect(reports).toHaveLength(1);
    view.deliver({ m: 'call', id: 1, name: 'broker.stop', input: {} });
    await settle();
    expect(view.sent.at(-1)).toEqual({ m: 'reply', id: 1, ok: true, value: {} });
  });

  describe('a slow view', () => {
    test('gets of each event only what is true at the end', () => {
      const { view, emit } = setUp();
      view.deliver(HELLO);
      view.setBacklog(SLOW_VIEW_BYTES + 1);
      emit('log.links-changed', { links: [link(1, '#1'), link(2, '#2')] });
      for (const port of ['a', 'b', 'c']) emit('settings.changed', settings(port));
      emit('log.links-changed', { links: [link(2, 'tracker-2'), link(3, '#3')] });
      expect(view.sent).toHaveLength(1);

      view.setBacklog(SLOW_VIEW_BYTES);
      expect(view.sent.slice(1)).toEqual([
        {
          m: 'event',
          name: 'log.links-changed',
          data: { links: [link(1, '#1'), link(2, 'tracker-2'), link(3, '#3')] },
        },
        { m: 'event', name: 'settings.changed', data: settings('c') },
      ]);
      view.setBacklog(0);
      expect(view.sent).toHaveLength(3);
    });

    test('is still slow after some of it went', () => {
      const { view, emit } = setUp();
      view.deliver(HELLO);
      view.setBacklog(3 * SLOW_VIEW_BYTES);
      emit('settings.changed', settings('a'));
      view.setBacklog(2 * SLOW_VIEW_BYTES);
      expect(view.sent).toHaveLength(1);
      view.setBacklog(0);
      emit('settings.changed', settings('b'));
      expect(view.sent.slice(1)).toEqual([
        { m: 'event', name: 'settings.changed', data: settings('a') },
        { m: 'event', name: 'settings.changed', data: settings('b') },
      ]);
    });

    test('that goes away leaves nothing that waits', () => {
      const { view, emit, reports } = setUp();
      view.deliver(HELLO);
      view.setBacklog(SLOW_VIEW_BYTES + 1);
      emit('settings.changed', settings('a'));
      view.hangUp();
      view.setBacklog(0);
      expect(view.sent).toHaveLength(1);
      expect(reports).toEqual([]);
    });
  });
});
