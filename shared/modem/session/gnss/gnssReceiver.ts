import type { ModemSession } from '../modemSession.ts';
import { nmeaSentences } from './nmea.ts';
import type { Fix } from './positionText.ts';
import { positionAt } from './route.ts';

/** Nothing is known of the satellites; their orbits are, roughly; all is known. `auto`: what it knows by itself. */
export type GnssStart = 'cold' | 'warm' | 'hot' | 'auto';

/** The GNSS receiver beside the modem. */
export interface Gnss {
  readonly power: 'off' | 'on' | 'stopping';
  /** From then on it searches, anew if it was on; a fix comes later. */
  start(kind: GnssStart): void;
  /** `done` is called when it is off. */
  stop(done: () => void): void;
  /** Null while it is off or searches. */
  fix(): Fix | null;
}

/** To the first fix under an open sky, ms. */
const FIX_MS = { cold: 34_000, warm: 25_000, hot: 1800 } as const;
/** As long as the orbits it has received are good for (GPS broadcasts new ones every two hours). */
const HOT_FOR_MS = 2 * 3600_000;
const STOP_MS = 2400;
const NMEA_MS = 1000;

export function createGnss(session: ModemSession): Gnss {
  const { faults, nmea } = session;
  let power: Gnss['power'] = 'off';
  let fixed = false;
  /** When there was a fix last, by the session's clock; null: never, or forgotten by a cold start. */
  let known: number | null = null;
  let cancelFix = (): void => undefined;
  let cancelSpeech = (): void => undefined;

  const fix = (): Fix | null => {
    if (power !== 'on' || !fixed || faults.active('gnss-no-fix') !== null) return null;
    // A satellite comes and goes: the numbers change by the minute, not by the call.
    const minute = Math.floor(session.wall() / 60_000) % 5;
    return {
      ...positionAt(session.wall()),
      time: session.wall(),
      ...{ gps: 7 + (minute % 3), glonass: 4 + (minute % 2), beidou: 3, galileo: 2 },
      ...{ hdop: 0.8 + minute * 0.1, vdop: 1.1 + minute * 0.1 },
    };
  };
  const speak = (): void => {
    if (nmea === undefined) return;
    for (const sentence of nmeaSentences(fix())) nmea(sentence);
    cancelSpeech = session.afterReal(NMEA_MS, speak);
  };
  const ageMs = (): number => (known === null ? Number.POSITIVE_INFINITY : (session.now() - known) / 1000);
  /** A start can be no warmer than what it knows. */
  const startOf = (kind: GnssStart): 'cold' | 'warm' | 'hot' => {
    if (kind === 'cold' || known === null) return 'cold';
    return kind === 'warm' || ageMs() > HOT_FOR_MS ? 'warm' : 'hot';
  };
  return {
    get power() {
      return power;
    },
    start(kind) {
      cancelFix();
      cancelSpeech();
      const ms = FIX_MS[startOf(kind)];
      if (kind === 'cold') known = null;
      power = 'on';
      fixed = false;
      cancelFix = session.after(ms, () => {
        fixed = true;
      });
      cancelSpeech = session.afterReal(NMEA_MS, speak);
    },
    stop(done) {
      if (fix() !== null) known = session.now();
      cancelFix();
      cancelSpeech();
      power = 'stopping';
      session.after(STOP_MS, () => {
        power = 'off';
        done();
      });
    },
    fix,
  };
}
