import { ok, type Result } from '#shared/base/result.ts';
import { buildCapture } from '#shared/diagnosis/buildCapture.ts';
import { diagnose } from '#shared/diagnosis/diagnose.ts';
import { explainDocument } from '#shared/diagnosis/explainDocument.ts';
import { renderReport } from '#shared/diagnosis/report.ts';
import type { Capture } from '#shared/diagnosis/types.ts';
import type { AtFamily } from '#shared/protocol/at/dictionary/entryTypes.ts';
import { detectFamily } from '#shared/protocol/at/engine/detectFamily.ts';
import { parseCaptureText } from '#shared/protocol/at/parseCaptureText.ts';
import { recordsToRows } from '#shared/protocol/at/recordsToRows.ts';
import type { CaptureSource } from './readCaptureSource.ts';

export interface ExplainCaptureOptions {
  /** `auto`: as the capture's head or its lines say. */
  readonly family: AtFamily | 'auto';
  readonly json: boolean;
  /** Characters to a line. */
  readonly width: number;
  readonly colours: boolean;
}

/** The report on a capture, or its JSON document, ending with a line end. */
export function explainCapture(
  { name, text }: CaptureSource,
  { family, json, width, colours }: ExplainCaptureOptions,
): Result<string, 'bad-line' | 'empty'> {
  const parsed = parseCaptureText(text);
  if (!parsed.ok) return parsed;
  const { records, timed } = parsed.value;
  const wanted = family === 'auto' ? (parsed.value.family ?? 'auto') : family;
  const capture = buildCapture({
    rows: recordsToRows(records),
    links: [],
    family: wanted,
    timed,
    brokerAddresses: [],
  });
  const diagnosis = diagnose(capture);
  if (json) return ok(`${JSON.stringify(explainDocument(capture, diagnosis), null, 2)}\n`);
  const familyBy = wanted === 'auto' ? detectedBy(capture) : family === 'auto' ? 'as its head says' : 'as given';
  return ok(renderReport(capture, diagnosis, { source: name, familyBy, width, colours }));
}

function detectedBy({ serial }: Capture): string {
  const { evidence, sure } = detectFamily(serial);
  const line = serial.find(({ seq }) => seq === evidence)?.text;
  if (line === undefined) return 'assumed; --family says otherwise';
  return `${sure ? 'told' : 'guessed'} from ${line}`;
}
