import type { CommandEntry } from '../dictionary/entryTypes.ts';
import { readErrorLine } from '../dictionary/errors/errorLines.ts';
import type { TransactionResult } from './transaction.ts';

/** Numeric result codes (ATV0; manual V1.01, 17.1) in words. */
const NUMERIC: Readonly<Record<string, string>> = {
  '0': 'OK',
  '1': 'CONNECT',
  '2': 'RING',
  '3': 'NO CARRIER',
  '4': 'ERROR',
  '6': 'NO DIALTONE',
  '7': 'BUSY',
  '8': 'NO ANSWER',
};
/** SIM800 and ESP-AT end a command that went well with these. */
const GOOD: ReadonlySet<string> = new Set(['OK', 'SEND OK', 'CLOSE OK', 'SHUT OK']);

/** What a final result line says. */
export function finalResult(line: string, entry: CommandEntry | null): TransactionResult {
  const text = NUMERIC[line] ?? line;
  if (GOOD.has(text)) return { kind: 'ok' };
  if (text === 'ERROR') return { kind: 'error' };
  if (text === 'CONNECT' || (text.startsWith('CONNECT ') && text !== 'CONNECT FAIL')) return { kind: 'connect', text };
  const error = readErrorLine(text, entry);
  if (error?.table === 'cme' || error?.table === 'cms')
    return { kind: error.table, code: error.code, text: error.text };
  return { kind: 'other', text };
}
