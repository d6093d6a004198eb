import type { ErrorTable, LineSpec, OutcomeSpec } from './entryTypes.ts';
import { describeError } from './errors/describeError.ts';
import { MQTT_IN_WORDS } from './errors/mqtt.ts';

type Order = OutcomeSpec['order'];

/** `OK` says "accepted", the outcome comes when it is known. */
export const AFTER_OK: Order = { sim7600: 'after-ok', a76xx: 'after-ok' };
/** The manual allows both, and firmwares differ. */
export const EITHER: Order = { sim7600: 'either', a76xx: 'either' };
/** Seen on hardware: the older family tells the outcome first, the newer one says `OK` first. */
export const OUTCOME_FIRST_ON_SIM7600: Order = { sim7600: 'before-ok', a76xx: 'after-ok' };

/** The outcome in the last field of a line named like the command, 0 = success. */
export const outcome = (prefix: string, errors: ErrorTable, order: Order): OutcomeSpec => ({
  prefix,
  code: 'last',
  success: 0,
  errors,
  order,
});

/** What a result code other than 0 says, in a few words. */
export function failureWords(table: ErrorTable, raw: string): string {
  if (raw === '') return 'no result given';
  if (!/^-?\d{1,9}$/.test(raw)) return `result ${raw}`;
  const code = Number(raw);
  return (table === 'mqtt' ? MQTT_IN_WORDS[code] : undefined) ?? describeError(table, code).text;
}

/** `+CMQTTSTART: 0` as `MQTT service: started`. */
export const serviceOutcome =
  (subject: string, done: string, table: ErrorTable): NonNullable<LineSpec['sentence']> =>
  ([code = '']) =>
    `${subject}: ${code === '0' ? done : failureWords(table, code)}`;

/** `+CMQTTCONNECT: 0,3` as `client 0: the TCP connection to the broker failed`. */
export const indexedOutcome =
  (subject: string, done: string, table: ErrorTable): NonNullable<LineSpec['sentence']> =>
  ([index = '', code = '']) =>
    `${subject} ${index}: ${code === '0' ? done : failureWords(table, code)}`;
