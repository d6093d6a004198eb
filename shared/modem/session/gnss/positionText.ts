import type { Position } from './route.ts';

/** A position with its time and how good it is. */
export interface Fix extends Position {
  /** Milliseconds since the epoch, UTC. */
  readonly time: number;
  readonly gps: number;
  readonly glonass: number;
  readonly beidou: number;
  readonly galileo: number;
  readonly hdop: number;
  readonly vdop: number;
}

export const pdop = ({ hdop, vdop }: Fix): number => Math.hypot(hdop, vdop);

const KNOTS = 1.943_844;
const two = (number: number): string => String(number).padStart(2, '0');

/** `ddmm.mmmmmm` or `dddmm.mmmmmm`, without sign. */
export function degreesMinutes(degrees: number, digits: 2 | 3, places: number): string {
  const scale = 10 ** places;
  // Rounded before it is split, or 59.9999999 becomes 60 minutes.
  const units = Math.round(Math.abs(degrees) * 60 * scale);
  const whole = Math.floor(units / (60 * scale));
  const minutes = ((units - whole * 60 * scale) / scale).toFixed(places);
  return `${String(whole).padStart(digits, '0')}${minutes.padStart(places + 3, '0')}`;
}

export const northSouth = (latitude: number): string => (latitude < 0 ? 'S' : 'N');
export const eastWest = (longitude: number): string => (longitude < 0 ? 'W' : 'E');

/** `020126` and `030405.0`. */
export function dateAndTime(time: number, places: number): readonly [date: string, time: string] {
  const at = new Date(time);
  const date = `${two(at.getUTCDate())}${two(at.getUTCMonth() + 1)}${two(at.getUTCFullYear() % 100)}`;
  const fraction = places === 0 ? '' : `.${String(at.getUTCMilliseconds()).padStart(3, '0').slice(0, places)}`;
  return [date, `${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}${fraction}`];
}

export const knots = (speed: number): string => (speed * KNOTS).toFixed(1);

/** Latitude to course, as `+CGPSINFO` and `+CGNSSINFO` have them; eight commas without a fix (V3.00 17.2). */
export function positionFields(fix: Fix | null, decimal = false): readonly string[] {
  if (fix === null) return Array(9).fill('');
  const { latitude, longitude, altitude, speed, course, time } = fix;
  const degrees = decimal
    ? [Math.abs(latitude).toFixed(7), Math.abs(longitude).toFixed(7)]
    : [degreesMinutes(latitude, 2, 6), degreesMinutes(longitude, 3, 6)];
  const [lat = '', lon = ''] = degrees;
  const moves = [altitude.toFixed(1), knots(speed), course.toFixed(1)];
  return [lat, northSouth(latitude), lon, eastWest(longitude), ...dateAndTime(time, 1), ...moves];
}
