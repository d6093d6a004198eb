import { SIMCOM } from '../entryBuilders.ts';
import type { FieldSpec, LineSpec, UrcEntry } from '../entryTypes.ts';

type Given = Omit<UrcEntry, 'families' | 'severity' | 'line'> &
  Partial<Pick<UrcEntry, 'families' | 'severity'>> & {
    readonly fields?: readonly FieldSpec[];
    /** In place of `fields`. */
    readonly line?: LineSpec;
    readonly sentence?: LineSpec['sentence'];
    readonly decode?: LineSpec['decode'];
  };

/** A report with what most have: both SIMCom families, worth a note, a line that begins with its name. */
export function urc({ fields = [], line, sentence, decode, ...entry }: Given): UrcEntry {
  const own: LineSpec = {
    prefix: entry.name,
    fields,
    ...(sentence === undefined ? {} : { sentence }),
    ...(decode === undefined ? {} : { decode }),
  };
  return { families: SIMCOM, severity: 'note', ...entry, line: line ?? own };
}
