import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { createMemoryWirePair } from '#shared/rpc/memoryWire.ts';
import { MAX_OPEN_STREAMS, MAX_PENDING_CALLS, PROTOCOL_VERSION } from '#shared/rpc/messages.ts';
import { createFakeWire } from '#test/fakes/fakeWire.ts';
import { ROWS_INPUT } from './rowsHarness.ts';
import { serveFake, strictClient } from './rpcHarness.ts';
import { sampleOf } from './schemaSamples.ts';

const hello = { m: 'hello', version: PROTOCOL_VERSION };

const name = fc.oneof(
  fc.constantFrom(...Object.keys(contract), '__proto__', 'constructor', 'toString'),
  fc.string({ maxLength: 70 }),
);
const anyId = fc.oneof(fc.nat({ max: 500 }), fc.integer(), fc.double());
const anyValue = fc.anything({ withDate: true, withMap: true, withSet: true, withTypedArray: true, withBigInt: true });
const input = fc.oneof(
  fc.constantFrom(...Object.values(contract).map((def) => ('input' in def ? sampleOf(def.input, 'input') : {}))),
  anyValue,
);

/** Messages of the right form, so that the fuzz gets past the door. */
const formed = fc.oneof(
  fc.record({ m: fc.constant('call'), id: fc.nat({ max: 500 }), name, input }),
  fc.record({
    m: fc.constant('open'),
    id: fc.nat({ max: 60 }),
    name: fc.constant('log.rows'),
    input: fc.constant(ROWS_INPUT),
  }),
  fc.record({ m: fc.constant('credit'), id: fc.nat({ max: 60 }), n: fc.integer({ min: 1, max: 16 }) }),
  fc.record({ m: fc.constant('close'), id: fc.nat({ max: 60 }) }),
);
const malformed = fc.oneof(
  anyValue,
  fc.record(
    {
      m: fc.oneof(fc.constantFrom('hello', 'call', 'open', 'credit', 'close'), anyValue),
      id: anyId,
      name,
      n: anyId,
      input,
    },
    { requiredKeys: [] },
  ),
);

describe('any message on the wire', () => {
  test('is answered or refused; nothing is thrown, nothing grows, other views are served on', async () => {
    let refusals = 0;
    let servedOn = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(formed, { maxLength: 400 }),
        fc.array(malformed, { maxLength: 5 }),
        async (good, bad) => {
          const open = new Set<unknown>();
          let pending = 0;
          const never = () => {
            pending += 1;
            return new Promise<never>(() => {});
          };
          const commands = Object.fromEntries(Object.keys(contract).map((command) => [command, never]));
          const peer = createFakeWire();
          const served = serveFake(peer.wire, commands, {
            'log.rows': (_input, sink) => {
              open.add(sink);
              while (sink.credits > 0) sink.push({ type: 'batch', count: 0, scanned: 0 });
              return () => open.delete(sink);
            },
          });

          for (const head of [hello, ...good]) peer.deliver(head);
          expect(open.size).toBeLessThanOrEqual(MAX_OPEN_STREAMS);
          expect(pending).toBeLessThanOrEqual(MAX_PENDING_CALLS);
          // Each message has at most one answer; an opened stream sends as many items as it has credits, too.
          expect(peer.sent.length).toBeLessThanOrEqual(3 * good.length + 2);
          for (const head of bad) peer.deliver(head);
          if (peer.closed) {
            refusals += 1;
            expect(open.size).toBe(0);
            expect(served.listeners.size).toBe(0);
            expect(peer.sent.at(-1)).toMatchObject({ m: 'refused', code: 'protocol' });
          }
          expect(served.reports).toEqual([]);

          const [view, bench] = createMemoryWirePair();
          serveFake(bench, { 'broker.stop': () => ({ ok: true, value: {} }) });
          const client = strictClient(view);
          expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
          servedOn += 1;
          served.stop();
          client.close();
        },
      ),
      { seed: 7600, numRuns: 300 },
    );
    // Both ways out were taken, or the property above showed nothing.
    expect(refusals).toBeGreaterThan(50);
    expect(servedOn - refusals).toBeGreaterThan(20);
  });

  test('before hello is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(malformed, formed), (head) => {
        const peer = createFakeWire();
        const served = serveFake(peer.wire);
        peer.deliver(head);
        expect(peer.closed).toBe(true);
        expect(peer.sent).toHaveLength(1);
        expect(peer.sent[0]).toMatchObject({ m: 'refused' });
        expect(served.reports).toEqual([]);
      }),
      { seed: 7601, numRuns: 2000 },
    );
  });
});
