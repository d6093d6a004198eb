import type { CommandEntry, ErrorTable } from '../entryTypes.ts';
import { CME_ALIASES, FTP_ERRORS, MMS_ERRORS } from './cme.ts';
import { ERROR_CODES } from './errorTables.ts';
import type { ErrorCodes, ErrorMeaning } from './errorTypes.ts';
import { IP_ERROR_WORDS } from './tcpip.ts';

/**
 * What a code means. Of +CME ERROR the numbers 170-192 and 201-214 are MMS and FTP errors in the SIMCom manuals and
 * packet-domain causes in 3GPP TS 27.007: the group of the command that failed decides.
 */
export function describeError(table: ErrorTable, code: number, entry: CommandEntry | null = null): ErrorMeaning {
  const found = codesFor(table, code, entry)?.[code];
  if (found === undefined) return { text: `code ${code}, in no manual we know`, usualCause: null };
  return { text: found[0], usualCause: found[1] ?? null };
}

/** The code of a text a modem answers after AT+CMEE=2, in whatever case; null when it is in no manual. */
export function errorCodeOf(table: ErrorTable, text: string, entry: CommandEntry | null = null): number | null {
  const wanted = folded(text);
  const own = entry === null ? null : groupCodes(table, entry);
  const found = own === null ? null : codeIn(own, wanted);
  if (found !== null) return found;
  const others = OTHER_WORDS[table];
  if (others !== undefined && Object.hasOwn(others, wanted)) return others[wanted] ?? null;
  return codeIn(ERROR_CODES[table], wanted);
}

/** What firmwares print in place of the texts of the tables. */
const OTHER_WORDS: Readonly<Partial<Record<ErrorTable, Readonly<Record<string, number>>>>> = {
  cme: CME_ALIASES,
  'ip-error': IP_ERROR_WORDS,
};

const codesFor = (table: ErrorTable, code: number, entry: CommandEntry | null): ErrorCodes | undefined => {
  const own = entry === null ? null : groupCodes(table, entry);
  return own !== null && Object.hasOwn(own, code) ? own : ERROR_CODES[table];
};

function groupCodes(table: ErrorTable, { group }: CommandEntry): ErrorCodes | null {
  if (table !== 'cme') return null;
  return group === 'file' ? FTP_ERRORS : group === 'sms' ? MMS_ERRORS : null;
}

function codeIn(codes: ErrorCodes, wanted: string): number | null {
  const found = Object.entries(codes).find(([, [text]]) => folded(text) === wanted);
  return found === undefined ? null : Number(found[0]);
}

const folded = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
