import type { SerialKind } from '../../model/row.ts';
import { answerFields, answerName } from './answerName.ts';
import type { AnswerTables } from './answerTables.ts';
import { createLateResultWatch } from './lateResultWatch.ts';
import type { DataTerms, PromptCommand } from './promptCommands.ts';
import { createSentCommands, type SentCommand } from './sentCommands.ts';
import { unseenEcho } from './unseenEcho.ts';
import type { AnswerShape } from './unsolicited.ts';

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
  readonly awaitsEcho: boolean;
  /** The echo of a sent command at the end of the line; also of one that was not seen when the line can be nothing else. */
  matchEcho(line: string, t: number): { readonly from: number } | null;
  /** Tells the kind of a whole line and takes the consequences. */
  heard(line: string, t: number): Heard;
  /** Whether the line would be known by itself, without the open command. */
  knows(line: string): boolean;
  /** The line is a result of numeric form, ended by CR alone. `bare`: no line end before it. */
  isNumericFinal(line: string, bare: boolean, t: number): boolean;
  /** Whether `>` at the beginning of a line is a prompt. */
  promptExpected(afterLineEnd: boolean): boolean;
  promptShown(): void;
  /** What the host sends now is data on these terms; null: commands. */
  readonly dataTerms: DataTerms | null;
  /** The host's data is complete. */
  dataSent(): void;
  /** The line carries raw data in both directions. */
  readonly raw: 'payload' | 'ppp' | null;
  /** Whether a line alone in the raw data means that the raw mode is over. `asked`: the host has asked for it. */
  endsRaw(line: string, asked: boolean): boolean;
  /** It is over by this line, whose kind is the answer. */
  rawEnded(line: string, t: number): SerialKind;
  reset(): void;
}

