import { eventually } from '#test/e2e/support/eventually.ts';
import type { FarEnd } from './farEnd.ts';
import { inPieces } from './randomBytes.ts';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** The modem at the far end of a port, as a test plays it. Text is Latin-1: a character is a byte. */
export interface PlayedModem {
  /** Waits until exactly this came since the last call; anything else fails at once. */
  hears(wanted: string): Promise<void>;
  /** What came since the last `hears`. */
  unheard(): string;
  /** Says it in pieces of one to five bytes. */
  says(text: string): Promise<void>;
}

export function playModem(far: FarEnd): PlayedModem {
  let read = 0;
  let seed = 1;
  const unheard = (): string => latin1(far.received().subarray(read));
  return {
    unheard,
    async hears(wanted) {
      await eventually(`${JSON.stringify(wanted)} at the modem`, () => {
        const got = unheard();
        if (!wanted.startsWith(got)) throw new Error(`${JSON.stringify(got)} came, not ${JSON.stringify(wanted)}`);
        return got === wanted;
      });
      read += wanted.length;
    },
    async says(text) {
      seed += 1;
      await far.send(inPieces(Buffer.from(text, 'latin1'), 5, seed));
    },
  };
}
