/** Where something is and how it moves. Degrees, south and west negative; metres; metres a second; degrees from north. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
  readonly speed: number;
  readonly course: number;
}

/** The middle of an invented drive. */
const CENTRE = { latitude: 52.1326, longitude: 5.2913, altitude: 8.5 };
const RADIUS_M = { north: 620, east: 940 };
const LAP_MS = 540_000;
const METRES_A_DEGREE = 111_320;

/** Metres north and east of the centre: laps that do not quite cover each other. */
function offset(ms: number): { readonly north: number; readonly east: number } {
  const angle = (2 * Math.PI * ms) / LAP_MS;
  const wobble = 1 + 0.08 * Math.sin(angle * 3.3);
  return { north: RADIUS_M.north * wobble * Math.sin(angle), east: RADIUS_M.east * wobble * Math.cos(angle) };
}

/** A drive in laps of nine minutes through a few square kilometres, at 30 to 45 km/h: `ms` may be any moment. */
export function positionAt(ms: number): Position {
  const here = offset(ms);
  const next = offset(ms + 500);
  const before = offset(ms - 500);
  const north = next.north - before.north;
  const east = next.east - before.east;
  const course = (Math.atan2(east, north) * 180) / Math.PI;
  const latitude = CENTRE.latitude + here.north / METRES_A_DEGREE;
  return {
    latitude,
    longitude: CENTRE.longitude + here.east / (METRES_A_DEGREE * Math.cos((CENTRE.latitude * Math.PI) / 180)),
    altitude: CENTRE.altitude + 4 * Math.sin((2 * Math.PI * ms) / LAP_MS),
    speed: Math.hypot(north, east),
    course: (course + 360) % 360,
  };
}
