import fc from 'fast-check';
import { expect, it } from 'vitest';
import { consoleBench } from './consoleBench.testkit.ts';

/** A packet with a right header and any body: gets further into a decoder than noise does. */
const framed = fc
  .tuple(fc.nat(255), fc.uint8Array({ maxLength: 60 }))
  .map(([first, body]) => Uint8Array.of(first, body.length, ...body));
const wrongLength = fc
  .tuple(fc.nat(255), fc.nat(127), fc.uint8Array({ maxLength: 20 }))
  .map(([first, length, body]) => Uint8Array.of(first, length, ...body));
const fromBroker = fc.array(fc.oneof(framed, wrongLength, fc.uint8Array({ maxLength: 40 })), { maxLength: 6 });

it.each([4, 5] as const)('survives whatever a broker of level %s sends, and keeps every byte of it', async (level) => {
  await fc.assert(
    fc.asyncProperty(fromBroker, fc.boolean(), async (chunks, early) => {
      const { handlers, connect, rest, broker, state, log, clock, service } = consoleBench(level);
      if (early) broker.answers.connack = false;
      const connecting = connect();
      await rest();
      const connection = broker.last();
      const subscribing = handlers['console.subscribe']({ subscriptions: [{ filter: 'a', qos: 1 }] });
      for (const chunk of chunks) {
        connection.sendBytes(chunk);
        await rest();
      }
      await clock.run(12_000);
      await rest();
      expect(['connected', 'reconnecting', 'disconnected']).toContain(state().state);
      const hungUp = connection.near.destroyed;
      const sent = Buffer.from(connection.sent());
      await Promise.all([connecting, subscribing]);
      const closed = service.close();
      await clock.run(2000);
      await rest();
      await closed;
      expect(state()).toMatchObject({ state: 'disconnected', link: null });
      // All of it; where the console hung up in the middle, all up to there.
      const kept = Buffer.from(log.bytes(1, 'tx'));
      expect(kept).toEqual(hungUp ? sent.subarray(0, kept.length) : sent);
      expect(log.of(1).at(-1)?.kind).toBe('close');
      expect(clock.pending).toBe(0);
    }),
    { numRuns: 200, seed: 20_261_883 },
  );
});
