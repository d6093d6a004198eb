import { Duplex } from 'node:stream';
import type { Clock } from '#shared/base/clock.ts';
import { createLinkShaper } from '#shared/modem/link/createLinkShaper.ts';
import type { LinkProfile } from '#shared/modem/link/linkProfile.ts';

export interface ShapeDuplexOptions {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** In [0, 1). */
  readonly random: () => number;
  /** In force now. */
  readonly profile: () => LinkProfile;
}

/** How long what was written may take to leave after the end, ms. */
const LINGER_MS = 10_000;

type Done = (error?: Error | null) => void;

/** A connection as it looks behind a slow link: `up` is what the client sends, `down` what is sent to it. */
export function shapeDuplex(inner: Duplex, { clock, random, profile }: ShapeDuplexOptions): Duplex {
  let written: Done | null = null;
  let ended = false;
  let cancelTimeout: (() => void) | null = null;

  const breakOff = (): void => {
    outer.destroy();
    inner.destroy();
  };
  const watchTimeout = (): void => {
    const { timeout } = profile();
    if (timeout !== null && timeout > 0) cancelTimeout ??= clock.after(timeout, breakOff);
  };
  const up = createLinkShaper({
    ...{ clock, random, profile, side: 'up' },
    deliver(bytes) {
      if (!outer.push(Buffer.from(bytes))) up.hold(true);
    },
    onDrain: () => inner.resume(),
    onLimit: breakOff,
  });
  const down = createLinkShaper({
    ...{ clock, random, profile, side: 'down' },
    deliver(bytes) {
      if (!inner.destroyed && !inner.write(bytes)) down.hold(true);
    },
    onDrain() {
      const done = written;
      written = null;
      done?.();
    },
    onLimit: breakOff,
  });

  const outer = new Duplex({
    // TCP ends as a whole here, as the broker knows it from a socket.
    allowHalfOpen: false,
    read: () => up.hold(false),
    write(chunk: Buffer, _encoding, done) {
      watchTimeout();
      if (down.put(chunk)) done();
      else written = done;
    },
    final(done) {
      down.end(() => {
        inner.end();
        done();
      });
    },
    destroy(error, done) {
      up.close();
      cancelTimeout?.();
      const leave = (): void => {
        cancelLimit();
        down.close();
        inner.destroy();
      };
      const cancelLimit = clock.after(LINGER_MS, leave);
      // What a socket would have handed to the system leaves all the same: a refusal, say.
      if (!inner.destroyed) down.end(() => inner.end(leave));
      else leave();
      done(error);
    },
  });
  inner.on('data', (chunk: Buffer) => {
    watchTimeout();
    if (!up.put(chunk)) inner.pause();
  });
  inner.on('drain', () => down.hold(false));
  inner.on('end', () => {
    ended = true;
    up.end(() => outer.push(null));
  });
  inner.on('error', (error) => outer.destroy(error));
  // After its end the reader reads on, ends in turn, and that closes it.
  inner.on('close', () => {
    if (!ended) outer.destroy();
  });
  return outer;
}
