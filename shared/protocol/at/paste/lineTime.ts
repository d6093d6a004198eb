/** A time stamp at the beginning of a line. */
export interface LineTime {
  /** Microseconds from an origin that all lines with stamps of this kind share. */
  readonly t: number;
  /** Characters of the line it takes, what parts it from the text included. */
  readonly length: number;
  /** The line could begin so without being stamped: only believed when most lines do. */
  readonly vague: boolean;
  /** The part of a program that logged it, where it names itself. */
  readonly tag?: string;
}

const DAY = 86_400;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const CLOCK = String.raw`(?<h>\d{1,2}):(?<m>\d{2}):(?<s>\d{2})(?:[.,:](?<f>\d{1,6})(?:,\d{3})?)?(?: ?(?<half>[AP]M))?`;
const YMD = String.raw`(?<y>\d{4})[-/.](?<mon>\d{1,2})[-/.](?<d>\d{1,2})`;
const DMY = String.raw`(?<d>\d{1,2})[-/.](?<mon>\d{1,2})[-/.](?<y>\d{4})`;
const WORDS = String.raw`(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(?<month>[A-Z][a-z]{2}) +(?<d>\d{1,2})`;
const ZONE = String.raw`(?:Z| ?[+-]\d{2}:?\d{2}| \d{4})?`;

/** `[12:30:01.123]`, `2025-03-01T12:30:01Z`, `01/03/2025 12:30:01.123`, `[Sat Mar 01 12:30:01.123 2025]`, `Mar  1 12:30:01`. */
const STAMPS: readonly RegExp[] = [YMD, DMY, WORDS, null].map((date) => {
  const day = date === null ? '' : `${date}[T ,_]\\s?`;
  return new RegExp(`^[\\[({]?\\s?${day}${CLOCK}${ZONE}[\\])}]?(?![\\d.]|:\\d)[:,;|]?\\s*`);
});
/** Kernel style, `[   12.345678]`. */
const UPTIME = /^\[\s*(\d{1,10})\.(\d{1,6})\]\s*/;
/** ESP-IDF, `I (12345) tag: `. */
const IDF = /^[VDIWE] \((\d{1,10})\) ([\w.:-]{1,40}?): ?/;
/** Milliseconds in brackets or before a mark, or seconds with a fraction and a space. */
const TICKS = /^(?:[[(](\d{3,10})(?: ?ms)?[\])]:?\s+|(\d{1,10})(?: ?ms)?:?\s+(?=[<>[(]|-->?|<--?|[TR]X\b))/;
const SECONDS = /^\+?(\d{1,9})\.(\d{1,6})(?: ?s)?[:,;|]?\s+(?=\S)/;

const micros = (fraction: string | undefined): number => Number((fraction ?? '').padEnd(6, '0').slice(0, 6));

/** The time stamp a line begins with; null when there is none. */
export function lineTime(line: string): LineTime | null {
  for (const stamp of STAMPS) {
    const match = stamp.exec(line);
    if (match !== null) return { t: clockMicros(match.groups ?? {}), length: match[0].length, vague: false };
  }
  const uptime = UPTIME.exec(line);
  if (uptime !== null) return { ...counted(uptime, Number(uptime[1]) * 1e6 + micros(uptime[2])), vague: false };
  const idf = IDF.exec(line);
  if (idf !== null) return { ...counted(idf, Number(idf[1]) * 1000), vague: false, tag: idf[2] ?? '' };
  const ticks = TICKS.exec(line);
  if (ticks !== null) return { ...counted(ticks, Number(ticks[1] ?? ticks[2]) * 1000), vague: true };
  const seconds = SECONDS.exec(line);
  if (seconds !== null) return { ...counted(seconds, Number(seconds[1]) * 1e6 + micros(seconds[2])), vague: true };
  return null;
}

const counted = (match: RegExpExecArray, t: number): { readonly t: number; readonly length: number } => ({
  t,
  length: match[0].length,
});

function clockMicros({ h, m, s, f, half, y, mon, month, d }: Record<string, string | undefined>): number {
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half === 'PM' ? 12 : 0);
  const monthNumber = month === undefined ? Number(mon ?? 1) : MONTHS.indexOf(month.toLowerCase()) + 1;
  // Days that grow with the date are all that is needed of a calendar.
  const days = d === undefined ? 0 : Date.UTC(Number(y ?? 2000), monthNumber - 1, Number(d)) / (DAY * 1000);
  return (days * DAY + hour * 3600 + Number(m) * 60 + Number(s)) * 1e6 + micros(f);
}
