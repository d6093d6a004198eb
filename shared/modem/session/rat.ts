import type { ModemSettings } from '../modemSettings.ts';

/** Radio access technology. */
export type Rat = ModemSettings['network']['rat'];

/** AT+CNMP (V3.00 4.2.11): what each preference leaves. CDMA and TD-SCDMA are not built here: such a preference finds nothing. */
const ALLOWED: Readonly<Record<number, readonly Rat[]>> = {
  2: ['LTE', 'WCDMA', 'GSM'],
  13: ['GSM'],
  14: ['WCDMA'],
  19: ['WCDMA', 'GSM'],
  38: ['LTE'],
  39: ['LTE', 'WCDMA', 'GSM'],
  48: ['WCDMA', 'GSM'],
  51: ['LTE', 'GSM'],
  54: ['LTE', 'WCDMA'],
  60: ['GSM'],
  63: ['WCDMA', 'GSM'],
  67: ['WCDMA', 'GSM'],
};

/** The technology in use: that of the network where the preference allows it, else the best of what it allows. Null: none. */
export function ratFor(preference: number, network: Rat): Rat | null {
  const allowed = ALLOWED[preference] ?? [];
  return allowed.includes(network) ? network : (allowed[0] ?? null);
}

/** `<AcT>` of AT+COPS and AT+CEREG (3GPP TS 27.007 7.2). */
export const RAT_ACT: Readonly<Record<Rat, number>> = { GSM: 0, WCDMA: 2, LTE: 7 };
