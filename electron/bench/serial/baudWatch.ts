import type { BaudJudgement } from '#shared/contract/serial.ts';
import { judgeBaud } from '#shared/protocol/at/baudJudge.ts';

/** Judges the speed by the newest bytes of one wire. */
export interface BaudWatch {
  add(bytes: Uint8Array): void;
  judgement(): BaudJudgement;
  /** The speed was changed: what came before says nothing any more. */
  clear(): void;
}

/** So many of the newest bytes are judged, and looked at each time so many more have come. */
const SAMPLE = 512;
const LOOK_EVERY = 128;

/** `onWrong`: told once when the speed turns out wrong, and again only after text has come. */
export function createBaudWatch(onWrong: (hint: string) => void): BaudWatch {
  const sample = new Uint8Array(SAMPLE);
  let count = 0;
  /** Where the next byte goes. */
  let at = 0;
  let unseen = 0;
  let judged: BaudJudgement | null = null;
  let told = false;

  const judgement = (): BaudJudgement => {
    if (judged !== null) return judged;
    // In the order they came: a line end and its neighbours count.
    const inOrder = new Uint8Array(count);
    for (let i = 0; i < count; i += 1) inOrder[i] = sample[(at - count + i + SAMPLE) % SAMPLE] ?? 0;
    judged = judgeBaud(inOrder);
    return judged;
  };

  return {
    add(bytes) {
      for (const byte of bytes.subarray(Math.max(0, bytes.length - SAMPLE))) {
        sample[at] = byte;
        at = (at + 1) % SAMPLE;
      }
      count = Math.min(SAMPLE, count + bytes.length);
      judged = null;
      unseen += bytes.length;
      if (unseen < LOOK_EVERY) return;
      unseen = 0;
      const { verdict, hint } = judgement();
      if (verdict === 'wrong-baud' && !told) onWrong(hint);
      if (verdict === 'wrong-baud') told = true;
      else if (verdict === 'text') told = false;
    },
    judgement,
    clear() {
      count = 0;
      unseen = 0;
      judged = null;
      told = false;
    },
  };
}
