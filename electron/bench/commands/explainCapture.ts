import { ok, type Result } from '#shared/base/result.ts';
import { explainDocument } from '#shared/diagnosis/explainDocument.ts';
import { explainText } from '#shared/diagnosis/explainText.ts';
import { renderReport } from '#shared/diagnosis/report.ts';
import type { AtFamily } from '#shared/protocol/at/dictionary/entryTypes.ts';
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
  const explained = explainText(text, family);
  if (!explained.ok) return explained;
  const { capture, diagnosis, familyBy } = explained.value;
  if (json) return ok(`${JSON.stringify(explainDocument(capture, diagnosis), null, 2)}\n`);
  return ok(renderReport(capture, diagnosis, { source: name, familyBy, width, colours }));
}
