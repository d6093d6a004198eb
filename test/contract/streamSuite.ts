import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_STREAM_CREDITS, STREAM_CREDITS } from '#shared/rpc/messages.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { openClient, openRows, pump, ROWS_INPUT, rowsItem, serveRows } from './rowsHarness.ts';
import { createRawPeer, strictClient } from './rpcHarness.ts';
import type { CreateWirePair, WirePair } from './wirePairs.ts';

/** Streams and their credits, for one kind of wire. */
export function describeStreams(name: string, createPair: CreateWirePair): void {
  describe(`streams over the ${name} wire`, () => {
    let pair: WirePair;
    beforeEach(async () => {
      pair = await createPair();
    });
    afterEach(() => pair.dispose());

    test('items and their bytes come in order, as far as credits go round, and the bench ends it', async () => {
      const { seen } = serveRows(pair.bench, (sink) => pump(sink, 500, sink.end));
      const { items, bodies, ends, client } = openClient(pair.view);
      await eventually('the end', () => ends.length === 1);
      expect(items).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
      expect(bodies).toEqual(items.map((n) => n % 256));
      expect(ends).toEqual([undefined]);
      expect(seen.closes).toBe(0);
      expect(client.reports).toEqual([]);
    });

    test('without credits given back nothing more is sent', async () => {
      const sent: { readonly sent: number }[] = [];
      serveRows(pair.bench, (sink) => sent.push(pump(sink)));
      const view = createRawPeer(pair.view);
      await view.greet();
      view.say(openRows(1));
      view.say({ m: 'call', id: 2, name: 'broker.stop', input: {} });
      await view.next('reply');
      expect(view.heard.filter(({ m }) => m === 'item')).toHaveLength(STREAM_CREDITS);
      view.say({ m: 'credit', id: 1, n: 3 });
      view.say({ m: 'call', id: 3, name: 'broker.stop', input: {} });
      await view.next('reply');
      expect(view.heard.filter(({ m }) => m === 'item')).toHaveLength(STREAM_CREDITS + 3);
      expect(sent.map((each) => each.sent)).toEqual([STREAM_CREDITS + 3]);
    });

    test('credits do not grow beyond their cap', async () => {
      const { seen } = serveRows(pair.bench, () => {});
      const view = createRawPeer(pair.view);
      await view.greet();
      view.say(openRows(1));
      for (let i = 0; i < 5; i++) view.say({ m: 'credit', id: 1, n: MAX_STREAM_CREDITS });
      view.say({ m: 'call', id: 2, name: 'broker.stop', input: {} });
      await view.next('reply');
      expect(seen.sinks.map((sink) => sink.credits)).toEqual([MAX_STREAM_CREDITS]);
    });

    test('closed by the view: the handler is told once and nothing more arrives', async () => {
      const { seen } = serveRows(pair.bench, (sink) => pump(sink));
      const { client, items, ends, close } = openClient(pair.view, (n) => {
        if (n === 3) close();
      });
      await eventually('the close', () => seen.closes === 1);
      close();
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
      expect(items).toEqual([1, 2, 3]);
      expect(ends).toEqual([]);
      expect(seen.closes).toBe(1);
      const [sink] = seen.sinks;
      expect(() => sink?.push(rowsItem(99))).not.toThrow();
      sink?.end();
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
      expect(items).toEqual([1, 2, 3]);
      expect(client.reports).toEqual([]);
    });

    test('closed before the bench was reached: it is never opened', async () => {
      const client = strictClient(pair.view);
      const close = client.open('log.rows', ROWS_INPUT, { item: () => {}, end: () => {} });
      close();
      const { seen } = serveRows(pair.bench, () => {});
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
      expect(seen.sinks).toEqual([]);
    });

    test.each(['view', 'bench'] as const)('both sides are told when the %s closes the wire', async (side) => {
      const { seen } = serveRows(pair.bench, (sink) => pump(sink, 1));
      const { items, ends } = openClient(pair.view);
      await eventually('the first item', () => items.length === 1);
      pair[side].close();
      await eventually('both to be told', () => ends.length === 1 && seen.closes === 1);
      expect(ends).toEqual(['closed']);
    });

    test('opened on a closed wire: it ends at once, after the closer is known', async () => {
      const client = strictClient(pair.view);
      client.close();
      const ends: (string | undefined)[] = [];
      client.open('log.rows', ROWS_INPUT, { item: () => {}, end: (error) => ends.push(error?.code) });
      expect(ends).toEqual([]);
      await eventually('the end', () => ends.length === 1);
      expect(ends).toEqual(['closed']);
    });

    test('credits and closes for streams that are over are ignored', async () => {
      const { seen } = serveRows(pair.bench, (sink) => sink.end());
      const view = createRawPeer(pair.view);
      await view.greet();
      view.say(openRows(1));
      await view.next('end');
      view.say({ m: 'credit', id: 1, n: 1 });
      view.say({ m: 'close', id: 1 });
      view.say({ m: 'close', id: 77 });
      view.say({ m: 'call', id: 2, name: 'broker.stop', input: {} });
      expect(await view.next('reply')).toMatchObject({ ok: true });
      expect(seen.closes).toBe(0);
    });
  });
}
