import type { SerialKind } from '../../model/row.ts';
import { answerName } from './answerName.ts';
import { answersCommand } from './answersCommand.ts';
import type { AnswerTables } from './answerTables.ts';
import { createHostData, type HostData } from './hostData.ts';
import { createLateResultWatch } from './lateResultWatch.ts';
import { createSentCommands, type SentCommand } from './sentCommands.ts';
import { unseenEcho } from './unseenEcho.ts';

/** A line of the modem, understood. */
export interface Heard {
  readonly kind: SerialKind;
  /** So many bytes of data follow the line. */
  readonly dataLength: number;
}

/** What the two directions of one link know of each other: open commands, awaited echoes, prompts, data and raw modes. */
export interface Dialogue {
  /** The host sent a command line (without its terminator). */
  sent(text: string, t: number): void;
  /** The host sent `A/`: the last command line again (M3 2.2.1). */
  repeated(t: number): void;
  /** Whether it is worth asking matchEcho about a line that begins with this byte. */
  mayBeEcho(first: number | undefined): boolean;
  /** The echo of a command at the end of the line, of an unseen one too when the line can be nothing else. */
  matchEcho(line: string, t: number): { readonly from: number } | null;
  /** Tells the kind of a whole line and takes the consequences. */
  heard(line: string, t: number): Heard;
  /** Whether the line would be known by itself, without the open command. */
  knows(line: string): boolean;
  /** Whether the line is a numeric result, ended by CR alone; if so, takes the consequences. `bare`: no line end before it. */
  heardNumeric(line: string, bare: boolean, t: number): boolean;
  /** Whether `>` at the beginning of a line is a prompt. */
  promptExpected(afterLineEnd: boolean): boolean;
  readonly data: HostData;
  /** The line carries raw data in both directions. */
  readonly raw: 'payload' | 'ppp' | null;
  /** Whether a line alone in the raw data means that the raw mode is over. `asked`: the host has asked for it. */
  endsRaw(line: string, asked: boolean): boolean;
  /** It is over by this line, whose kind is the answer. */
  rawEnded(line: string, t: number): SerialKind;
}

