import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { finding, type Seen } from '../support/finding.ts';
import { endsInBoot, type NoiseStretch, noiseStretches } from './noiseStretches.ts';

/** So many bytes are no accident. */
const MIN_NOISE = 8;
/** So much of a stretch is noise when the rates differ. */
const SHARE = 0.6;
const SHOWN = 6;

/** A stream mostly outside printable ASCII, without lines. */
export const baudMismatch: Rule = {
  id: 'uart.baud-mismatch',
  layer: 'uart',
  find: (capture) =>
    noiseStretches(capture)
      .filter((stretch) => isMismatch(stretch))
      .flatMap((stretch) => reported(capture, stretch)),
};

const isMismatch = (stretch: NoiseStretch): boolean =>
  stretch.noise >= MIN_NOISE && stretch.noise >= SHARE * (stretch.noise + stretch.text) && !endsInBoot(stretch);

function reported(capture: Capture, stretch: NoiseStretch): readonly Finding[] {
  const [first, ...rest] = stretch.rows
    .slice(0, SHOWN)
    .map(({ seq, t, row }): Seen => ({ seq, t, text: hexOf(row.bytes) }));
  if (first === undefined) return [];
  const set = rateCommand(capture, first.t);
  const changed = set === undefined ? '' : ` The host sent ${set.command} before.`;
  const who = stretch.dir === 'rx' ? 'What the modem sends' : 'What the host sends';
  return [
    finding(baudMismatch, {
      severity: stretch.before === null ? 'fault' : 'warning',
      evidence: [first, ...rest],
      title: 'The serial line carries noise, not text: the baud rates differ',
      detail: `${who} is not text: ${stretch.noise} of ${stretch.noise + stretch.text} bytes cannot be read, and there are no lines.${changed}`,
      advice:
        'Try the other rates: 115200 is the default, then 9600, 57600, 38400, 19200, 230400, 460800, 921600, 3000000. If none reads: the signal may be inverted (RS-232 instead of logic level), have no common ground, or the wrong level (1.8 V). Once it reads, fix the rate with AT+IPREX=115200.',
    }),
  ];
}

/** The last command that changed the modem's rate. */
const rateCommand = (capture: Capture, t: number): Transaction | undefined =>
  capture.transactions.findLast(
    (each) => each.t <= t && each.form === 'write' && (each.name === '+IPR' || each.name === '+IPREX'),
  );

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
