import type { DecodedField, FieldSpec } from '../../entryTypes.ts';
import { number, readFields, text, withUnit, word } from '../../fields.ts';

/**
 * Degrees of `3113.343286` (ddmm.mmmmmm) or `12121.234064` (dddmm.mmmmmm), south and west negative. Newer firmwares print
 * decimal degrees (`48.5393715`): less than four digits before the point. Null when it is no such number.
 */
export function degreesOf(value: string, hemisphere: string): number | null {
  if (!/^\d{1,5}(\.\d+)?$/.test(value) || !/^[NSEW]$/i.test(hemisphere)) return null;
  const number = Number(value);
  const decimal = /^\d{1,3}(\.|$)/.test(value);
  const minutes = number % 100;
  const degrees = decimal ? number : Math.floor(number / 100) + minutes / 60;
  if (degrees > (/^[NS]$/i.test(hemisphere) ? 90 : 180) || (!decimal && minutes >= 60)) return null;
  return /^[SW]$/i.test(hemisphere) ? -degrees : degrees;
}

/** `250311` and `072809.3` as `2011-03-25 07:28:09.3 UTC`; null when they are no date and time. */
export function gnssTime(date: string, time: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{2})(\d{2})(\d{2})$/.exec(date) ?? [];
  const [, hours = '', minutes = '', seconds = ''] = /^(\d{2})(\d{2})(\d{2}(?:\.\d+)?)$/.exec(time) ?? [];
  if (day === '' || hours === '') return null;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 61) return null;
  return `20${year}-${month}-${day} ${hours}:${minutes}:${seconds} UTC`;
}

/** `31.22239°`: five places are about a metre. */
const degreesText = (degrees: number): string => `${withUnit(degrees.toFixed(5))}°`;

const LATITUDE = text('lat', 'latitude');
const LONGITUDE = text('log', 'longitude');
const NORTH = word('N/S', 'half of the earth', { N: 'north', S: 'south' });
const EAST = word('E/W', 'half of the earth', { E: 'east', W: 'west' });
const DATE = text('date', 'date');
const TIME = text('UTC-time', 'time');

const ALTITUDE = number('alt', 'above sea level', { unit: 'm' });
const SPEED = number('speed', 'speed', {
  words: (raw) => `${withUnit(raw, 'kn')} (${withUnit((Number(raw) * 1.852).toFixed(1), 'km/h')})`,
});
const COURSE = number('course', 'course over ground', { words: (raw) => `${raw}°` });

/** Latitude to course; the same nine fields in every GNSS line. */
export const POSITION_FIELDS: readonly FieldSpec[] = [
  LATITUDE,
  NORTH,
  LONGITUDE,
  EAST,
  DATE,
  TIME,
  ALTITUDE,
  SPEED,
  COURSE,
];

/** The nine fields of a position, degrees as decimal ones and date and time in full. */
export function readPosition(fields: readonly string[]): readonly DecodedField[] {
  const [latitude = '', north = '', longitude = '', east = '', date = '', time = ''] = fields;
  const when = gnssTime(date, time);
  const better: Readonly<Record<string, string | null>> = {
    lat: degreesWords(latitude, north),
    log: degreesWords(longitude, east),
    date: when?.slice(0, 10) ?? null,
    'UTC-time': when?.slice(11) ?? null,
  };
  return readFields(POSITION_FIELDS, fields).map((field): DecodedField => {
    if (field.raw === '' || !Object.hasOwn(better, field.name)) return field;
    const words = better[field.name] ?? null;
    return words === null ? { ...field, severity: 'warning' } : { ...field, text: words };
  });
}

function degreesWords(value: string, hemisphere: string): string | null {
  const degrees = degreesOf(value, hemisphere);
  return degrees === null ? null : degreesText(degrees);
}

/** `31.22239°, 121.35390° at 2011-03-25 07:28:09.3 UTC`, or that there is no fix. */
export function positionSentence(fields: readonly string[]): string {
  const [latitude = '', north = '', longitude = '', east = '', date = '', time = ''] = fields;
  const lat = degreesOf(latitude, north);
  const lon = degreesOf(longitude, east);
  if (lat === null || lon === null) return 'no position yet';
  const when = gnssTime(date, time);
  return `${degreesText(lat)}, ${degreesText(lon)}${when === null ? '' : ` at ${when}`}`;
}
