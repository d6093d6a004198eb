import type { CommandEntry, CommandForm } from '../dictionary/entryTypes.ts';
import { LATE_RESULTS } from '../lateResults.ts';

/** What an outcome line says. */
export interface OutcomeReading {
  /** Of the command's error table; 0 when it went well. */
  readonly code: number;
  readonly ok: boolean;
}

/** How the line that tells a command's outcome is known and read. */
export interface OutcomeRule {
  readonly prefix: string;
  /** So long after `OK` it may come, in seconds; 0: only before the final result code. */
  readonly seconds: number;
  /** The line begins with the number of a link or client, as the command does. */
  readonly numbered: boolean;
  /** null: a line of this name that is not the outcome (progress, data). */
  read(fields: readonly string[]): OutcomeReading | null;
}

type Read = OutcomeRule['read'];

const integer = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
const reading = (code: number | null, success = 0): OutcomeReading | null =>
  code === null ? null : code === success ? { code, ok: true } : { code, ok: false };
const lastField: Read = (fields) => reading(integer(fields.at(-1)));
const never: Read = () => null;
const words =
  (good: RegExp, bad: RegExp): Read =>
  ([first = '']) =>
    good.test(first) ? { code: 0, ok: true } : bad.test(first) ? { code: 1, ok: false } : null;

/** 13.2.8: <method>,<HTTP status or error>,<length>. */
const httpStatus: Read = ([, status]) => {
  const code = integer(status);
  return code === null ? null : { code, ok: code >= 200 && code < 400 };
};

/** Lines whose code is not simply a field of its own (sections of manual V3.00). */
const OWN_WAYS: Readonly<Record<string, Read>> = {
  // 11.2.5: <link>,<asked>,<confirmed>; -1 = disconnected, 0 = no room, anything else but <asked> = socket unusable.
  '+CIPSEND': ([, asked, confirmed]) => {
    const count = integer(confirmed);
    if (count === null) return null;
    return count === integer(asked) ? { code: 0, ok: true } : { code: count, ok: false };
  },
  '+HTTPACTION': httpStatus,
  '+HTTPPOSTFILE': httpStatus,
  // 13.2.9: a number alone is also the length of data; the end is 0 or an error, which begin at 600.
  '+HTTPREAD': (fields) => {
    const code = fields.length === 1 ? integer(fields[0]) : null;
    return code === 0 || (code ?? 0) >= 600 ? reading(code) : null;
  },
  '+HTTPHEAD': never,
  // 11.2.19: 1 = a reply, 2 = none in time, 3,<sent>,<received>,<lost>,… at the end.
  '+CPING': ([kind, , received, lost]) =>
    kind === '3' ? { code: integer(lost) ?? 0, ok: (integer(received) ?? 0) > 0 } : null,
  // 11.2.22: 1,"name","address" or 0,<error>.
  '+CDNSGIP': ([found, detail]) =>
    found === '1' ? { code: 0, ok: true } : found === '0' ? { code: integer(detail) ?? 1, ok: false } : null,
  // 10.2.7: `LEN,…` and `DATA,…` before <session>,<error>.
  '+CCHRECV': (fields) => (integer(fields[0]) === null ? null : lastField(fields)),
  '+CFTRANTX': (fields) => (fields.length === 1 ? lastField(fields) : null),
  '+FSCOPY': never,
  // A size or an error, told apart by nothing.
  '+CFTPSSIZE': never,
  '+CIPSTART': never,
  // ESP-AT: in words.
  '+MQTTPUB': words(/^OK$/, /^FAIL$/),
};

/** ESP-AT names the outcome of this command by another one. */
const OTHER_PREFIX: Readonly<Record<string, string>> = { '+MQTTPUBRAW': '+MQTTPUB' };
const SECONDS: ReadonlyMap<string, number> = new Map([
  ...LATE_RESULTS.map(({ name, seconds }) => [name, seconds] as const),
  // SIM800 8.2.4.
  ['+CIPSTART', 160],
]);

/** How the outcome of a command is read: by its dictionary entry, or by the framer's table without one. */
export function outcomeRuleOf(name: string, form: CommandForm, entry: CommandEntry | null): OutcomeRule | null {
  if (form === 'read' || form === 'test') return null;
  // Its OK is final; the line is that of AT+MQTTPUBRAW.
  if (name === '+MQTTPUB') return null;
  const spec = entry?.outcome;
  const prefix = spec?.prefix ?? OTHER_PREFIX[name] ?? name;
  const comesLate = spec !== undefined && Object.values(spec.order).some((order) => order !== 'before-ok');
  const seconds = Math.max(SECONDS.get(prefix) ?? 0, comesLate ? (entry?.maxSeconds ?? 120) : 0);
  const own = OWN_WAYS[prefix];
  if (own !== undefined) return { prefix, seconds, numbered: true, read: own };
  if (spec !== undefined) {
    const { code, success } = spec;
    const read: Read = (fields) => reading(integer(code === 'last' ? fields.at(-1) : fields[code]), success);
    return { prefix, seconds, numbered: code !== 0, read };
  }
  // Every CMQTT command tells its error in a line before ERROR (16.2).
  return seconds > 0 || name.startsWith('+CMQTT') ? { prefix, seconds, numbered: true, read: lastField } : null;
}

/** Outcomes in words, with or without a link number in front (SIM800 8.2, ESP-AT TCP/IP). */
const TEXTS: readonly { readonly text: string; readonly command: string; readonly ok: boolean }[] = [
  { text: 'CONNECT', command: '+CIPSTART', ok: true },
  { text: 'CONNECT OK', command: '+CIPSTART', ok: true },
  { text: 'ALREADY CONNECT', command: '+CIPSTART', ok: true },
  { text: 'CONNECT FAIL', command: '+CIPSTART', ok: false },
  { text: 'SEND OK', command: '+CIPSEND', ok: true },
  { text: 'SEND FAIL', command: '+CIPSEND', ok: false },
];

/** What an outcome in words says to this command; null when it is none, or another link's. */
export function spokenOutcome(line: string, command: string, args: readonly string[]): OutcomeReading | null {
  const match = /^(?:(\d), ?)?([A-Z ]+)$/.exec(line);
  const found = TEXTS.find((entry) => entry.text === match?.[2] && entry.command === command);
  const [, link] = match ?? [];
  if (found === undefined || (link !== undefined && link !== args[0])) return null;
  return { code: found.ok ? 0 : 1, ok: found.ok };
}
