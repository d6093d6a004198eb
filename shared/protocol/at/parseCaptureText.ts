import { err, ok, type Result } from '../../base/result.ts';
import { type AtlogRecord, parseAtlog } from '../../model/atlog.ts';
import { AT_FAMILIES, type AtFamily } from './dictionary/entryTypes.ts';
import { parsePastedText } from './pastedText.ts';

/** What the head of an example capture says must be found in it. */
export interface CaptureExpectations {
  readonly verdict: string | null;
  readonly also: readonly string[];
  readonly not: readonly string[];
}

export interface CaptureText {
  readonly records: readonly AtlogRecord[];
  /** False: the times only keep the order. */
  readonly timed: boolean;
  /** From a comment `# family: sim7600`. */
  readonly family: AtFamily | null;
  /** From comments `# verdict:`, `# also:` and `# not:`; null when there are none. */
  readonly expectations: CaptureExpectations | null;
}

/** A record line of an .atlog. */
const RECORD = /^\s*\d{1,10}(?:\.\d+)?[ \t]+(?:TX|RX)(?:[ \t]|$)/i;

/**
 * Reads a capture: an .atlog, known by its first line that is no comment, or text pasted from any terminal. `bad-line`
 * names the line of an .atlog that cannot be read, `empty` a text in which nobody says anything.
 */
export function parseCaptureText(text: string): Result<CaptureText, 'bad-line' | 'empty'> {
  const head = readHead(text);
  const first = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '' && !line.startsWith('#'));
  if (first !== undefined && RECORD.test(first.replace(/^\uFEFF/, ''))) {
    const atlog = parseAtlog(text);
    return atlog.ok ? ok({ records: atlog.value.records, timed: true, ...head }) : atlog;
  }
  const pasted = parsePastedText(text);
  if (pasted.records.length === 0) {
    return err(
      'empty',
      'There is no AT traffic in this text. Give an .atlog capture, or lines copied from a terminal.',
    );
  }
  return ok({ ...pasted, ...head });
}

function readHead(text: string): Pick<CaptureText, 'family' | 'expectations'> {
  const values = (key: string): readonly string[] =>
    [...text.matchAll(new RegExp(`^\\uFEFF?#[ \\t]*${key}:[ \\t]*(\\S+)`, 'gim'))].map(([, value = '']) => value);
  const named = values('family')[0];
  const expectations = { verdict: values('verdict')[0] ?? null, also: values('also'), not: values('not') };
  const any = expectations.verdict !== null || expectations.also.length + expectations.not.length > 0;
  return { family: AT_FAMILIES.find((family) => family === named) ?? null, expectations: any ? expectations : null };
}