export function createDialogue(tables: AnswerTables): Dialogue {
  const commands = createSentCommands();
  const late = createLateResultWatch(tables.late);
  let lastLine = '';
  let sawHost = false;
  let expected: PromptCommand | null = null;
  let expectedTerms: DataTerms | null = null;
  let dataTerms: DataTerms | null = null;
  let raw: Dialogue['raw'] = null;
  let verbose: boolean | null = null;
  let linesToCome = 0;
  let lastTransparent: 'payload' | 'ppp' = 'payload';

  const register = (text: string, t: number): SentCommand => {
    const command = commands.add(text, t);
    expected = null;
    expectedTerms = null;
    for (const { name, form, args } of command.commands) {
      const entry = form === 'set' || form === 'execute' ? tables.prompts.get(name) : undefined;
      const terms = entry?.terms(args) ?? null;
      if (entry !== undefined && terms !== null) {
        expected = entry;
        expectedTerms = terms;
      }
      if (name === 'V' || name === 'Z' || name === '&F') verbose = null;
    }
    return command;
  };

  const closeOpen = (success: boolean, t: number, command = commands.current): SentCommand | undefined => {
    dataTerms = null;
    // ESP-AT prints OK before the prompt.
    if (!success) {
      expected = null;
      expectedTerms = null;
    }
    if (command === undefined) return undefined;
    if (success) for (const { name } of command.commands) late.accepted(name, t);
    commands.close(command);
    return command;
  };

  const connect = (command: SentCommand | undefined): void => {
    for (const [name, entry] of tables.transparent) {
      const opener = command?.commands.some((candidate) => candidate.name === name) === true || late.awaits(name);
      if (!opener) continue;
      raw = name === 'O' ? lastTransparent : entry.carries;
      lastTransparent = raw;
      return;
    }
  };

  const final = (line: string, t: number): SerialKind | null => {
    const result = tables.finalOf(line);
    if (result === undefined) return null;
    if (result.needsCommand === true && !commands.anyOpen) return null;
    // ESP-AT prints CONNECT before the OK of CIPSTART.
    const connected = line === 'CONNECT' || (line.startsWith('CONNECT ') && line !== 'CONNECT FAIL');
    if (connected && commands.current?.commands.some(({ name }) => name === '+CIPSTART') === true) return 'info';
    verbose = true;
    if (connected)
      connect(
        closeOpen(
          false,
          t,
          commands.find(({ name }) => tables.transparent.has(name)),
        ),
      );
    else closeOpen(line === 'OK', t);
    return 'final';
  };

  /** Whether a line named like an open command answers it. */
  const answers = (command: SentCommand, name: string, line: string): boolean => {
    const shape: AnswerShape | undefined = tables.sharedNames.get(name);
    const form = command.commands.find((candidate) => candidate.name === name)?.form;
    if (shape === undefined || form === 'test') return true;
    const fields = answerFields(line);
    switch (shape) {
      case 'read-fields':
        return form === 'read' && /^\d{1,2}$/.test(fields[1] ?? '');
      case 'two-fields':
        return fields.length >= 2;
      case 'once':
        return !command.answered.has(name);
      case 'not-mode-1':
        return fields[0] !== '1' || fields.length === 1;
    }
  };

  const namedLine = (name: string, line: string, t: number): SerialKind => {
    const command = commands.find((part) => part.name === name);
    if (command !== undefined && answers(command, name, line)) {
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
    if (line === '>') return 'prompt';
    if (commands.anyOpen) return 'info';
    return /^[A-Z][A-Z0-9 _-]*:/.test(line) ? 'urc' : 'text';
  };

  const modemStarted = (): void => {
    dataTerms = null;
    expected = null;
    expectedTerms = null;
    raw = null;
    verbose = null;
    linesToCome = 0;
    late.clear();
  };

  const promptShown = (): void => {
    dataTerms ??= { ...(expectedTerms ?? { end: 'open' }) };
    expected = null;
    expectedTerms = null;
  };

  const heard = (line: string, t: number): Heard => {
    if (linesToCome > 0) {
      linesToCome -= 1;
      return { kind: 'urc', dataLength: 0 };
    }
    const end = final(line, t);
    if (end !== null) return { kind: end, dataLength: 0 };
    if (line === expected?.prompt) {
      promptShown();
      return { kind: 'prompt', dataLength: 0 };
    }
    const name = answerName(line);
    if (name === '' || tables.unsolicitedTextOf(line) !== undefined) return { kind: plainLine(line), dataLength: 0 };
    return { kind: namedLine(name, line, t), dataLength: tables.dataLength(name, line) };
  };

  return {
    sent(text, t) {
      sawHost = true;
      lastLine = text;
      register(text, t);
    },
    repeated(t) {
      sawHost = true;
      register(lastLine, t).echoed = true;
    },
    get awaitsEcho() {
      return !sawHost || commands.awaitsEcho;
    },
    matchEcho(line, t) {
      const match = commands.matchEcho(line);
      if (match !== null) {
        match.command.echoed = true;
        // A host may have given it up; the modem has only begun.
        match.command.open = true;
        commands.reached(match.command);
        return match;
      }
      const from = sawHost ? -1 : unseenEcho(line);
      if (from < 0) return null;
      register(line.slice(from), t).echoed = true;
      return { from };
    },
    heard,
    knows(line) {
      const name = answerName(line);
      return (
        tables.finalOf(line) !== undefined ||
        tables.unsolicitedTextOf(line) !== undefined ||
        (name !== '' && (tables.unsolicitedNames.has(name) || tables.late.has(name)))
      );
    },
    isNumericFinal(line, bare, t) {
      if (verbose === true || !bare || !commands.anyOpen || !tables.isNumericResult(line)) return false;
      const command = closeOpen(line === '0', t);
      if (line === '1') connect(command);
      return true;
    },
    promptExpected(afterLineEnd) {
      if (expected?.prompt === '>' || dataTerms !== null) return true;
      return afterLineEnd && commands.anyOpen;
    },
    promptShown,
    get dataTerms() {
      return dataTerms;
    },
    dataSent() {
      dataTerms = null;
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
    reset() {
      modemStarted();
      commands.clear();
      lastLine = '';
      sawHost = false;
    },
  };
}
