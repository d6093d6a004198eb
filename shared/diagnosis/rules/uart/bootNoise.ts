import type { Finding, Rule } from '../../types.ts';
import { findingFrom } from '../support/finding.ts';
import { endsInBoot, noiseStretches } from './noiseStretches.ts';

/** Noise once, right before the modem says that it has started. */
export const bootNoise: Rule = {
  id: 'uart.boot-noise',
  layer: 'uart',
  find: (capture) =>
    noiseStretches(capture)
      .filter((stretch) => stretch.dir === 'rx' && endsInBoot(stretch))
      .map((stretch): Finding | null => {
        const noise = stretch.rows.filter(({ row }) => row.kind === 'garbage');
        const rows = noise.map(({ seq, t, row }) => ({ seq, t, text: `${row.bytes.length} bytes of noise` }));
        return findingFrom(bootNoise, rows, {
          severity: 'note',
          title: 'Noise on the line while the modem starts: harmless',
          detail: `${stretch.noise} bytes that are no text came right before ${stretch.before?.text ?? 'the banner'}.`,
          advice:
            'A boot loader speaks at another rate, or the line floats while the power comes up. The firmware should throw away what comes before the banner; a pull-up on RX helps.',
        });
      })
      .filter((found) => found !== null),
};
