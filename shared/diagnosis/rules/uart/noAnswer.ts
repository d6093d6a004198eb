import { isBootBanner } from '../../../protocol/at/engine/bootBanner.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule, SerialEvent } from '../../types.ts';
import { isRestart, MODEM_WORDS } from '../support/boots.ts';
import { needsNetwork } from '../support/failures.ts';
import { finding, findingFrom, seenCommand } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { SECONDS, secondsText, wasRefused } from '../support/select.ts';
import { eventOf, isComplete } from '../support/serialRow.ts';
import { type Silence, silences } from '../support/silence.ts';
import { echoedAlone } from './echoedAlone.ts';

/** One command alone must have waited so long, one that asks the network its documented maximum. */
const ALONE = 5 * SECONDS;
/** With autobaud the modem hears nothing before it has found the rate (UART application note, 5). */
const RATE_FOUND = 'Autobaud: OK';
/** Two must have waited so long together. */
const TWO = SECONDS;

/** Complete commands, and not one byte comes back. */
export const noAnswer: Rule = {
  id: 'uart.no-answer',
  layer: 'uart',
  find(capture) {
    if (!capture.hasHost) return [];
    const progress = progressOf(capture);
    const counts = (each: Transaction): boolean => /^at/i.test(each.command) && isComplete(capture, each);
    const silent = silences(capture, counts)
      .map((silence) => ({ silence, word: nextWord(capture, silence) }))
      .filter(({ silence, word }) => isLong(capture, silence) && !isBusy(capture, silence, word))
      .map(({ silence, word }): Finding => {
        const { commands, from, to } = silence;
        const [first, ...rest] = commands;
        const spoke = progress.before(from) !== 'power';
        const count = commands.length === 1 ? 'One command' : `${commands.length} commands`;
        const time = capture.timed ? ` within ${secondsText(to - from)}` : '';
        return finding(noAnswer, {
          severity: word === undefined ? 'fault' : 'warning',
          evidence: [seenCommand(first), ...rest.map((each) => seenCommand(each))],
          title: spoke ? 'The modem stopped answering' : 'The modem does not answer',
          detail: `${count} with CR, and not one byte came back${time}.`,
          advice: spoke ? STOPPED : NEVER,
        });
      });
    const alone = findingFrom(
      noAnswer,
      echoedAlone(capture).map((each) => seenCommand(each)),
      {
        severity: 'fault',
        title: 'Only the echo comes back: no modem answers',
        detail: 'Every command came back as it was sent, and nothing else did: no OK, no report.',
        advice: LOOPED,
      },
    );
    return alone === null ? silent : [...silent, alone];
  },
};

const LOOPED =
  "What is heard is the host's own text. Look whether TX and RX are joined (a loop-back plug, a bridge of solder, both wires on one pin) or the terminal shows a local echo of its own; then whether the modem is on and wired TX to RX.";

const NEVER =
  'Check in this order: is the modem on (PWRKEY pulse of 500 ms, then up to 15 s; STATUS high, NETLIGHT blinking); TX to RX crossed and a common ground; levels (the UART of the module is 1.8 V); the baud rate (115200 8N1 unless AT+IPREX changed it); DTR low when AT+CSCLK=1 lets it sleep.';
const STOPPED =
  'It answered before, so the wiring is right. It may sleep (AT+CSCLK=1 and DTR high: pull DTR low, wait 20 ms), have lost its supply or restarted, run at another baud rate since AT+IPR, or wait for data or +++ in data mode.';

function isLong(capture: Capture, { commands, from, to }: Silence): boolean {
  const [first, ...rest] = commands;
  if (rest.length >= 2) return true;
  if (!capture.timed) return rest.length > 0;
  const slow = needsNetwork(first) || first.name === '+COPS';
  const most = slow ? Math.max(120, first.entry?.maxSeconds ?? 0) * SECONDS : 0;
  return to - from >= Math.max(rest.length === 0 ? ALONE : TWO, most);
}

/** The first line the modem says after a silence. */
const nextWord = (capture: Capture, { link, endedBy }: Silence): SerialEvent | undefined =>
  endedBy === null
    ? undefined
    : capture.serial.find(
        (each) => each.link === link && each.row.dir === 'rx' && each.seq >= endedBy && MODEM_WORDS.has(each.row.kind),
      );

/**
 * It was switched off or restarted by a command before, still waits for data that came before its prompt, or says right after
 * that it has just started.
 */
function isBusy(capture: Capture, { link, from }: Silence, word: SerialEvent | undefined): boolean {
  if (word !== undefined && (isBootBanner(word.text) || word.text === RATE_FOUND)) return true;
  const before = capture.transactions.findLast((each) => each.link === link && each.t < from);
  return before !== undefined && ((isRestart(capture, before) && !wasRefused(before)) || waitsForData(capture, before));
}

/** What was sent before the prompt is lost: the modem takes what comes after it for data. */
function waitsForData(capture: Capture, { data, result }: Transaction): boolean {
  const first = result.kind === 'none' ? data?.seqs[0] : undefined;
  if (data === null || data.promptAt === null || first === undefined) return false;
  return (eventOf(capture, first)?.t ?? Number.POSITIVE_INFINITY) < data.promptAt;
}
