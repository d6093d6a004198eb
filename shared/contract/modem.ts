import { z } from 'zod';
import { AT_FAMILIES } from '../protocol/at/dictionary/entryTypes.ts';
import { command, event } from './define.ts';

const text = z.string();

/** What passive traffic has told of the modem on one link. '' and null: not seen. */
export const modemState = z.object({
  link: z.int().positive(),
  family: z.enum(AT_FAMILIES),
  manufacturer: text,
  model: text,
  /** Firmware revision. */
  revision: text,
  sim: z.enum(['unknown', 'ready', 'locked', 'absent', 'busy', 'failure']),
  operator: text,
  /** `LTE`, `WCDMA`, `GSM` …, with the band: `LTE band 3`. */
  rat: text,
  band: text,
  registration: z.enum([
    'unknown',
    'home',
    'roaming',
    'searching',
    'denied',
    'not-registered',
    'sms-only',
    'emergency',
  ]),
  /** dBm. */
  rssi: z.number().nullable(),
  rsrp: z.number().nullable(),
  /** dB. */
  rsrq: z.number().nullable(),
  sinr: z.number().nullable(),
  ip: text,
  /** Supply voltage, volts. */
  supply: z.number().nullable(),
  /** Microseconds since the session began, of the last row that told something. */
  updatedAt: z.number(),
});
export type ModemState = z.infer<typeof modemState>;

/** One moment of the signal, for the plot. dBm. */
export const signalSample = z.object({
  link: z.int().positive(),
  t: z.number(),
  rssi: z.number().nullable(),
  rsrp: z.number().nullable(),
});
export type SignalSample = z.infer<typeof signalSample>;

/** How many samples the bench keeps per link; the oldest go first. */
export const MAX_SIGNAL_SAMPLES = 2000;

export const modemContract = {
  'modem.get': command(z.object({}), z.object({ modems: z.array(modemState), signal: z.array(signalSample) }), []),
  'modem.changed': event(z.object({ modems: z.array(modemState) })),
  /** New samples since the last such event. */
  'modem.signal': event(z.object({ samples: z.array(signalSample) })),
};
