import { readClock } from '../../protocol/at/dictionary/commands/time/clock.ts';
import type { ModemSession } from './modemSession.ts';
import type { Registration } from './registration.ts';

/** The clock of the modem: it runs from 1980 until somebody sets it. */
export interface ModemClock {
  /** Milliseconds since the epoch, UTC, as the modem believes. */
  now(): number;
  /** Zone in quarters of an hour. */
  readonly zone: number;
  /** `26/01/02,03:04:05+04`: local time. */
  text(): string;
  /** Sets it, UTC; the zone stays when none is given. */
  set(utcMs: number, zone?: number): void;
  /** Sets it as AT+CCLK has it; false when the text is no time. */
  setText(text: string): boolean;
  /** AT+CTZR. */
  zoneReports: boolean;
}

/** 1980-01-06, where the time of GPS begins. */
const BEGINNING = Date.UTC(1980, 0, 6);
const QUARTER_MS = 15 * 60_000;
/** From registration until the network tells the time. */
const NITZ_MS = 700;

export function createModemClock(session: ModemSession, registration: Registration): ModemClock {
  const { store, settings, wall } = session;
  /** What the modem believes, less the true time. */
  let offset = BEGINNING - wall();
  let zone = 0;
  let wasRegistered = false;

  const text = (): string => {
    const [date = '', time = ''] = new Date(wall() + offset + zone * QUARTER_MS).toISOString().split('T');
    const sign = zone < 0 ? '-' : '+';
    return `${date.slice(2).replaceAll('-', '/')},${time.slice(0, 8)}${sign}${String(Math.abs(zone)).padStart(2, '0')}`;
  };
  const set = (utcMs: number, newZone = zone): void => {
    offset = utcMs - wall();
    zone = newZone;
  };
  const clock: ModemClock = {
    now: () => wall() + offset,
    get zone() {
      return zone;
    },
    text,
    set,
    setText(typed) {
      const read = readClock(typed);
      if (read === null || typed.length < 17) return false;
      const minutes = read.offset ?? zone * 15;
      const iso = `${read.local.replace(' ', 'T')}.000Z`;
      const local = Date.parse(iso);
      // The 31st of February is read as a day of March.
      if (Number.isNaN(local) || new Date(local).toISOString() !== iso) return false;
      set(local - minutes * 60_000, minutes / 15);
      return true;
    },
    zoneReports: false,
  };
  registration.onChange(() => {
    const registered = registration.service !== 'none';
    if (registered === wasRegistered) return;
    wasRegistered = registered;
    if (!registered) return;
    session.after(NITZ_MS, () => {
      if (!store.timeUpdate || registration.service === 'none') return;
      set(wall(), settings.network.zone);
      if (clock.zoneReports) session.urc(`+CTZV: ${text().slice(17)},"${text().slice(0, 17)}"`);
    });
  });
  return clock;
}
