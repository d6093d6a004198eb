import { dateAndTime, degreesMinutes, eastWest, type Fix, knots, northSouth, pdop } from './positionText.ts';

/** A sentence with its checksum, without line end (NMEA 0183). */
export function nmeaSentence(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) sum ^= body.charCodeAt(i);
  return `$${body}*${sum.toString(16).padStart(2, '0').toUpperCase()}`;
}

/** What the GNSS port says in a second: position, satellites used, motion. */
export function nmeaSentences(fix: Fix | null): readonly string[] {
  if (fix === null)
    return ['GPGGA,,,,,,0,,,,,,,,', 'GPGSA,A,1,,,,,,,,,,,,,,,', 'GPVTG,,T,,M,,N,,K,N', 'GPRMC,,V,,,,,,,,,,N'].map(
      nmeaSentence,
    );
  const [date, time] = dateAndTime(fix.time, 2);
  const where = [
    ...[degreesMinutes(fix.latitude, 2, 6), northSouth(fix.latitude)],
    ...[degreesMinutes(fix.longitude, 3, 6), eastWest(fix.longitude)],
  ].join(',');
  const used = String(Math.min(12, fix.gps)).padStart(2, '0');
  const satellites = Array.from({ length: 12 }, (_, i) => (i < fix.gps ? String(2 + 2 * i).padStart(2, '0') : ''));
  const kmh = (fix.speed * 3.6).toFixed(1);
  return [
    `GPGGA,${time},${where},1,${used},${fix.hdop.toFixed(1)},${fix.altitude.toFixed(1)},M,47.0,M,,`,
    `GPGSA,A,3,${satellites.join(',')},${pdop(fix).toFixed(1)},${fix.hdop.toFixed(1)},${fix.vdop.toFixed(1)}`,
    `GPVTG,${fix.course.toFixed(1)},T,,M,${knots(fix.speed)},N,${kmh},K,A`,
    `GPRMC,${time},A,${where},${knots(fix.speed)},${fix.course.toFixed(1)},${date},,,A`,
  ].map(nmeaSentence);
}
