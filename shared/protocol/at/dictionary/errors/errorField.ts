import type { ErrorTable, FieldSpec } from '../entryTypes.ts';
import { describeError } from './describeError.ts';

/** The result code of a command, read with its table; 0 is success in all of them. */
export const errorField = (table: ErrorTable, name = 'err'): FieldSpec => ({
  name,
  meaning: 'result, 0 = success',
  type: 'integer',
  words: (raw) => (/^\d{1,9}$/.test(raw) ? describeError(table, Number(raw)).text : raw),
  judge: (raw) => (raw === '0' ? 'ok' : 'error'),
});
