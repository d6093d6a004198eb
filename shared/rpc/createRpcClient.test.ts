import { describe, expect, test } from 'vitest';
import { settle } from '#test/fakes/fakeClock.ts';
import { createFakeWire } from '#test/fakes/fakeWire.ts';
import type { StreamInput } from '../contract/contract.ts';
import { createRpcClient } from './createRpcClient.ts';
import { MAX_PENDING_CALLS, PROTOCOL_VERSION } from './messages.ts';

const HELLO = { m: 'hello', version: PROTOCOL_VERSION };
const INFO = { version: '0.1.0', host: 'test', platform: 'linux', startedAt: 0 };
const ROWS: StreamInput<'log.rows'> = {
  filter: { lanes: ['mqtt'], notes: false },
  from: { at: 'after', seq: 0 },
  mirror: 1000,
};
const ITEM = { type: 'batch', count: 0, scanned: 7 };

function setUp({ validate = false, greeted = true } = {}) {
  const bench = createFakeWire();
  const reports: unknown[] = [];
  const client = createRpcClient({ wire: bench.wire, report: (error) => reports.push(error), validate });
  if (greeted) bench.deliver(HELLO);
  return { bench, client, reports };
}

describe('RPC client', () => {
  test('says hello first, and nothing else until the bench has answered', async () => {
    const { bench, client } = setUp({ greeted: false });
    const call = client.call('bench.info', {});
    client.open('log.rows', ROWS, { item: () => {}, end: () => {} });
    expect(bench.sent).toEqual([HELLO]);
    bench.deliver(HELLO);
    expect(bench.sent.slice(1)).toEqual([
      { m: 'call', id: 1, name: 'bench.info', input: {} },
      { m: 'open', id: 2, name: 'log.rows', input: ROWS },
    ]);
    bench.deliver({ m: 'reply', id: 1, ok: true, value: INFO });
    expect(await call).toEqual({ ok: true, value: INFO });
  });

  test('keeps a bounded number of questions until the bench has answered', async () => {
    const { bench, client } = setUp({ greeted: false });
    for (let i = 0; i < MAX_PENDING_CALLS; i++) void client.call('bench.info', {});
    expect(await client.call('bench.info', {})).toMatchObject({ ok: false, error: { code: 'overloaded' } });
    const ends: unknown[] = [];
    client.open('log.rows', ROWS, { item: () => {}, end: (error) => ends.push(error?.code) });
    await settle();
    expect(ends).toEqual(['overloaded']);
    bench.deliver(HELLO);
    expect(bench.sent).toHaveLength(1 + MAX_PENDING_CALLS);
    expect(client.state).toBe('ready');
  });

  test('a message the wire cannot carry is refused, and the client lives on', async () => {
    const { bench, client } = setUp();
    bench.accept(({ head }) => JSON.stringify(head).length < 200);
    expect(await client.call('log.mark', { text: 'x'.repeat(1000) })).toMatchObject({ error: { code: 'bad-input' } });
    const ends: unknown[] = [];
    const filter = { ...ROWS.filter, text: 'x'.repeat(200) };
    client.open('log.rows', { ...ROWS, filter }, { item: () => {}, end: (error) => ends.push(error?.code) });
    await settle();
    expect(ends).toEqual(['bad-input']);
    expect(client.state).toBe('ready');
  });

  test.each<[string, readonly unknown[]]>([
    ['null', [null]],
    ['text', ['hello']],
    ['an unknown form', [{ m: 'welcome' }]],
    ['an event before hello', [{ m: 'event', name: 'settings.changed', data: {} }]],
    ['a refusal of the protocol', [{ m: 'refused', code: 'protocol', message: 'What?' }]],
    ['a second hello', [HELLO, HELLO]],
    ['a refusal after hello', [HELLO, { m: 'refused', code: 'protocol', message: 'What?' }]],
    ['a reply to no call', [HELLO, { m: 'reply', id: 99, ok: true, value: 1 }]],
    [
      'a second reply',
      [HELLO, { m: 'reply', id: 1, ok: true, value: INFO }, { m: 'reply', id: 1, ok: true, value: INFO }],
    ],
    ['a reply that is neither', [HELLO, { m: 'reply', id: 1, value: 1 }]],
    ['a failure without code', [HELLO, { m: 'reply', id: 1, ok: false, error: { message: 'No.' } }]],
    ['an end with a failure of another form', [HELLO, { m: 'end', id: 2, error: 'no' }]],
  ])('a bench that breaks the protocol is reported and left: %s', async (_name, heads) => {
    const { bench, client, reports } = setUp({ greeted: false });
    const ends: unknown[] = [];
    const first = client.call('bench.info', {});
    client.open('log.rows', ROWS, { item: () => {}, end: (error) => ends.push(error?.code) });
    const second = client.call('bench.info', {});
    for (const head of heads) bench.deliver(head);
    expect(client.state).toBe('closed');
    expect(bench.closed).toBe(true);
    expect(reports).toHaveLength(1);
    expect(ends).toEqual(['closed']);
    expect(await second).toMatchObject({ ok: false, error: { code: 'closed' } });
    await first;
  });

  test('the credit goes back after the listener is done with the item', () => {
    const { bench, client } = setUp();
    const sentInside: number[] = [];
    client.open('log.rows', ROWS, { item: () => sentInside.push(bench.sent.length), end: () => {} });
    const before = bench.sent.length;
    bench.deliver({ m: 'item', id: 1, item: ITEM });
    bench.deliver({ m: 'item', id: 1, item: ITEM }, Uint8Array.of(1));
    expect(sentInside).toEqual([before, before + 1]);
    expect(bench.sent.slice(before)).toEqual([
      { m: 'credit', id: 1, n: 1 },
      { m: 'credit', id: 1, n: 1 },
    ]);
  });

  test('no credit follows the close; items and ends on their way are not told', () => {
    const { bench, client, reports } = setUp();
    let items = 0;
    const close = client.open('log.rows', ROWS, {
      item: () => {
        items += 1;
        close();
      },
      end: () => reports.push('end'),
    });
    const before = bench.sent.length;
    for (let i = 0; i < 2; i++) bench.deliver({ m: 'item', id: 1, item: ITEM });
    bench.deliver({ m: 'end', id: 1 });
    expect(bench.sent.slice(before)).toEqual([{ m: 'close', id: 1 }]);
    expect(items).toBe(1);
    expect(reports).toEqual([]);
  });

  test('a listener that throws at the end, or on a state, is reported and hurts nobody', () => {
    const { bench, client, reports } = setUp();
    const seen: string[] = [];
    client.onState(() => {
      throw new Error('a fault in the window');
    });
    client.onState((state) => seen.push(state));
    client.open('log.rows', ROWS, {
      item: () => {},
      end: () => {
        throw new Error('another');
      },
    });
    client.open('log.rows', ROWS, { item: () => {}, end: (error) => seen.push(`end ${error?.code}`) });
    bench.hangUp();
    expect(seen).toEqual(['end closed', 'closed']);
    expect(reports).toHaveLength(2);
  });

  describe('what the bench sends outside its contract', () => {
    test.each([
      [true, { ok: false, error: { code: 'internal' } }, 1],
      [false, { ok: true, value: { version: 1 } }, 0],
    ])('a reply, checked: %s', async (validate, outcome, reported) => {
      const { bench, client, reports } = setUp({ validate });
      const call = client.call('bench.info', {});
      bench.deliver({ m: 'reply', id: 1, ok: true, value: { version: 1 } });
      expect(await call).toMatchObject(outcome);
      expect(reports).toHaveLength(reported);
      expect(client.state).toBe('ready');
    });

    test.each([
      [true, ['end internal'], [{ m: 'close', id: 1 }], 1],
      [false, ['item'], [{ m: 'credit', id: 1, n: 1 }], 0],
    ])('an item, checked: %s', (validate, heard, answers, reported) => {
      const { bench, client, reports } = setUp({ validate });
      const seen: string[] = [];
      client.open('log.rows', ROWS, { item: () => seen.push('item'), end: (error) => seen.push(`end ${error?.code}`) });
      const before = bench.sent.length;
      bench.deliver({ m: 'item', id: 1, item: { type: 'batch', count: 'many' } });
      expect(seen).toEqual(heard);
      expect(bench.sent.slice(before)).toEqual(answers);
      expect(reports).toHaveLength(reported);
    });

    test.each([
      ['data of another form', 'log.links-changed', true, 1],
      ['data of another form', 'log.links-changed', false, 0],
      ['an unknown name', 'constructor', true, 1],
      ['an unknown name', 'constructor', false, 0],
    ])('an event with %s (%s), checked: %s', (_what, name, validate, reported) => {
      const { bench, client, reports } = setUp({ validate });
      bench.deliver({ m: 'event', name, data: { links: [{ id: 'one' }] } });
      expect(reports).toHaveLength(reported);
      expect(client.state).toBe('ready');
    });
  });
});
