import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { MAX_OPEN_STREAMS, STREAM_CREDITS } from '#shared/rpc/messages.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { openClient, openRows, pump, ROWS_INPUT, rowsItem, serveRows } from './rowsHarness.ts';
import { createRawPeer, uncarriable } from './rpcHarness.ts';
import { namesField, wrongInputsOf } from './schemaSamples.ts';
import type { CreateWirePair, WirePair } from './wirePairs.ts';

/** Streams that are refused, and streams that end by a fault, for one kind of wire. */
export function describeStreamFaults(name: string, createPair: CreateWirePair): void {
  describe(`stream faults over the ${name} wire`, () => {
    let pair: WirePair;
    beforeEach(async () => {
      pair = await createPair();
    });
    afterEach(() => pair.dispose());

    test('pushing without a credit is a fault of the handler', async () => {
      const { seen, served } = serveRows(pair.bench, (sink) => {
        for (let i = 0; i <= STREAM_CREDITS; i++) sink.push(rowsItem(i));
      });
      const { items, ends, client } = openClient(pair.view);
      await eventually('the end', () => ends.length === 1);
      expect(items).toHaveLength(STREAM_CREDITS);
      expect(ends).toEqual(['internal']);
      expect(served.reports).toEqual([expect.any(RangeError)]);
      expect(seen.sinks).toHaveLength(1);
      expect(client.state).toBe('ready');
    });

    test('a listener that throws loses its stream only', async () => {
      const { seen } = serveRows(pair.bench, (sink) => pump(sink));
      const { client, items, ends } = openClient(pair.view, (n) => {
        if (n === 2) throw new Error('a fault in the window');
      });
      await eventually('both to be told', () => ends.length === 1 && seen.closes === 1);
      expect(items).toEqual([1, 2]);
      expect(ends).toEqual(['internal']);
      expect(client.reports).toHaveLength(1);
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
    });

    test('a handler that throws ends its stream only, without telling details', async () => {
      const { served } = serveRows(pair.bench, () => {
        throw new Error('secret detail');
      });
      const { client, ends } = openClient(pair.view);
      await eventually('the end', () => ends.length === 1);
      expect(ends).toEqual(['internal']);
      expect(served.reports).toHaveLength(1);
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
    });

    test('a handler that throws when credits come ends its stream and is told so', async () => {
      const { seen, served } = serveRows(pair.bench, (sink) => {
        sink.onCredit(() => {
          throw new Error('secret detail');
        });
        sink.push(rowsItem(1));
      });
      const { ends } = openClient(pair.view);
      await eventually('the end', () => ends.length === 1);
      expect(ends).toEqual(['internal']);
      expect(seen.closes).toBe(1);
      expect(served.reports).toHaveLength(1);
    });

    test('an item that no wire carries ends its stream', async () => {
      const { seen, served } = serveRows(pair.bench, (sink) => sink.push(uncarriable() as never));
      const { ends } = openClient(pair.view);
      await eventually('the end', () => ends.length === 1);
      expect(ends).toEqual(['internal']);
      expect(served.reports).toHaveLength(1);
      expect(seen.closes).toBe(1);
    });

    test('too many at once are refused, and a place is free again after a close', async () => {
      const { seen } = serveRows(pair.bench, () => {});
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
      const { seen, served } = serveRows(pair.bench, () => {});
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
        serveRows(pair.bench, () => {});
        const view = createRawPeer(pair.view);
        await view.greet();
        view.say({ m: 'open', id: 1, name: unknown, input: ROWS_INPUT });
        expect(await view.next('end')).toMatchObject({ id: 1, error: { code: 'unknown-name' } });
      },
    );
  });
}
