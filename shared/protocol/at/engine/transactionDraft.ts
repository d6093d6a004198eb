import type { DataTerms } from '../promptCommands.ts';
import type { CommandPart } from './commandParts.ts';
import { mostSeconds, termsOf } from './commandTerms.ts';
import { type OutcomeReading, spokenOutcome } from './outcomeRules.ts';
import type { ModemLine } from './rowLine.ts';
import type { Transaction, TransactionLine, TransactionResult } from './transaction.ts';

/** No command is answered with more; further lines are seen in the rows only. */
const MAX_LINES = 500;
const MAX_TEXT = 65_536;
const MAX_DATA_ROWS = 256;

const CTRL_Z = 0x1a;
const ESC = 0x1b;
const ETX = 0x03;

export interface DraftOrigin {
  readonly link: number;
  readonly command: string;
  readonly parts: readonly CommandPart[];
  readonly t: number;
  /** When its last byte was sent. */
  readonly sentAt: number;
  readonly commandSeq: number;
  /** Its echo is all that is known of it. */
  readonly fromEcho: boolean;
}

/** A transaction while it is put together. Keeps a bounded number of lines. */
export class TransactionDraft {
  readonly origin: DraftOrigin;
  /** What it asks for by a prompt, if it is such a command. */
  readonly terms: DataTerms | null;
  /** No modem answers to it: it does not begin with AT. */
  readonly mute: boolean;
  /** Documented maximum for the final result code, microseconds; null where the manual gives none. */
  readonly maxMicros: number | null;
  echoSeq: number | null;
  /** The modem has begun to answer it. */
  answering = false;
  /** When the next command was sent. */
  nextAt: number | null = null;
  /** The host went on without waiting for it. */
  givenUp = false;
  /** The modem has restarted since. */
  crossedRestart = false;
  result: TransactionResult | null = null;
  outcome: Transaction['outcome'] = null;
  readonly #fixed: FixedPart;
  #echoDiffers = false;
  #tEnd: number | null = null;
  #finalSeq: number | null = null;
  #lines: readonly TransactionLine[] = [];
  #textLength = 0;
  #hasData = false;
  #promptAt: number | null = null;
  #sent = 0;
  #escaped = false;
  readonly #dataSeqs: number[] = [];

  constructor(origin: DraftOrigin) {
    this.origin = origin;
    this.terms = termsOf(origin.parts);
    this.mute = !/^(?:at|a\/|\+\+\+$)/i.test(origin.command);
    const most = seconds(origin.parts.map(mostSeconds));
    this.maxMicros = most === 0 ? null : most * 1e6;
    this.echoSeq = origin.fromEcho ? origin.commandSeq : null;
    this.#fixed = fixedPart(origin);
  }

  /** The modem has shown that it works on this command. */
  get evidenced(): boolean {
    return this.answering || this.echoSeq !== null;
  }

  get hasData(): boolean {
    return this.#hasData;
  }

  /** So long after OK its outcome may come, microseconds; 0: it does not wait for one. */
  get outcomeMicros(): number {
    return this.outcome === null ? seconds(this.origin.parts.map(({ rule }) => rule?.seconds ?? 0)) * 1e6 : 0;
  }

  /** Whether a line of this name and these fields can belong to it. */
  owns({ name, fields }: ModemLine): boolean {
    return this.origin.parts.some((part) => {
      if (part.rule?.prefix === name) return sameSubject(part, fields);
      // It stands before the ERROR of the command that is at work, and seldom comes late.
      if (name === '+CIPERROR') return part.form === 'write' && part.name.startsWith('+CIP');
      return part.name === name || part.entry?.answers.some(({ prefix }) => prefix === name) === true;
    });
  }

  /** Its outcome, if the line tells it. */
  read({ text, name, fields }: ModemLine): OutcomeReading | null {
    for (const part of this.origin.parts) {
      if (name === '') {
        const spoken = spokenOutcome(text, part.name, part.args);
        if (spoken !== null) return spoken;
        continue;
      }
      if (part.rule?.prefix === name && sameSubject(part, fields)) return part.rule.read(fields);
      // 11.2.5: the error of a CIPSEND or CIPOPEN before ERROR.
      if (name === '+CIPERROR' && part.name.startsWith('+CIP')) {
        const code = Number(fields.at(-1));
        return Number.isInteger(code) ? { code, ok: code === 0 } : null;
      }
    }
    return null;
  }

