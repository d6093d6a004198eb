import { ok, type Result } from '../base/result.ts';
import type { AtFamily } from '../protocol/at/dictionary/entryTypes.ts';
import { detectFamily } from '../protocol/at/engine/detectFamily.ts';
import { parseCaptureText } from '../protocol/at/parseCaptureText.ts';
import { recordsToRows } from '../protocol/at/recordsToRows.ts';
import { buildCapture } from './buildCapture.ts';
import { diagnose } from './diagnose.ts';
import type { Capture, Diagnosis } from './types.ts';

export interface ExplainedText {
  readonly capture: Capture;
  readonly diagnosis: Diagnosis;
  /** How the family is known, in words. */
  readonly familyBy: string;
}

/** Reads an .atlog capture or text copied from any terminal and judges it. `auto`: the family its head or its lines say. */
export function explainText(text: string, family: AtFamily | 'auto'): Result<ExplainedText, 'bad-line' | 'empty'> {
  const parsed = parseCaptureText(text);
  if (!parsed.ok) return parsed;
  const { records, timed } = parsed.value;
  const wanted = family === 'auto' ? (parsed.value.family ?? 'auto') : family;
  const capture = buildCapture({ rows: recordsToRows(records), links: [], family: wanted, timed, brokerAddresses: [] });
  const familyBy = wanted === 'auto' ? detectedBy(capture) : family === 'auto' ? 'as its head says' : 'as given';
  return ok({ capture, diagnosis: diagnose(capture), familyBy });
}

function detectedBy({ serial }: Capture): string {
  const { evidence, sure } = detectFamily(serial);
  const line = serial.find(({ seq }) => seq === evidence)?.text;
  if (line === undefined) return 'assumed; it can be set by hand';
  return `${sure ? 'told' : 'guessed'} from ${line}`;
}
