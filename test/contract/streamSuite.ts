import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { MAX_OPEN_STREAMS, MAX_STREAM_CREDITS, STREAM_CREDITS } from '#shared/rpc/messages.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import {
  createRawPeer,
  ROWS_INPUT,
  type RowsSink,
  rowsItem,
  serveFake,
  strictClient,
  uncarriable,
} from './rpcHarness.ts';
import { namesField, wrongInputsOf } from './schemaSamples.ts';
import type { CreateWirePair, WirePair } from './wirePairs.ts';

const openRows = (id: number) => ({ m: 'open', id, name: 'log.rows', input: ROWS_INPUT });

/** Pushes numbered items as long as credits last, each time there are some. */
function pump(sink: RowsSink, count = Number.POSITIVE_INFINITY, atEnd = (): void => {}): { readonly sent: number } {
  const state = { sent: 0 };
  const push = (): void => {
    while (sink.credits > 0 && state.sent < count) {
      state.sent += 1;
      sink.push(rowsItem(state.sent), Uint8Array.of(state.sent % 256));
      if (state.sent === count) atEnd();
    }
  };
  sink.onCredit(push);
  push();
  return state;
}

/** Streams and their credits, for one kind of wire. */
export function describeStreams(name: string, createPair: CreateWirePair): void {
  describe(`streams over the ${name} wire`, () => {
    let pair: WirePair;
    beforeEach(async () => {
      pair = await createPair();
    });
    afterEach(() => pair.dispose());

    /** Serves `log.rows` with one handler and remembers what happened to it. */
    function serveRows(handler: (sink: RowsSink) => void) {
      const seen = { sinks: [] as RowsSink[], closes: 0 };
      const served = serveFake(
        pair.bench,
        { 'broker.stop': () => ({ ok: true, value: {} }) },
        {
          'log.rows': (_input, sink) => {
            seen.sinks.push(sink);
            handler(sink);
            return () => {
              seen.closes += 1;
            };
          },
        },
      );
      return { seen, served };
    }

    /** A view that takes items in and does as it is told on each. */
    function openClient(onItem: (n: number) => void = () => {}) {
      const client = strictClient(pair.view);
      const items: number[] = [];
      const bodies: (number | undefined)[] = [];
      const ends: (string | undefined)[] = [];
      const close = client.open('log.rows', ROWS_INPUT, {
        item(item, body) {
          const n = item.type === 'batch' ? item.scanned : -1;
          items.push(n);
          bodies.push(body?.[0]);
          onItem(n);
        },
        end: (error) => ends.push(error?.code),
      });
      return { client, items, bodies, ends, close };
    }

    test('items and their bytes come in order, as far as credits go round, and the bench ends it', async () => {
      const { seen } = serveRows((sink) => pump(sink, 500, sink.end));
      const { items, bodies, ends, client } = openClient();
      await eventually('the end', () => ends.length === 1);
      expect(items).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
      expect(bodies).toEqual(items.map((n) => n % 256));
      expect(ends).toEqual([undefined]);
      expect(seen.closes).toBe(0);
      expect(client.reports).toEqual([]);
    });

    test('without credits given back nothing more is sent', async () => {
      const sent: { readonly sent: number }[] = [];
      serveRows((sink) => sent.push(pump(sink)));
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
      const { seen } = serveRows(() => {});
      const view = createRawPeer(pair.view);
      await view.greet();
      view.say(openRows(1));
      for (let i = 0; i < 5; i++) view.say({ m: 'credit', id: 1, n: MAX_STREAM_CREDITS });
      view.say({ m: 'call', id: 2, name: 'broker.stop', input: {} });
      await view.next('reply');
      expect(seen.sinks.map((sink) => sink.credits)).toEqual([MAX_STREAM_CREDITS]);
    });

    test('pushing without a credit is a fault of the handler', async () => {
      const { seen, served } = serveRows((sink) => {
        for (let i = 0; i <= STREAM_CREDITS; i++) sink.push(rowsItem(i));
      });
      const { items, ends, client } = openClient();
      await eventually('the end', () => ends.length === 1);
      expect(items).toHaveLength(STREAM_CREDITS);
      expect(ends).toEqual(['internal']);
      expect(served.reports).toEqual([expect.any(RangeError)]);
      expect(seen.sinks).toHaveLength(1);
      expect(client.state).toBe('ready');
    });

    test('closed by the view: the handler is told once and nothing more arrives', async () => {
      const { seen } = serveRows((sink) => pump(sink));
      const { client, items, ends, close } = openClient((n) => {
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
      const { seen } = serveRows(() => {});
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
      expect(seen.sinks).toEqual([]);
    });

    test.each(['view', 'bench'] as const)('both sides are told when the %s closes the wire', async (side) => {
      const { seen } = serveRows((sink) => pump(sink, 1));
      const { items, ends } = openClient();
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

    test('a listener that throws loses its stream only', async () => {
      const { seen } = serveRows((sink) => pump(sink));
      const { client, items, ends } = openClient((n) => {
        if (n === 2) throw new Error('a fault in the window');
      });
      await eventually('both to be told', () => ends.length === 1 && seen.closes === 1);
      expect(items).toEqual([1, 2]);
      expect(ends).toEqual(['internal']);
      expect(client.reports).toHaveLength(1);
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
    });

    test('a handler that throws ends its stream only, without telling details', async () => {
      const { served } = serveRows(() => {
        throw new Error('secret detail');
      });
      const { client, ends } = openClient();
      await eventually('the end', () => ends.length === 1);
      expect(ends).toEqual(['internal']);
      expect(served.reports).toHaveLength(1);
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
    });

    test('a handler that throws when credits come ends its stream and is told so', async () => {
      const { seen, served } = serveRows((sink) => {
        sink.onCredit(() => {
          throw new Error('secret detail');
        });
        sink.push(rowsItem(1));
      });
      const { ends } = openClient();
      await eventually('the end', () => ends.length === 1);
      expect(ends).toEqual(['internal']);
      expect(seen.closes).toBe(1);
      expect(served.reports).toHaveLength(1);
    });

    test('an item that no wire carries ends its stream', async () => {
      const { seen, served } = serveRows((sink) => sink.push(uncarriable() as never));
      const { ends } = openClient();
      await eventually('the end', () => ends.length === 1);
      expect(ends).toEqual(['internal']);
      expect(served.reports).toHaveLength(1);
      expect(seen.closes).toBe(1);
    });

    test('too many at once are refused, and a place is free again after a close', async () => {
      const { seen } = serveRows(() => {});
      const view = createRawPeer(pair.view);
      await view.greet();
      for (let id = 0; id <= MAX_OPEN_STREAMS; id++) view.say(openRows(id));
      expect(await view.next('end')).toMatchObject({ id: MAX_OPEN_STREAMS, error: { code: 'overloaded' } });
      view.say({ m: 'close', id: 0 });
      view.say(openRows(0));
      await eventually('the stream', () => seen.sinks.length === MAX_OPEN_STREAMS + 1);
      expect(seen.closes).toBe(1);
    });

    test('wrong inputs are refused and name the field', async () => {
      const { seen, served } = serveRows(() => {});
      const view = createRawPeer(pair.view);
      await view.greet();
      const wrong = wrongInputsOf(contract['log.rows'].input);
      for (const [id, { input }] of wrong.entries()) view.say({ m: 'open', id, name: 'log.rows', input });
      for (const [id, { what, path }] of wrong.entries()) {
        const end = await view.next('end');
        expect({ what, ...end }).toMatchObject({ what, id, error: { code: 'bad-input' } });
        const { message } = end.error as { readonly message: string };
        expect(`${what}: ${namesField(message, path) || message}`).toBe(`${what}: true`);
      }
      expect(seen.sinks).toEqual([]);
      expect(served.reports).toEqual([]);
    });

    test.each(['no.such-stream', '__proto__', 'constructor', 'bench.info', 'bench.state-changed'])(
      'no stream is called %j',
      async (unknown) => {
        serveRows(() => {});
        const view = createRawPeer(pair.view);
        await view.greet();
        view.say({ m: 'open', id: 1, name: unknown, input: ROWS_INPUT });
        expect(await view.next('end')).toMatchObject({ id: 1, error: { code: 'unknown-name' } });
      },
    );

    test('credits and closes for streams that are over are ignored', async () => {
      const { seen } = serveRows((sink) => sink.end());
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
