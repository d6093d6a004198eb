import { formatDuration } from '../model/formatTime.ts';
import { createDictionary } from '../protocol/at/dictionary/dictionary.ts';
import { FAMILY_NAMES } from '../protocol/at/dictionary/entryTypes.ts';
import { type DialogueEntry, dialogueEntries } from './report/dialogue.ts';
import { createStyle, type Style } from './report/style.ts';
import { wrapBehind, wrapText } from './report/wrapText.ts';
import type { Capture, Diagnosis, Evidence, Finding, FindingSeverity, RungState, Verdict } from './types.ts';

export interface ReportOptions {
  /** Where the capture came from: a file's name, `standard input`. */
  readonly source: string;
  /** How the family is known: `given`, or words such as `detected`. */
  readonly familyBy: string;
  /** Characters to a line. */
  readonly width: number;
  readonly colours: boolean;
}

/** More exchanges than this are shortened in the middle. */
const MOST_EXCHANGES = 400;
const WIDEST = 110;

/** A capture explained for a person: the verdict, the ladder, the findings and the dialogue in words. */
export function renderReport(capture: Capture, diagnosis: Diagnosis, options: ReportOptions): string {
  const page: Page = {
    style: createStyle(options.colours),
    width: Math.min(WIDEST, Math.max(40, options.width)),
    place: placeIn(capture),
  };
  const others = diagnosis.findings.filter((finding) => finding !== diagnosis.verdict.finding);
  const sections = [
    [heading(capture, diagnosis, options, page)],
    verdictLines(diagnosis.verdict, page),
    ladderLines(diagnosis, page),
    others.length === 0 ? [] : [title('Also found', page), ...others.flatMap((each) => findingLines(each, page))],
    dialogueLines(dialogueEntries(capture, createDictionary(diagnosis.family)), page),
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}

interface Page {
  readonly style: Style;
  readonly width: number;
  /** Where a row stands: its time in seconds, or its number where times mean nothing. */
  place(seq: number): string;
}

function placeIn({ rows, timed }: Capture): Page['place'] {
  if (!timed) return (seq) => `row ${seq}`;
  const times = new Map(rows.map(({ seq, t }) => [seq, t]));
  return (seq) => ((times.get(seq) ?? 0) / 1e6).toFixed(3);
}

const title = (text: string, { style }: Page): string => style.bold(text);

function heading({ serial, timed, tEnd }: Capture, { family }: Diagnosis, options: ReportOptions, page: Page): string {
  const rows = `${serial.length} ${serial.length === 1 ? 'row' : 'rows'}`;
  const length = timed ? `${rows} over ${formatDuration(tEnd)}` : `${rows}, without times`;
  return page.style.dim([options.source, `${FAMILY_NAMES[family]} (${options.familyBy})`, length].join(' · '));
}

function verdictLines({ rule, title: said, advice, finding }: Verdict, page: Page): readonly string[] {
  const { style, width } = page;
  const good = rule === 'ok';
  const head = wrapBehind(good ? '✓ ' : '✗ ', said, width).map((line) =>
    style.bold(good ? style.green(line) : style.red(line)),
  );
  const name = good ? [] : [`  ${style.dim(rule)}`];
  return [...head, ...name, ...bodyLines(finding?.detail ?? '', finding?.evidence ?? [], advice, page)];
}

const MARKS: Readonly<Record<FindingSeverity, string>> = { fault: '✗', warning: '!', note: '·' };

function findingLines(finding: Finding, page: Page): readonly string[] {
  const { style, width } = page;
  const tint = { fault: style.red, warning: style.yellow, note: style.cyan }[finding.severity];
  const [first = '', ...more] = wrapBehind('  ', finding.title, width - 2);
  const head = [`${tint(MARKS[finding.severity])}${first.slice(1)}`, ...more].map((line) => style.bold(line));
  const cause = finding.consequenceOf === undefined ? '' : ` – follows from ${finding.consequenceOf}`;
  const name = `  ${style.dim(`${finding.severity} · ${finding.rule}${cause}`)}`;
  return [...head, name, ...bodyLines(finding.detail, finding.evidence, finding.advice, page)];
}

/** Detail, evidence and advice, two columns in. */
function bodyLines(
  detail: string,
  evidence: readonly Evidence[],
  advice: string,
  { style, width, place }: Page,
): readonly string[] {
  return [
    ...(detail === '' ? [] : wrapText(detail, width - 2).map((line) => `  ${line}`)),
    ...evidence.flatMap(({ seq, text }) =>
      wrapBehind(`  ${place(seq).padStart(9)}  `, text, width).map((line) => style.dim(line)),
    ),
    ...(advice === '' ? [] : wrapBehind('  → ', advice, width).map((line) => style.cyan(line))),
  ];
}

const RUNG_MARKS: Readonly<Record<RungState, string>> = {
  ok: '✓',
  failed: '✗',
  trying: '…',
  skipped: '–',
  unknown: '·',
};

function ladderLines({ ladder }: Diagnosis, { style, width }: Page): readonly string[] {
  const tint = (state: RungState): ((text: string) => string) =>
    ({ ok: style.green, failed: style.red, trying: style.yellow, skipped: style.dim, unknown: style.dim })[state];
  const lines: string[] = [];
  let line = '';
  let length = 0;
  for (const { rung, state } of ladder) {
    const text = `${rung} ${RUNG_MARKS[state]}`;
    if (length > 0 && length + 2 + text.length > width) {
      lines.push(line);
      [line, length] = ['', 0];
    }
    line += `${length > 0 ? '  ' : ''}${tint(state)(text)}`;
    length += (length > 0 ? 2 : 0) + text.length;
  }
  return [...lines, line];
}

const ENTRY_MARKS: Readonly<Record<DialogueEntry['mark'], string>> = { good: '✓', bad: '✗', open: '…', report: '←' };

function dialogueLines(entries: readonly DialogueEntry[], page: Page): readonly string[] {
  if (entries.length === 0) return [];
  const over = entries.length - MOST_EXCHANGES;
  const half = MOST_EXCHANGES / 2;
  const shown = over > 0 ? [...entries.slice(0, half), ...entries.slice(-half)] : entries;
  const column = columnWidth(shown, page.width);
  const lines = shown.map((entry) => entryLines(entry, column, page).join('\n'));
  if (over > 0) lines.splice(half, 0, page.style.dim(`  … ${over} more; --json has them all`));
  return [title('The dialogue', page), ...lines];
}

/** Mark, place and gaps before what was said. */
const PLACE_WIDTH = 13;

/** What was said gets up to two fifths of a line; what is longer stands on a line of its own. */
function columnWidth(entries: readonly DialogueEntry[], width: number): number {
  const most = Math.floor((width - PLACE_WIDTH) * 0.4);
  return Math.max(8, ...entries.map((entry) => saidText(entry).length).filter((length) => length <= most));
}

const saidText = ({ said, times }: DialogueEntry): string => (times > 1 ? `${said} ×${times}` : said);

function entryLines(entry: DialogueEntry, column: number, { style, width, place }: Page): readonly string[] {
  const { seq, mark, words } = entry;
  const tint = { good: style.green, bad: style.red, open: style.yellow, report: style.cyan }[mark];
  const head = `${tint(ENTRY_MARKS[mark])} ${style.dim(place(seq).padStart(9))}  `;
  const said = wrapText(saidText(entry), width - PLACE_WIDTH);
  const meant = words === '' ? [] : wrapText(words, width - PLACE_WIDTH - column - 2);
  const gap = ' '.repeat(PLACE_WIDTH);
  const [first = '', ...moreSaid] = said;
  const beside = moreSaid.length === 0 && first.length <= column ? meant[0] : undefined;
  const below = beside === undefined ? meant : meant.slice(1);
  return [
    beside === undefined ? `${head}${first}` : `${head}${first.padEnd(column)}  ${style.dim(beside)}`,
    ...moreSaid.map((line) => `${gap}${line}`),
    ...below.map((line) => `${gap}${' '.repeat(column + 2)}${style.dim(line)}`),
  ];
}
