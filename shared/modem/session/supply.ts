import type { ModemSession } from './modemSession.ts';

/** Limits of AT+CVALARM or AT+CPMVT, mV (V3.00 19.2.1, 19.2.7). */
export interface VoltageLimits {
  readonly enabled: boolean;
  readonly low: number;
  readonly high: number;
}

/** The supply voltage, what watches it and what breaks it down. */
export interface Supply {
  /** Volts, between the bursts. */
  readonly volts: number;
  /** AT+CVALARM: warnings. */
  alarm: VoltageLimits;
  /** AT+CPMVT: goes off out of these limits. */
  shutdown: VoltageLimits;
  /** Degrees Celsius in the module. */
  readonly temperature: number;
  /**
   * A transmission begins: the current bursts of the radio. Called for everything that goes out over the air; what goes through
   * `Bearer.network` is counted there already.
   */
  transmits(): void;
}

const NOMINAL_V = 3.82;
/** Below every limit that can be set. */
const LOW_V = 3.15;
const WARN_MS = 10_000;
const TEMPERATURE = 31;

export function createSupply(session: ModemSession): Supply {
  const { faults, power, random, urc } = session;
  const volts = (): number => (faults.active('under-voltage') === null ? NOMINAL_V : LOW_V) + (random() - 0.5) * 0.02;
  const outside = ({ enabled, low, high }: VoltageLimits): boolean =>
    enabled && (volts() * 1000 < low || volts() * 1000 > high);
  let stop = (): void => undefined;

  const supply: Supply = {
    get volts() {
      return volts();
    },
    alarm: { enabled: true, low: 3300, high: 4300 },
    shutdown: session.store.voltageShutdown,
    get temperature() {
      return Math.round(TEMPERATURE + random() * 2);
    },
    transmits() {
      if (faults.strike('brownout-on-transmit') !== null) power('restart', 'sudden');
    },
  };
  const watch = (): void => {
    stop();
    if (faults.active('under-voltage') === null) return;
    if (outside(supply.shutdown)) {
      urc('UNDER-VOLTAGE WARNNING POWER DOWN');
      power('off');
      return;
    }
    if (outside(supply.alarm)) urc('UNDER-VOLTAGE WARNNING');
    stop = session.afterReal(WARN_MS, watch);
  };
  faults.on('under-voltage', watch);
  // After the banner: the UART says nothing before.
  session.after(session.profile.cardMs, watch);
  faults.on('restart', () => power('restart', 'sudden'));
  return supply;
}
