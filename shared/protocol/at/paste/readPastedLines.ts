import { latin1Text } from '../engine/rowLine.ts';
import { type DirectionMark, directionMark } from './directionMark.ts';
import { hexLine } from './hexLine.ts';
import { type LineTime, lineTime } from './lineTime.ts';
import { splitOneLine } from './oneLineDialogue.ts';
import type { PastedLine } from './pastedLine.ts';
import { isCommand, isModemLine } from './speech.ts';
import { contentLines } from './terminalChatter.ts';
import { byteString, controlsBack } from './visibleControls.ts';

/** Levels and places that loggers put before the text. */
const LOG_PREFIXES: readonly RegExp[] = [
  // ModemManager: `ModemManager[812]: <debug> [1614245678.123456] [modem0/ttyUSB2/at] --> 'AT+CREG?<CR>'`.
  /^[\w.-]{1,40}\[\d{1,7}\]:\s*/,
  /^<(?:debug|info|msg|warn|error)>\s*/,
  /^(?:\[[\w/.-]{1,60}\]|\([\w/.-]{1,60}\):)\s*(?=(?:-->|<--) ')/,
  /^\[[VDIWE]\]\[[^\]]{1,80}\]\s*(?:\w+\(\):?)?\s*/,
  /^\[[VDIWE]\/[\w.-]{1,40}\]:?\s*/,
  /^<(?:dbg|inf|wrn|err)>\s+[\w.]{1,60}:\s*/,
  // Python's logging.
  /^-?\s*(?:[\w.]{1,60}\s+-\s+)?(?:DEBUG|INFO|WARNING)\s+-\s+/,
  /^(?:DEBUG|INFO)[ :]\s*(?:[\w.]{1,60}[ :]\s*)?(?=(?:TX|RX)\b|(?:sent|send|recv|received)\b)/i,
  /^(?:UART|USART|LPUART|SERIAL|COM|tty[A-Z]*)\d*\s*[:\]]?\s+(?=(?:TX|RX)\b)/i,
  // The part of a firmware that speaks: `[modem] Sending: AT`.
  /^\[(?!(?:[TR]XD?|cr|lf|nl|crlf|sub|esc|nul|tab|in|out|sent|send|recv|received|read|write|mcu|modem)\])[A-Za-z][\w .:/-]{1,40}\]:?\s*(?=\S)/i,
  /^\[modem\]:?\s*(?=[A-Za-z]{2,12} ?(?:[:=]|->))/i,
  /^(?:\[(?:DEBUG|INFO|TRACE|WARN(?:ING)?)\s*\]|(?:DEBUG|INFO|TRACE):)\s*/i,
];

interface Parted {
  readonly time: LineTime | null;
  readonly mark: DirectionMark | null;
  readonly rest: string;
}

/** Pasted text as lines with what the terminal tells of them. `timed`: most lines are stamped. */
export function readPastedLines(pasted: string): { readonly lines: readonly PastedLine[]; readonly timed: boolean } {
  const content = contentLines(pasted);
  const vague = content.filter((line) => lineTime(line)?.vague === true).length * 2 > content.length;
  const parted = withoutOwnWords(modemTalk(content.map((line) => part(line, vague))));
  const sense = markSense(parted);
  const timed = parted.filter(({ time }) => time !== null).length * 2 > parted.length;
  const read = inheritMarks(parted.map((line) => pastedLine(line, sense)));
  return { lines: mergeDumps(read).flatMap(textLines), timed };
}

/** Takes off stamps, log prefixes and marks, in whatever order they stand. */
function part(line: string, vague: boolean): Parted {
  let time: LineTime | null = null;
  let mark: DirectionMark | null = null;
  let rest = line;
  for (let round = 0; round < 4; round += 1) {
    const before = rest;
    const stamp: LineTime | null = time === null ? lineTime(rest) : null;
    if (stamp !== null && (vague || !stamp.vague)) {
      time = stamp;
      rest = rest.slice(stamp.length);
    }
    for (const prefix of LOG_PREFIXES) rest = rest.replace(prefix, '');
    const found: DirectionMark | null = mark === null ? directionMark(rest) : null;
    if (found !== null) {
      mark = found;
      rest = rest.slice(found.length);
    }
    if (rest === before) break;
  }
  return { time, mark, rest };
}

/**
 * What marks mean in this text: some terminals part the stamp from the text by an arrow, some logs speak as the modem, and
 * where answers have a `<`, a `>` is a mark and no prompt.
 */
type MarkSense = 'as-they-say' | 'swapped' | 'arrows-say-nothing' | 'every-sign-counts' | 'signs-are-prompts';

