import type { Finding, Rule } from '../../types.ts';
import { failsOtherwise } from '../support/commandSeverity.ts';
import { findingFrom, type Seen, seen } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { damagedAnswers, hasBadBytes } from './damagedAnswers.ts';
import { damagedEchoes } from './damagedEchoes.ts';

/** Lines are there, single characters in them are wrong. */
export const bitErrors: Rule = {
  id: 'uart.bit-errors',
  layer: 'uart',
  find(capture) {
    const progress = progressOf(capture);
    const echoes = damagedEchoes(capture);
    const answers = damagedAnswers(capture);
    // An echo comes back on the wire of the answers: where both are hit and the commands were understood, it is that wire.
    const wayBack = answers.length > 0 && echoes.filter(({ understood }) => understood).length * 2 > echoes.length;
    const echoRows = echoes.map(({ event, heard, sent }) => seen(event, `${heard} (sent: ${sent})`));
    const answerRows = [...answers.map((event) => seen(event)), ...(wayBack ? echoRows : [])].sort(
      (a, b) => a.seq - b.seq,
    );
    const report = (rows: readonly Seen[], certain: boolean, title: string, detail: string): Finding | null => {
      const last = rows.at(-1);
      const overcome = last === undefined || progress.regained(last.t, 'tcp');
      const severity = !overcome && certain ? 'fault' : 'warning';
      return findingFrom(bitErrors, rows, { severity, title, detail, advice: ADVICE });
    };
    return [
      report(
        wayBack ? [] : echoRows,
        true,
        'Characters are damaged on the way from the MCU to the modem',
        `The echo shows what the modem received; ${echoes.length === 1 ? 'one command' : `${echoes.length} commands`} did not arrive as sent: ${echoes[0]?.sent ?? ''} came back as ${echoes[0]?.heard ?? ''}.`,
      ),
      report(
        answerRows,
        // One line may have been hit by chance, unless nothing else is wrong.
        answerRows.length > 1 || (answers.some(({ text }) => hasBadBytes(text)) && !failsOtherwise(capture, [])),
        'Characters are damaged on the way from the modem to the MCU',
        `${answerRows.length === 1 ? 'One line' : `${answerRows.length} lines`} of the modem ${answerRows.length === 1 ? 'has' : 'have'} single wrong characters in the right structure.`,
      ),
    ].filter((found) => found !== null);
  },
};

const ADVICE =
  'The rate is right, the signal is marginal. The UART of the module is 1.8 V: use a level shifter fast enough for the rate, no resistor divider on long leads; join the grounds; shorten the wires; check the clock error of the MCU at this rate (below 2 %, no internal RC oscillator). 9600 baud for a test tells timing from noise.';
