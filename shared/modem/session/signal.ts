import type { ModemSession } from './modemSession.ts';
import type { Registration } from './registration.ts';

/** What the radio receives. All in dBm or dB. */
export interface Signal {
  readonly rssi: number;
  readonly rsrp: number;
  readonly rsrq: number;
  readonly sinr: number;
  /** `<rssi>` of AT+CSQ (V3.00 3.2.8): 0 to 31; 99, not known, until a cell is found. */
  readonly csq: number;
}

/** How often it moves on, µs, and by how much at most, dB. */
const STEP_US = 2_000_000;
const STEP_DB = 1.5;
/** How far it goes from its middle, dB, and how strongly it is drawn back to it. */
const SPREAD_DB = 5;
const PULL = 0.12;
/** A signal at the edge. */
const WEAK_RSSI = -105;
/** Steps looked at after a long silence: beyond them the past no longer matters. */
const MAX_STEPS = 50;

/** A signal that wanders about its middle, seen whenever it is asked for. */
export function createSignal({ settings, faults, random, now }: ModemSession, registration: Registration): Signal {
  let away = 0;
  let quality = 0;
  let seen = now();

  const step = (value: number, most: number): number => {
    const moved = value * (1 - PULL) + (random() * 2 - 1) * STEP_DB;
    return Math.max(-most, Math.min(most, moved));
  };
  const move = (): void => {
    const due = Math.floor((now() - seen) / STEP_US);
    seen += due * STEP_US;
    for (let i = 0; i < Math.min(due, MAX_STEPS); i += 1) {
      away = step(away, SPREAD_DB);
      quality = step(quality, 3);
    }
  };
  const weak = (): boolean => faults.active('weak-signal') !== null;
  const rssi = (): number => {
    move();
    // A weak one stays weak: half the way up would be a usable signal.
    return weak() ? WEAK_RSSI + away / 4 : settings.network.rssi + away;
  };
  const known = (): boolean => registration.rat !== null || registration.denied;
  return {
    get rssi() {
      return Math.round(rssi());
    },
    get rsrp() {
      // 20 MHz hold 1200 subcarriers: about 30 dB below the whole, less the part that is not this cell.
      return round1(rssi() - 28);
    },
    get rsrq() {
      move();
      return round1((weak() ? -17 : -9.5) + quality / 2);
    },
    get sinr() {
      move();
      return round1((weak() ? -2 : 12) + quality);
    },
    get csq() {
      return known() ? Math.max(0, Math.min(31, Math.round((rssi() + 113) / 2))) : 99;
    },
  };
}

const round1 = (value: number): number => Math.round(value * 10) / 10;