function markSense(lines: readonly Parted[]): MarkSense {
  const count = (dir: 'tx' | 'rx', test: (text: string) => boolean, arrow?: true): number =>
    lines.filter(({ mark, rest }) => mark?.dir === dir && (arrow === undefined || mark.arrow) && test(rest)).length;
  const anything = (): boolean => true;
  const onlyOut = count('rx', anything) === 0;
  const everywhere = lines.every(({ time, mark }) => time !== null && mark?.arrow === true);
  if (onlyOut && (everywhere || count('tx', isModemLine, true) > 0)) return 'arrows-say-nothing';
  const wrong = count('tx', isModemLine) > 0 && count('rx', isCommand) > 0 && count('tx', isCommand) === 0;
  if (wrong) return 'swapped';
  const signs = lines.filter(({ mark }) => mark?.sign === true).map(({ mark }) => mark?.dir);
  // Where other commands have no sign, `>AT` is a command typed at a prompt.
  const unsigned = lines.some(({ mark, rest }) => mark === null && isCommand(rest));
  if (unsigned && signs.includes('tx') && !signs.includes('rx')) return 'signs-are-prompts';
  return signs.includes('tx') && signs.includes('rx') ? 'every-sign-counts' : 'as-they-say';
}

/** Without the lines of other parts of a program, where each names itself in its log (ESP-IDF). */
function modemTalk(lines: readonly Parted[]): readonly Parted[] {
  const talking = new Set(
    lines.filter(({ rest }) => isCommand(rest) || isModemLine(rest)).map(({ time }) => time?.tag ?? ''),
  );
  const tagged = [...talking].some((tag) => tag !== '');
  return tagged ? lines.filter(({ time }) => time?.tag === undefined || talking.has(time.tag)) : lines;
}

/** Without what a program says itself in a log that stamps and marks what it sends and receives. */
function withoutOwnWords(lines: readonly Parted[]): readonly Parted[] {
  const isTalk = ({ rest }: Parted): boolean => isCommand(rest) || isModemLine(rest);
  const stamped = lines.filter(({ time }) => time !== null);
  const marked = stamped.filter(({ mark }) => mark !== null);
  const allTalk = marked.some(isTalk) && !stamped.some((line) => line.mark === null && isTalk(line));
  if (!allTalk && marked.length * 2 <= stamped.length) return lines;
  return lines.filter((line) => line.time === null || line.mark !== null || isTalk(line));
}

function direction(mark: DirectionMark | null, sense: MarkSense): PastedLine['dir'] {
  if (mark === null || (sense === 'arrows-say-nothing' && mark.arrow)) return null;
  if (sense !== 'swapped') return mark.dir;
  return mark.dir === 'tx' ? 'rx' : 'tx';
}

const SIGN: DirectionMark = { dir: 'tx', length: 1, arrow: true, sign: true };

interface ReadLine extends PastedLine {
  readonly dump: boolean;
  /** Goes on where another line of a dump stopped. */
  readonly goesOn: boolean;
}

function withSense(parted: Parted, sense: MarkSense): Parted {
  const { mark, rest } = parted;
  if (sense === 'every-sign-counts' && mark === null && rest.startsWith('>'))
    return { ...parted, mark: SIGN, rest: rest.slice(1).trim() };
  return sense === 'signs-are-prompts' && mark?.sign === true ? { ...parted, mark: null, rest: `>${rest}` } : parted;
}

function pastedLine(parted: Parted, sense: MarkSense): ReadLine {
  const { time, mark, rest } = withSense(parted, sense);
  const base = { t: time?.t ?? null, dir: direction(mark, sense) };
  const dump = hexLine(rest);
  if (dump !== null && (base.dir !== null || dump.length > 2)) {
    const goesOn = /^(?:0x)?[0-9a-f]*[1-9a-f][0-9a-f]*(?::|\s{2})/i.test(rest);
    return { ...base, text: latin1Text(dump), exact: true, dump: true, goesOn };
  }
  const said = mark === null ? rest : rest.replace(/^b?(['"`])(.*)\1$/, '$2');
  const text = controlsBack(said);
  return { ...base, text, exact: text !== byteString(said), dump: false, goesOn: false };
}

/** A mark alone on its line is meant for the lines behind it, that of a dump for the whole dump. */
function inheritMarks(lines: readonly ReadLine[]): readonly ReadLine[] {
  let heading: PastedLine['dir'] = null;
  const read: ReadLine[] = [];
  for (const line of lines) {
    if (line.dir !== null) heading = line.text === '' ? line.dir : null;
    if (line.text === '') continue;
    const before = read.at(-1);
    const dumped = line.goesOn && before?.dump === true ? before.dir : heading;
    read.push({ ...line, dir: line.dir ?? dumped });
  }
  return read;
}

/** The lines of a dump without directions are one text. */
function mergeDumps(lines: readonly ReadLine[]): readonly PastedLine[] {
  const merged: ReadLine[] = [];
  for (const line of lines) {
    const last = merged.at(-1);
    const one = last?.dump === true && last.dir === null && line.dump && line.dir === null;
    if (one && !/[\r\n]$/.test(last.text)) merged[merged.length - 1] = { ...last, text: last.text + line.text };
    else merged.push(line);
  }
  return merged;
}

/** Of a piece whose direction is not known, its single lines; a whole dialogue on one line, in its parts. */
function textLines(line: PastedLine): readonly PastedLine[] {
  if (line.dir !== null) return [line];
  return line.text
    .split(/[\r\n]+/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .flatMap((text) => splitOneLine({ ...line, text, exact: false }));
}