  add(line: TransactionLine): void {
    if (this.#lines.length >= MAX_LINES || this.#textLength + line.text.length > MAX_TEXT) return;
    this.#textLength += line.text.length;
    this.#lines = [...this.#lines, line];
  }

  /** When the newest line of its answer came; the time it was sent where none has. */
  get newestLineAt(): number {
    return this.#lines.findLast(({ role }) => role !== 'urc')?.t ?? this.origin.sentAt;
  }

  get outcomeLine(): TransactionLine | null {
    const seq = this.outcome?.seq;
    return this.#lines.find((line) => line.seq === seq) ?? null;
  }

  /** `AT+X?`, alone on its line. */
  get isQuery(): boolean {
    return this.origin.parts.length === 1 && this.origin.parts[0]?.form === 'read';
  }

  /** `+NETOPEN: 0` before `+NETOPEN: 1`: a query that has one line for an answer got two; the first was the outcome of AT+NETOPEN. */
  get lineTooMany(): TransactionLine | null {
    const bare = this.#lines.filter(({ text }) => /^\+NET(?:OPEN|CLOSE): ?\d+$/.test(text));
    return bare.length === 2 ? (bare[0] ?? null) : null;
  }

  /** The line turned out to be another command's. */
  drop(line: TransactionLine): void {
    this.#lines = this.#lines.filter((other) => other !== line);
    if (this.outcome?.seq === line.seq) this.outcome = null;
  }

  echoed(seq: number, text: string): void {
    this.echoSeq = seq;
    this.#echoDiffers = text !== this.origin.command;
    // The host may have given it up; the modem has only begun.
    this.givenUp = false;
  }

  /** Its answer had begun and will not go on. */
  lostResult(): void {
    this.answering = false;
    this.givenUp = true;
  }

  prompted(t: number): void {
    this.#hasData = true;
    this.#promptAt ??= t;
    this.answering = true;
  }

  addData(seq: number, bytes: Uint8Array): void {
    this.#hasData = true;
    this.#sent += this.#counted(bytes);
    if (this.#dataSeqs.length < MAX_DATA_ROWS) this.#dataSeqs.push(seq);
  }

  ended(result: TransactionResult, seq: number, t: number): void {
    this.result = result;
    this.#finalSeq = seq;
    this.#tEnd = t;
  }

  /** As it stands; `open` is the result of one without a final result code. */
  snapshot(open: 'timeout' | 'superseded' | 'restart' | 'end'): Transaction {
    return {
      ...this.#fixed,
      tEnd: this.#tEnd,
      result: this.result ?? { kind: 'none', why: open },
      outcome: this.outcome,
      lines: this.#lines,
      data: this.#hasData
        ? {
            declared: this.terms?.end === 'count' ? this.terms.count : null,
            promptAt: this.#promptAt,
            sent: this.#sent,
            seqs: this.#dataSeqs.slice(),
          }
        : null,
      echoSeq: this.echoSeq,
      finalSeq: this.#finalSeq,
      echoDiffers: this.#echoDiffers,
    };
  }

  /** Bytes of data without what ends or escapes it. */
  #counted(bytes: Uint8Array): number {
    if (this.terms?.end !== 'ctrl-z') return bytes.length;
    let count = 0;
    for (const byte of bytes) {
      if (!this.#escaped && (byte === CTRL_Z || byte === ESC)) continue;
      this.#escaped = this.terms.etxEscapes && !this.#escaped && byte === ETX;
      if (!this.#escaped) count += 1;
    }
    return count;
  }
}

type FixedPart = Omit<
  Transaction,
  'tEnd' | 'result' | 'outcome' | 'lines' | 'data' | 'echoSeq' | 'finalSeq' | 'echoDiffers'
>;

/** What is known of a transaction from its command line alone. */
function fixedPart({ link, command, parts, t, commandSeq }: DraftOrigin): FixedPart {
  const [first, ...rest] = parts;
  const { name = null, form = null, args = [], entry = null } = first ?? {};
  const fixed = { link, command, name, form, args, entry, t, commandSeq };
  if (rest.length === 0) return fixed;
  return {
    ...fixed,
    chained: rest.map((part) => ({ name: part.name, form: part.form, args: part.args, entry: part.entry })),
  };
}

const seconds = (values: readonly number[]): number => Math.max(0, ...values);

/** Whether command and line are about the same link or client, where both begin with its number (`+CIPOPEN: 1,0`). */
function sameSubject(part: CommandPart, fields: readonly string[]): boolean {
  if (part.rule?.numbered === false) return true;
  const asked = part.args[0] ?? '';
  const told = fields.length < 2 ? '' : (fields[0] ?? '');
  return !/^\d+$/.test(asked) || !/^\d+$/.test(told) || Number(asked) === Number(told);
}