export function createDialogue(tables: AnswerTables): Dialogue {
  const commands = createSentCommands();
  const data = createHostData(tables.prompts);
  const late = createLateResultWatch(tables.late);
  let lastLine = '';
  let sawHost = false;
  /** An echo that came before its command: the recorder of the host's wire is the slower one. */
  let earlyEcho = '';
  let raw: Dialogue['raw'] = null;
  let lastRaw: 'payload' | 'ppp' = 'payload';
  /** Results come as words (ATV1) or numbers; null = not known. */
  let verbose: boolean | null = null;
  /** Lines that belong to the report before them. */
  let linesToCome = 0;

  const register = (text: string, t: number): SentCommand => {
    const command = commands.add(text, t);
    data.commanded(command.commands);
    if (command.commands.some(({ name }) => name === 'V' || name === 'Z' || name === '&F')) verbose = null;
    return command;
  };

  const modemStarted = (): void => {
    data.reset();
    late.clear();
    raw = null;
    verbose = null;
    linesToCome = 0;
  };

  const accepted = (t: number): void => {
    const command = commands.current;
    data.ended(true);
    if (command === undefined) return;
    for (const { name } of command.commands) late.accepted(name, t);
    commands.close(command);
  };
  const failed = (): void => {
    const command = commands.current;
    data.ended(false);
    if (command !== undefined) commands.close(command);
  };
  /** Raw mode begins if one of the commands that lead to it is open, or accepted and awaits its outcome. */
  const connected = (): void => {
    const command = commands.find(({ name }) => tables.transparent.has(name));
    for (const [name, { carries }] of tables.transparent) {
      if (command?.commands.some((part) => part.name === name) !== true && !late.awaits(name)) continue;
      // ATO goes on where `+++` stopped.
      raw = name === 'O' ? lastRaw : carries;
      lastRaw = raw;
      break;
    }
    data.ended(false);
    const answered = command ?? commands.current;
    if (answered !== undefined) commands.close(answered);
  };

  const isConnect = (line: string): boolean =>
    line === 'CONNECT' || (line.startsWith('CONNECT ') && line !== 'CONNECT FAIL');

  const finalLine = (line: string, t: number): SerialKind | null => {
    const result = tables.finalOf(line);
    if (result === undefined || (result.needsCommand === true && !commands.anyOpen)) return null;
    verbose = true;
    // A line that lost its line end comes out late: said before the command was sent, it is not the command's result.
    if ((commands.current?.sentAt ?? t) > t) return 'final';
    if (isConnect(line)) {
      // ESP-AT prints CONNECT before the OK of CIPSTART.
      if (commands.current?.commands.some(({ name }) => name === '+CIPSTART') === true) return 'info';
      connected();
    } else if (line === 'OK') {
      accepted(t);
    } else {
      failed();
    }
    return 'final';
  };

  const namedLine = (name: string, line: string, t: number): SerialKind => {
    const command = commands.find((part) => part.name === name);
    if (command !== undefined && answersCommand(command, name, line, tables.sharedNames.get(name), commands.echoing)) {
      command.answered.add(name);
      commands.reached(command);
      return command.open ? 'info' : 'late';
    }
    if (commands.current?.commands.some((part) => tables.profileDumps.has(part.name)) === true) return 'info';
    const unsolicited = tables.unsolicitedNames.get(name);
    if (late.take(name, t) || (tables.late.has(name) && unsolicited === undefined)) return 'late';
    if (unsolicited !== undefined) {
      linesToCome = unsolicited.lines ?? 0;
      return 'urc';
    }
    return commands.anyOpen ? 'info' : 'urc';
  };

  const plainLine = (line: string): SerialKind => {
    const text = tables.unsolicitedTextOf(line);
    if (text?.boot === true) modemStarted();
    if (text !== undefined) return 'urc';
    if (tables.isLateText(line)) return 'late';
    if (commands.anyOpen) return 'info';
    return /^[A-Z][A-Z0-9 _-]*:/.test(line) ? 'urc' : 'text';
  };

  const heard = (line: string, t: number): Heard => {
    if (linesToCome > 0) {
      linesToCome -= 1;
      return { kind: 'urc', dataLength: 0 };
    }
    const final = finalLine(line, t);
    if (final !== null) return { kind: final, dataLength: 0 };
    if (line === data.prompt || line === '>') {
      if (commands.anyOpen) data.shown();
      return { kind: 'prompt', dataLength: 0 };
    }
    if (data.echoes(line)) return { kind: 'echo', dataLength: 0 };
    const name = answerName(line);
    if (name === '' || tables.unsolicitedTextOf(line) !== undefined) return { kind: plainLine(line), dataLength: 0 };
    return { kind: namedLine(name, line, t), dataLength: tables.dataLength(name, line) };
  };

  return {
    data,
    heard,
    sent(text, t) {
      sawHost = true;
      lastLine = text;
      const command = register(text, t);
      if (text === earlyEcho) command.echoed = true;
      earlyEcho = '';
    },
    repeated(t) {
      sawHost = true;
      register(lastLine, t).echoed = true;
    },
    mayBeEcho: (first) => commands.awaitsEcho || !sawHost || first === 0x41 || first === 0x61,
    matchEcho(line, t) {
      const match = commands.matchEcho(line);
      if (match !== null) return match;
      const from = unseenEcho(line);
      if (from < 0 || (sawHost && from > 0)) return null;
      if (sawHost) earlyEcho = line;
      else register(line.slice(from), t).echoed = true;
      return { from };
    },
    knows(line) {
      const name = answerName(line);
      return (
        tables.finalOf(line) !== undefined ||
        tables.unsolicitedTextOf(line) !== undefined ||
        (name !== '' && (tables.unsolicitedNames.has(name) || tables.late.has(name)))
      );
    },
    heardNumeric(line, bare, t) {
      if (verbose === true || !bare || !commands.anyOpen || !tables.isNumericResult(line)) return false;
      if (line === '0') accepted(t);
      else if (line === '1') connected();
      else failed();
      return true;
    },
    promptExpected(afterLineEnd) {
      if (data.prompt === '>' || data.terms !== null) return true;
      // Of a command that is not in the tables. Inside an answer the sign is text.
      return afterLineEnd && commands.anyOpen && commands.current?.answered.size === 0;
    },
    get raw() {
      return raw;
    },
    endsRaw(line, asked) {
      if (line === 'NO CARRIER' || line === 'CLOSED') return true;
      if (tables.unsolicitedTextOf(line)?.boot === true) return true;
      return asked && (line === 'OK' || line === 'ERROR');
    },
    rawEnded(line, t) {
      raw = null;
      return line === 'NO CARRIER' || line === 'CLOSED' ? 'final' : heard(line, t).kind;
    },
  };
}
