import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Wire, WireMessage } from '#shared/rpc/wire.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import type { CreateWirePair, WirePair } from './wirePairs.ts';

/** Everything said on a wire, as it came. */
function collect(wire: Wire): WireMessage[] {
  const messages: WireMessage[] = [];
  wire.onMessage((message) => messages.push(message));
  return messages;
}

function countCloses(wire: Wire): { readonly count: number } {
  const seen = { count: 0 };
  wire.onClose(() => {
    seen.count += 1;
  });
  return seen;
}

const SIDES = [
  { from: 'view', to: 'bench' },
  { from: 'bench', to: 'view' },
] as const;

const HEADS: readonly (readonly [name: string, head: unknown])[] = [
  ['an object', { m: 'call', id: 7, name: 'serial.send', input: { data: 'AT+CSQ', nested: [[], {}, [null]] } }],
  ['an empty object', {}],
  ['null', null],
  ['a number', -0.5],
  ['an empty string', ''],
  ['text beyond the basic plane and control characters', 'Ω 🛰 \u0000\u001b\u2028"\\'],
  ['a lone surrogate', '\ud83d'],
  ['a key of the prototype', JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')],
];

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, i) => i);

/** What every wire promises, for one kind of wire. */
export function describeWire(name: string, createPair: CreateWirePair): void {
  describe(`${name} wire`, () => {
    let pair: WirePair;
    beforeEach(async () => {
      pair = await createPair();
    });
    afterEach(() => pair.dispose());

    describe.each(SIDES)('from $from to $to', ({ from, to }) => {
      test('many messages arrive in order', async () => {
        const got = collect(pair[to]);
        const numbers = Array.from({ length: 2000 }, (_, i) => i);
        for (const i of numbers) {
          const message = i % 2 === 0 ? { head: { i } } : { head: { i }, body: Uint8Array.of(i % 251) };
          expect(pair[from].send(message)).toBe(true);
        }
        await eventually('all messages', () => got.length === numbers.length);
        expect(got.map(({ head }) => head)).toEqual(numbers.map((i) => ({ i })));
        expect(got.map(({ body }) => body?.[0])).toEqual(numbers.map((i) => (i % 2 === 0 ? undefined : i % 251)));
      });

      test.each(HEADS)('the head arrives as it was: %s', async (_name, head) => {
        const got = collect(pair[to]);
        pair[from].send({ head });
        pair[from].send({ head, body: ALL_BYTES });
        await eventually('both messages', () => got.length === 2);
        expect(got.map((message) => JSON.stringify(message.head))).toEqual([
          JSON.stringify(head),
          JSON.stringify(head),
        ]);
      });

      test('the body arrives byte by byte, and alone when it is part of a larger buffer', async () => {
        const got = collect(pair[to]);
        const larger = new Uint8Array(1024).fill(0xee);
        larger.set(ALL_BYTES, 100);
        pair[from].send({ head: 1, body: ALL_BYTES });
        pair[from].send({ head: 2, body: larger.subarray(100, 356) });
        pair[from].send({ head: 3, body: Buffer.from(ALL_BYTES) });
        await eventually('the bodies', () => got.length === 3);
        for (const { body } of got) {
          expect(body?.constructor).toBe(Uint8Array);
          expect(body).toEqual(ALL_BYTES);
        }
      });

      test('an empty body is told apart from none', async () => {
        const got = collect(pair[to]);
        pair[from].send({ head: 'none' });
        pair[from].send({ head: 'empty', body: new Uint8Array(0) });
        await eventually('both messages', () => got.length === 2);
        expect(got.map(({ body }) => body?.length)).toEqual([undefined, 0]);
      });

      test('a body of 1 MiB arrives whole', async () => {
        const got = collect(pair[to]);
        const body = Uint8Array.from({ length: 1_048_576 }, (_, i) => (i * 31) % 253);
        expect(pair[from].send({ head: 'big', body })).toBe(true);
        await eventually('the message', () => got.length === 1);
        expect(Buffer.compare(got[0]?.body ?? new Uint8Array(0), body)).toBe(0);
      });

      test('what the sender does to its objects afterwards is not seen', async () => {
        const got = collect(pair[to]);
        const head = { list: [1] };
        const body = Uint8Array.of(1);
        pair[from].send({ head, body });
        head.list.push(2);
        body[0] = 2;
        await eventually('the message', () => got.length === 1);
        expect(got[0]).toEqual({ head: { list: [1] }, body: Uint8Array.of(1) });
      });

      test('a message that cannot be carried is refused and leaves the wire usable', async () => {
        const got = collect(pair[to]);
        expect(pair[from].send({ head: () => 'code' })).toBe(false);
        expect(pair[from].send({ head: 'next' })).toBe(true);
        await eventually('the next message', () => got.length === 1);
        expect(got[0]?.head).toBe('next');
      });

      test('what was sent before the close arrives before it', async () => {
        const log: unknown[] = [];
        pair[to].onMessage(({ head }) => log.push(head));
        pair[to].onClose(() => log.push('closed'));
        for (let i = 0; i < 20; i++) pair[from].send({ head: i });
        pair[from].close();
        await eventually('the close', () => log.includes('closed'));
        expect(log).toEqual([...Array(20).keys(), 'closed']);
      });

      test('both ends see the close once, and sending after it is harmless', async () => {
        const closes = [countCloses(pair[from]), countCloses(pair[to])];
        const got = [...[collect(pair[from])], ...[collect(pair[to])]];
        pair[from].close();
        pair[from].close();
        expect(pair[from].send({ head: 'late' })).toBe(false);
        await eventually('the close at both ends', () => closes.every(({ count }) => count > 0));
        expect(pair[to].send({ head: 'later' })).toBe(false);
        pair[to].close();
        const lateClose = countCloses(pair[to]);
        await eventually('the close told to a late listener', () => lateClose.count > 0);
        expect(closes.map(({ count }) => count)).toEqual([1, 1]);
        expect(got).toEqual([[], []]);
      });
    });

    test('a listener that was removed hears nothing more', async () => {
      const heard: unknown[] = [];
      const remove = pair.bench.onMessage(({ head }) => heard.push(head));
      const others = collect(pair.bench);
      pair.view.send({ head: 1 });
      await eventually('the first message', () => others.length === 1);
      remove();
      pair.view.send({ head: 2 });
      await eventually('the second message', () => others.length === 2);
      expect(heard).toEqual([1]);
    });
  });
}
