import { isBootBanner } from '../../../protocol/at/engine/bootBanner.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';
import { SECONDS, wasRefused } from './select.ts';

/** Why the modem started. `unplanned`: nothing in the capture explains it. */
export type BootCause = 'first' | 'command' | 'power-down' | 'link' | 'log' | 'unplanned';

/** The modem has started: its boot banner. */
export interface Boot {
  readonly event: SerialEvent;
  readonly cause: BootCause;
  /** The last thing the modem said before it; null when it said nothing. */
  readonly lastWord: SerialEvent | null;
}

/** Different banners of one start come within this time. */
const ONE_START = 3 * SECONDS;
/** A reset that was asked for shows within this time. */
const RESET_TIME = 60 * SECONDS;
/** Without the host's side, an OK so shortly before may have been that of a reset command. */
const UNSEEN_COMMAND = 60 * SECONDS;
/** What a firmware's log says when it switches the modem. */
const SWITCHED =
  /pwr_?key|power(?:ing)?[ -]?(?:on|off|up|cycl)|reset(?:ting)? (?:the )?modem|modem (?:reset|restart|power)/i;
/** Rows of a modem at work; garbage and echoes are not. */
export const MODEM_WORDS: ReadonlySet<string> = new Set(['info', 'final', 'urc', 'late', 'prompt']);

/** Every start of a modem in the capture, in order. */
export function boots(capture: Capture): readonly Boot[] {
  const restarts = capture.transactions.filter((each) => isRestart(capture, each) && !wasRefused(each));
  const found: Boot[] = [];
  const lastWords = new Map<number, SerialEvent>();
  for (const event of capture.serial) {
    const { link, row, text, t } = event;
    if (row.dir !== 'rx' || !MODEM_WORDS.has(row.kind)) continue;
    const lastWord = lastWords.get(link) ?? null;
    lastWords.set(link, event);
    if (row.kind !== 'urc' || !isBootBanner(text)) continue;
    const before = found.findLast((boot) => boot.event.link === link);
    if (before !== undefined && before.event.text !== text && t - before.event.t <= ONE_START) continue;
    const asked = restarts.findLast((restart) => restart.link === link && restart.t <= t);
    const commanded =
      asked !== undefined && (before === undefined || before.event.t < asked.t) && !wasAlive(capture, asked, t);
    found.push({ event, lastWord, cause: commanded ? 'command' : causeOf(capture, event, lastWord) });
  }
  return found;
}

/** The modem still answered long after it should have restarted. */
const wasAlive = (capture: Capture, { link, t, tEnd }: Transaction, until: number): boolean =>
  capture.transactions.some(
    (later) => later.link === link && later.t > (tEnd ?? t) + RESET_TIME && later.tEnd !== null && later.tEnd < until,
  );

function causeOf(capture: Capture, event: SerialEvent, lastWord: SerialEvent | null): BootCause {
  if (lastWord === null) return 'first';
  if (/POWER DOWN/.test(lastWord.text)) return 'power-down';
  const { link, t } = event;
  const reopened = capture.notes.some(
    (note) =>
      note.t > lastWord.t && note.t <= t && PORT_NOTES.has(note.kind) && (note.link === 0 || note.link === link),
  );
  if (reopened) return 'link';
  if (!mayHideCommand(capture, event)) return wasLogged(capture, t) ? 'log' : 'unplanned';
  return 'command';
}

const PORT_NOTES: ReadonlySet<string> = new Set(['open', 'close', 'lost', 'recovered', 'gap']);

/** The firmware's log says that it switches the modem. */
const wasLogged = (capture: Capture, t: number): boolean =>
  capture.serial.some(
    (each) => each.row.kind === 'text' && each.t <= t && t - each.t <= RESET_TIME && SWITCHED.test(each.text),
  );

/**
 * Only the modem's side was captured, its echo is off, and the last result before is an OK of its own, as that of a reset
 * command: no answer or prompt before it, and after it nothing but what is torn down.
 */
function mayHideCommand(capture: Capture, { link, t, seq }: SerialEvent): boolean {
  if (capture.hasHost || capture.serial.some((each) => each.row.kind === 'echo' && each.link === link)) return false;
  const said = capture.serial.filter((each) => each.link === link && each.seq < seq && MODEM_WORDS.has(each.row.kind));
  const last = said.findLastIndex(({ row }) => row.kind === 'final');
  const result = said[last];
  if (result?.text !== 'OK' || t - result.t > UNSEEN_COMMAND) return false;
  const before = said[last - 1];
  const answers = before !== undefined && result.t - before.row.tLast <= SAME_ANSWER && isAnswer(before);
  const after = said.slice(last + 1);
  if (after.length === 0 && t - result.row.tLast < LEAST_BOOT) return false;
  return !answers && after.every(({ text }) => TORN_DOWN.test(text));
}

/** No modem starts faster from a reset. */
const LEAST_BOOT = 2 * SECONDS;
/** The lines of an answer and its OK come within this time of each other. */
const SAME_ANSWER = SECONDS / 20;
/** What a modem says while it goes down (manual V3.00, 11.4, 16.3.2). */
const TORN_DOWN =
  /^(?:\+CIPEVENT|\+IPCLOSE|\+CMQTTCONNLOST|\+CMQTTNONET|\+CCH_\w+|\+HTTP_\w+|\+CPIN: NOT|\+SIMCARD|\+CGEV|\+C(?:|G|E)REG: 0|NORMAL POWER DOWN|CLOSED)/;

/** A line of its own that a query was answered with, or a prompt. Of registration, a report has one number, an answer two. */
const isAnswer = ({ row, name, fields }: SerialEvent): boolean =>
  row.kind === 'prompt' ||
  (name.startsWith('+') && !(/REG$/.test(name) && fields.length === 1) && !TORN_DOWN.test(name));

/** Commands that restart the modem or switch it off. */
export function isRestart({ family }: Capture, { name, form, args }: Transaction): boolean {
  if (name === null || form === 'read' || form === 'test') return false;
  if (name === '+CFUN') return args[0] === '6' || args[1] === '1';
  // On LoRa modules ATZ restarts; elsewhere it only restores settings.
  return RESTARTS.has(name) || (name === 'Z' && (family === 'rak3172' || family === 'stm32wl'));
}

const RESTARTS: ReadonlySet<string> = new Set([
  '+CRESET',
  '+CPOF',
  '+CPOWD',
  '+CUSBPIDSWITCH',
  '+QPOWD',
  '+RST',
  '+RESTORE',
]);
