import type { AtlogRecord } from '../../../model/atlog.ts';
import { answerName } from '../answerName.ts';
import { parseCommandLine } from '../commandLine.ts';
import { latin1Text } from '../engine/rowLine.ts';
import { createHostData } from '../hostData.ts';
import { hexLine } from './hexLine.ts';
import type { PastedLine } from './pastedLine.ts';
import { commandBehind, isCommand, isEchoOf, isFinal, isModemLine, TABLES } from './speech.ts';

/** Between lines without times, in microseconds: nothing that waits for a pause takes this for one. */
const STEP_MICROS = 1000;

/** So many bytes of data that a terminal did not show are made up for in one text. */
const MOST_FILL = 262_144;

/**
 * Who said what: by the marks of the terminal, and where it made none by what only a host or a modem can say. Line ends,
 * which copying loses, are put back as a modem sends them (CR LF text CR LF; a command with CR).
 */
export function pastedRecords(lines: readonly PastedLine[], timed: boolean): readonly AtlogRecord[] {
  const records: AtlogRecord[] = [];
  const data = createHostData(TABLES.prompts);
  let open = false;
  let newestCommand = '';
  /** Nothing came after the newest command yet. */
  let justCommanded = false;
  /** Bytes of the host's data so far. */
  let sent = 0;
  let now = 0;
  let fillLeft = MOST_FILL;
  /** Results are numbers (ATV0): no line of the text is one in words; errors with a reason are not numbers alone. */
  const inWords = ({ text }: PastedLine): boolean => isFinal(text) && !/^\+CM[ES] ERROR/.test(text);
  const numeric = lines.some(({ text }) => /^[0-8]$/.test(text)) && !lines.some(inWords);
  const origin = lines.find(({ t }) => t !== null)?.t ?? 0;

  const push = (dir: 'tx' | 'rx', text: string): void => {
    if (!timed) now += STEP_MICROS;
    justCommanded = false;
    if (text !== '') records.push({ t: now, dir, bytes: Uint8Array.from(text, (char) => char.charCodeAt(0)) });
  };
  const wanted = (): number => (data.terms?.end === 'count' ? data.terms.count - sent : 0);

  /** What is said changes what may be said next. */
  const commanded = (text: string): void => {
    newestCommand = text;
    open = true;
    data.commanded(parseCommandLine(text));
  };
  const asked = (): void => {
    data.shown();
    sent = 0;
  };
  const given = (count: number): void => {
    sent += count;
    if (data.terms?.end === 'count' && wanted() <= 0) data.done();
  };
  const answered = (text: string): void => {
    if (text === data.prompt) asked();
    if (!isFinal(text)) return;
    data.ended(text === 'OK');
    open = false;
  };

  const command = (text: string): void => {
    commanded(text);
    push('tx', `${text}\r`);
    justCommanded = true;
  };
  /** `before`: what may have stood between this line of data and the one before it. */
  const hostData = (text: string, before = ''): void => {
    const dump = hexLine(text);
    const bytes = dump !== null && dump.length === wanted() ? latin1Text(dump) : text;
    const exactly = data.terms?.end === 'count' && bytes.length === wanted();
    const typed = (exactly ? '' : before) + bytes.replace(/\^Z$/i, '\x1a');
    // What is too much is read as a command line, and was one to the terminal.
    const over = data.terms?.end === 'count' && typed.length > wanted();
    push('tx', over ? `${typed}\r` : typed);
    given(typed.length);
  };
  /** A command typed into an open prompt is seen by its CR. */
  const isData = (text: string): boolean => data.terms !== null && (!isCommand(text) || text.length === wanted());
  const host = ({ text, exact }: PastedLine): void => {
    if (exact) {
      push('tx', text);
      const line = text.replace(/[\r\n]+$/, '');
      if (isData(line)) given(text.length);
      else if (isCommand(line)) commanded(line);
    } else if (isData(text)) hostData(text);
    else command(text);
  };

  const prompt = (typed: string): void => {
    push('rx', '\r\n> ');
    asked();
    if (typed !== '') hostData(typed);
  };
  const modem = (text: string): void => {
    if (isCommand(text)) {
      push('rx', `${text}\r`);
      return;
    }
    if (numeric && open && /^[0-8]$/.test(text)) {
      push('rx', `${text}\r`);
      data.ended(text === '0');
      open = false;
      return;
    }
    push('rx', `\r\n${text}\r\n`);
    answered(text);
  };
  /** A line, or several, with the line ends in it. */
  const modemExactly = (text: string): void => {
    push('rx', text);
    for (const line of text.split(/[\r\n]+/)) answered(line.trim());
  };

  /** The data behind a line that counts it; returns how many lines it took. */
  const countedData = (count: number, following: readonly PastedLine[]): number => {
    let body = '';
    let taken = 0;
    for (const { text, dir, exact } of following) {
      if (body.length >= count || dir === 'tx' || exact) break;
      if (text.length !== count && (isModemLine(text) || isCommand(text))) break;
      const dump = hexLine(text);
      const bytes = dump?.length === count ? latin1Text(dump) : text;
      body += body === '' ? bytes : `\r\n${bytes}`;
      taken += 1;
    }
    // What the terminal could not show is missing; without it the next lines would be counted as data.
    const missing = Math.max(0, count - body.length);
    const fill = missing <= fillLeft ? '?'.repeat(missing) : '';
    fillLeft -= fill.length;
    push('rx', `${body}${fill}\r\n`);
    return taken;
  };

  /** A line without a mark, and the next ones, which may tell. */
  const anyone = (text: string, [next, afterNext]: readonly PastedLine[]): void => {
    const promptable = open || data.prompt !== null;
    if (isData(text) && isHostData(text, next)) hostData(text, sent > 0 ? '\n' : '');
    else if (isCommand(text)) {
      if (justCommanded && isAnswer(next) && isEchoOf(newestCommand, text)) modem(text);
      else command(text);
    } else if (commandBehind(text) > 0) {
      modem(text.slice(0, commandBehind(text)));
      command(text.slice(commandBehind(text)));
    } else if (promptable && text.startsWith('>')) {
      const typed = text.slice(1).trim();
      // A terminal that does not show what is typed: what cannot be seen must not count as missing.
      const unseen = next?.text === 'OK' && !isFinal(afterNext?.text ?? '');
      if (typed !== '' || !unseen) prompt(typed);
    } else modem(text);
  };
  /** A second copy of a command is its echo when the answer follows; else the host repeats itself. */
  const isAnswer = (line: PastedLine | undefined): boolean =>
    line !== undefined && !isCommand(line.text) && TABLES.unsolicitedTextOf(line.text) === undefined;
  const isHostData = (text: string, next: PastedLine | undefined): boolean => {
    if (data.terms?.end !== 'count') return !isFinal(text) && (sent === 0 || !isModemLine(text));
    if (text.length === wanted()) return !isFinal(text) || (next !== undefined && isFinal(next.text));
    return !isModemLine(text) && wanted() > 0;
  };

  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined) break;
    if (timed) now = Math.max(now, dayAfter((line.t ?? origin + now) - origin, now));
    const { text, dir, exact } = line;
    if (dir === 'tx') host(line);
    else if (dir === 'rx' && exact) modemExactly(text);
    else if (dir === 'rx' && text === '>' && (open || data.prompt !== null)) prompt('');
    else if (dir === 'rx') modem(text);
    else anyone(text, lines.slice(i + 1, i + 3));
    const count = dir === 'tx' || exact ? 0 : TABLES.dataLength(answerName(text), text);
    if (count > 0) i += countedData(count, lines.slice(i + 1, i + 400));
  }
  return records;
}

const DAY_MICROS = 86_400_000_000;
/** A clock without a date begins anew at midnight. */
const dayAfter = (t: number, before: number): number => {
  const days = t < before ? Math.floor((before - t) / DAY_MICROS + 0.5) : 0;
  return t + days * DAY_MICROS;
};
