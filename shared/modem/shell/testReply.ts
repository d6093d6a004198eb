import type { CommandEntry, FieldSpec } from '../../protocol/at/dictionary/entryTypes.ts';
import { answer, ERROR, OK, type Reply } from '../reply.ts';

/** The answer of `AT+X=?` from what the dictionary knows of its write form: `+CMEE: (0-2)`. */
export function testReply(entry: CommandEntry | undefined): Reply {
  if (entry === undefined || !entry.forms.some(({ form }) => form === 'test')) return ERROR;
  const parameters = entry.forms.find(({ form }) => form === 'write')?.parameters ?? [];
  if (parameters.length === 0) return OK;
  return answer(`${entry.name}: ${parameters.map(allowed).join(',')}`);
}

/** What a parameter may be, in the manner of 3GPP TS 27.007: `(0-2,5)`, `("IP","IPV6")`; `()` for free text. */
function allowed({ type, range, values }: FieldSpec): string {
  if (range !== undefined)
    return `(${range.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')})`;
  const keys = Object.keys(values ?? {});
  return `(${type === 'string' ? keys.map((key) => `"${key}"`).join(',') : stretches(keys)})`;
}

/** `0,1,2,5` → `0-2,5` */
function stretches(keys: readonly string[]): string {
  const ranges: { from: string; to: string }[] = [];
  for (const key of keys) {
    const last = ranges.at(-1);
    if (last !== undefined && Number(key) === Number(last.to) + 1) last.to = key;
    else ranges.push({ from: key, to: key });
  }
  return ranges.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(',');
}
