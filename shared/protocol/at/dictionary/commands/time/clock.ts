/** The clock of a modem as `yy/MM/dd,hh:mm:ss±zz`. */
export interface ModemClock {
  readonly year: number;
  /** `2026-02-11 09:30:00`, local time. */
  readonly local: string;
  /** Minutes east of UTC; null when the modem does not say. */
  readonly offset: number | null;
  /** The clock runs from its start value: nobody has set it since power-up. */
  readonly unset: boolean;
}

const CLOCK = /^(\d{2}|\d{4})\/(\d{2})\/(\d{2}),(\d{2}):(\d{2}):(\d{2})([+-]\d{1,3})?$/;

/** Reads a clock; the zone is in quarters of an hour. Some firmwares print the year with four digits. Null when it is none. */
export function readClock(raw: string): ModemClock | null {
  const [, yy = '', month = '', day = '', hours = '', minutes = '', seconds = '', zone] = CLOCK.exec(raw.trim()) ?? [];
  if (yy === '' || Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const year = yy.length === 4 ? Number(yy) : Number(yy) + (Number(yy) >= 70 ? 1900 : 2000);
  return {
    year,
    local: `${year}-${month}-${day} ${hours}:${minutes}:${seconds}`,
    offset: zone === undefined ? null : Number(zone) * 15,
    // They begin in 1970 or 1980, some with the first day of 2000, 2001 or 2004.
    unset: year < 2000 || (year < 2005 && month === '01' && day === '01'),
  };
}

/** `UTC+8`, `UTC−3:30`, from minutes. */
export function zoneWords(offset: number): string {
  if (offset === 0) return 'UTC';
  const minutes = Math.abs(offset) % 60;
  const hours = Math.floor(Math.abs(offset) / 60);
  return `UTC${offset < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
}

/** A zone in quarters of an hour, `+32`, as `UTC+8`; as it is when it is none. */
export const quarterWords = (raw: string): string => (/^[+-]?\d{1,3}$/.test(raw) ? zoneWords(Number(raw) * 15) : raw);

/** `2026-02-11 09:30:00, UTC+8`; says so when the clock was never set. */
export function clockWords(raw: string): string {
  const clock = readClock(raw);
  if (clock === null) return raw;
  const zone = clock.offset === null ? '' : `, ${zoneWords(clock.offset)}`;
  return `${clock.local}${zone}${clock.unset ? ' (never set)' : ''}`;
}
