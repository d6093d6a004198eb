import { behindPrefix, hasPrefix } from '../answerLine.ts';
import type { CommandEntry, ErrorTable } from '../entryTypes.ts';
import { describeError, errorCodeOf } from './describeError.ts';

/** Lines that carry nothing but an error of a table, as a number or in words. */
const ERROR_LINES: readonly { readonly prefix: string; readonly table: ErrorTable }[] = [
  { prefix: '+CME ERROR', table: 'cme' },
  { prefix: '+CMS ERROR', table: 'cms' },
  { prefix: '+IP ERROR', table: 'ip-error' },
  { prefix: '+CIPERROR', table: 'tcpip' },
  { prefix: 'ERR CODE', table: 'esp-at' },
];

export interface ErrorLine {
  readonly prefix: string;
  readonly table: ErrorTable;
  /** null: words that are in no table. */
  readonly code: number | null;
  /** In words, as the modem said it or as the table does. */
  readonly text: string;
  readonly usualCause: string | null;
}

/** Reads `+CME ERROR: 10` and `+CME ERROR: SIM not inserted` alike; null when the line is not of this kind. */
export function readErrorLine(line: string, entry: CommandEntry | null = null): ErrorLine | null {
  const kind = ERROR_LINES.find(({ prefix }) => hasPrefix(line, prefix));
  if (kind === undefined) return null;
  const said = behindPrefix(line, kind.prefix);
  const number = numberOf(said);
  const code = number ?? errorCodeOf(kind.table, said, entry);
  if (code === null) return { ...kind, code, text: said, usualCause: null };
  const { text, usualCause } = describeError(kind.table, code, entry);
  return { ...kind, code, text: number === null ? said : text, usualCause };
}

/** `10`, `0x00006001`; of the general ESP-AT codes (`0x01050002`) without the detail in the lower 16 bits. */
function numberOf(said: string): number | null {
  if (/^-?\d{1,9}$/.test(said)) return Number(said);
  if (!/^0x[0-9a-f]{1,8}$/i.test(said)) return null;
  const code = Number(said);
  return code >= 0x01000000 ? code - (code % 0x10000) : code;
}
