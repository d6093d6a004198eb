import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { PROTOCOL_VERSION } from '#shared/rpc/messages.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { createRawPeer, HUGE_TEXT, never, serveFake, strictClient } from './rpcHarness.ts';
import { sampleOf } from './schemaSamples.ts';
import type { CreateWirePair, WirePair } from './wirePairs.ts';

/** How a connection begins, and what ends it, for one kind of wire. */
export function describeHello(name: string, createPair: CreateWirePair): void {
  describe(`hello over the ${name} wire`, () => {
    let pair: WirePair;
    beforeEach(async () => {
      pair = await createPair();
    });
    afterEach(() => pair.dispose());

    test('a view of another version is refused and loses its wire', async () => {
      const served = serveFake(pair.bench);
      const view = createRawPeer(pair.view);
      view.say({ m: 'hello', version: PROTOCOL_VERSION + 1 });
      expect(await view.next('refused')).toMatchObject({ code: 'version' });
      await eventually('the close', () => view.closed);
      expect(served.listeners.size).toBe(0);
    });

    test.each([
      ['a hello of another version', { m: 'hello', version: PROTOCOL_VERSION + 1 }],
      ['a refusal', { m: 'refused', code: 'version', message: 'Another version.' }],
    ])('a client is told of a bench of another version: %s', async (_name, answer) => {
      const bench = createRawPeer(pair.bench);
      const client = strictClient(pair.view);
      const call = client.call('bench.info', {});
      await bench.next('hello');
      bench.say(answer);
      expect(await call).toMatchObject({ ok: false, error: { code: 'closed' } });
      expect(client.state).toBe('refused');
      expect(await client.call('bench.info', {})).toMatchObject({ ok: false, error: { code: 'closed' } });
      await eventually('the close', () => bench.closed);
      expect(client.state).toBe('refused');
      expect(client.reports).toEqual([]);
    });

    test('what is asked before the answer to hello waits for it', async () => {
      const client = strictClient(pair.view);
      const states: string[] = [];
      client.onState((state) => states.push(state));
      const calls = ['one', 'two', 'three'].map((text) => client.call('log.mark', { text }));
      expect(client.state).toBe('connecting');
      const texts: string[] = [];
      serveFake(pair.bench, { 'log.mark': ({ text }) => ({ ok: true, value: { seq: texts.push(text) } }) });
      expect(await Promise.all(calls)).toEqual([1, 2, 3].map((seq) => ({ ok: true, value: { seq } })));
      expect(texts).toEqual(['one', 'two', 'three']);
      expect(states).toEqual(['ready']);
    });

    describe('a peer that breaks the protocol is refused', () => {
      const hello = { m: 'hello', version: PROTOCOL_VERSION };
      const open = { m: 'open', id: 5, name: 'log.rows', input: sampleOf(contract['log.rows'].input, 'input') };
      const call = { m: 'call', id: 6, name: 'bench.info', input: {} };
      test.each<[string, readonly unknown[]]>([
        ['a call before hello', [call]],
        ['null', [null]],
        ['text', ['hello']],
        ['a list', [[hello]]],
        ['no m', [{ version: PROTOCOL_VERSION }]],
        ['a hello without version', [{ m: 'hello' }]],
        ['a hello with its version as text', [{ m: 'hello', version: String(PROTOCOL_VERSION) }]],
        ['a second hello', [hello, hello]],
        ['an unknown m', [hello, { m: 'eval', id: 1 }]],
        ['an m of the prototype', [hello, { m: '__proto__', id: 1 }]],
        ['a message only a bench sends', [hello, { m: 'reply', id: 1, ok: true, value: 1 }]],
        ['a call without id', [hello, { ...call, id: undefined }]],
        ['a call with a negative id', [hello, { ...call, id: -1 }]],
        ['a call with a fraction for id', [hello, { ...call, id: 1.5 }]],
        ['a call without name', [hello, { m: 'call', id: 1, input: {} }]],
        ['a call with a very long name', [hello, { ...call, name: HUGE_TEXT }]],
        ['no credit', [hello, open, { m: 'credit', id: 5, n: 0 }]],
        ['a million credits', [hello, open, { m: 'credit', id: 5, n: 1_000_000 }]],
        ['an id twice among calls in progress', [hello, call, call]],
        ['an id twice among open streams', [hello, open, open]],
      ])('%s', async (_name, messages) => {
        let closedStreams = 0;
        const served = serveFake(
          pair.bench,
          { 'bench.info': never },
          {
            'log.rows': () => () => {
              closedStreams += 1;
            },
          },
        );
        const view = createRawPeer(pair.view);
        for (const message of messages) view.say(message);
        expect(await view.next('refused')).toMatchObject({ code: 'protocol' });
        await eventually('the close', () => view.closed);
        expect(closedStreams).toBe(messages.includes(open) ? 1 : 0);
        expect(served.listeners.size).toBe(0);
        expect(served.reports).toEqual([]);
      });
    });
  });
}
