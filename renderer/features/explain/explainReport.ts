import { explainText } from '#shared/diagnosis/explainText.ts';
import { renderReport } from '#shared/diagnosis/report.ts';

/** Characters to a line: what fits beside the text in a small window. */
const WIDTH = 72;
/** Characters that are read at most; a longer log is for the command line. */
const MOST = 2_000_000;

/** The report on a pasted capture, or why there is none. */
export function explainReport(text: string): string {
  if (text.trim() === '') return 'The explanation appears here.';
  if (text.length > MOST) return 'This is more than the window explains at once: use "modemscope explain FILE".';
  const explained = explainText(text, 'auto');
  if (!explained.ok) return explained.error.message;
  const { capture, diagnosis, familyBy } = explained.value;
  return renderReport(capture, diagnosis, { source: 'Pasted text', familyBy, width: WIDTH, colours: false });
}
