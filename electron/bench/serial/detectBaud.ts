import type { Clock } from '#shared/base/clock.ts';
import type { Unsubscribe } from '#shared/base/emitter.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialDetectOutput } from '#shared/contract/serial.ts';
import { type BaudTrial, judgeTrial } from '#shared/protocol/at/baudTrial.ts';

/** A port whose speed is looked for. */
export interface BaudLine {
  setBaud(baud: number): Promise<Result<unknown, 'not-open' | 'unsupported' | 'failed'>>;
  /** Null: the bench may not send here and only listens. */
  readonly send: ((bytes: Uint8Array) => void) | null;
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /** The port has gone, or is being closed. */
  readonly over: boolean;
}

const AT = Uint8Array.of(0x41, 0x54, 0x0d);
/**
 * AT is sent so often at each speed: what was sent at wrong speeds still lies in front of the first one, and a modem that finds
 * its speed by itself wants to hear a few (SIM7600 UART note 5).
 */
const ATTEMPTS = 3;
const ANSWER_MS = 250;
/** An echo and an answer, on the slowest line. */
const ANSWER_CHARACTERS = 15;
/** So long a wire is given to say anything at all, and then at each further speed. */
const FIRST_LISTEN_MS = 10_000;
const LISTEN_MS = 3000;
/** Enough to judge. */
const ENOUGH_BYTES = 64;
const MAX_HEARD = 65_536;

/** Tries speeds one after the other until one gives text. The caller puts the speed back. */
export async function detectBaud(
  clock: Pick<Clock, 'after'>,
  line: BaudLine,
  rates: readonly number[],
  onTrial: (baud: number) => void = () => undefined,
): Promise<Result<SerialDetectOutput, 'not-open' | 'unsupported'>> {
  const tried: BaudTrial[] = [];
  let best: { readonly baud: number; readonly confidence: number; readonly answered: boolean } | null = null;
  let refusal = '';
  for (const baud of rates) {
    if (line.over) return err('not-open', 'The port went away while speeds were tried.');
    const set = await line.setBaud(baud);
    if (!set.ok) {
      if (set.error.code === 'not-open') return err('not-open', set.error.message);
      refusal = set.error.message;
      tried.push({ baud, bytes: 0, result: 'unsupported' });
      continue;
    }
    onTrial(baud);
    const heard = await listen(clock, line, baud, tried.length === 0);
    const { result, confidence } = judgeTrial(heard);
    tried.push({ baud, bytes: heard.length, result });
    const found = result === 'answered' || result === 'text';
    if (found && confidence > (best?.confidence ?? 0)) best = { baud, confidence, answered: result === 'answered' };
    if (result === 'answered' || (result === 'text' && heard.length >= ENOUGH_BYTES)) break;
    // A wire on which nobody speaks tells nothing at any speed.
    if (line.send === null && result === 'silent' && tried.length === 1) break;
  }
  if (line.over) return err('not-open', 'The port went away while speeds were tried.');
  if (tried.every(({ result }) => result === 'unsupported')) return err('unsupported', refusal);
  const { baud, confidence } = best ?? { baud: null, confidence: 0 };
  return ok({ baud, confidence, tried, hint: describe(best, tried, line.send !== null) });
}

/** What comes at one speed: until it is enough, or for as long as an answer takes. */
function listen(clock: Pick<Clock, 'after'>, line: BaudLine, baud: number, first: boolean): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const { send } = line;
    let heard: Uint8Array = new Uint8Array(0);
    let attempts = 0;
    let cancel = (): void => undefined;
    const end = (): void => {
      cancel();
      off();
      resolve(heard);
    };
    const off = line.onData((bytes) => {
      const both = new Uint8Array(heard.length + bytes.length);
      both.set(heard);
      both.set(bytes, heard.length);
      heard = both;
      const { result } = judgeTrial(heard);
      const enough = heard.length >= (send === null ? 4 * ENOUGH_BYTES : MAX_HEARD);
      if (result === 'answered' || (result === 'text' && heard.length >= ENOUGH_BYTES) || enough) end();
    });
    const ask = (): void => {
      if (line.over || attempts === ATTEMPTS) {
        end();
        return;
      }
      attempts += 1;
      cancel = clock.after(ANSWER_MS + (ANSWER_CHARACTERS * 10_000) / baud, ask);
      send?.(AT);
    };
    if (send === null) cancel = clock.after(first ? FIRST_LISTEN_MS : LISTEN_MS, end);
    else ask();
  });
}

function describe(
  best: { readonly baud: number; readonly answered: boolean } | null,
  tried: readonly BaudTrial[],
  asked: boolean,
): string {
  if (best !== null) return `${best.answered ? 'AT is answered' : 'Text comes'} at ${best.baud} baud.`;
  if (tried.some(({ bytes }) => bytes > 0)) {
    return 'Something came, but no text at any of these speeds. Check the signal levels and the ground, that the line is not inverted, and that this port carries text.';
  }
  return asked
    ? 'Nothing answered at any of these speeds. Check the power and the power key, that TX and RX are crossed, that the modem is not asleep (DTR), and that this is its AT port.'
    : 'Nothing was said on this wire. Make the board talk (a reset will do) and try again, or check the probe.';
}
