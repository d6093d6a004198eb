import { choice } from '../fields.ts';

/** `<AcT>` of the registration commands (TS 27.007 7.2). */
export const ACCESS_TECHNOLOGIES: Readonly<Record<string, string>> = {
  0: 'GSM',
  1: 'GSM compact',
  2: 'UMTS',
  3: 'EDGE',
  4: 'HSDPA',
  5: 'HSUPA',
  6: 'HSPA',
  7: 'LTE',
  8: 'EC-GSM-IoT',
  9: 'NB-IoT',
};

export const ACT = choice('AcT', 'radio technology', ACCESS_TECHNOLOGIES);

/** The same of AT+COPS, where 8 is SIMCom's own (V3.00 4.2.2). */
export const OPERATOR_ACT = choice('AcT', 'radio technology', { ...ACCESS_TECHNOLOGIES, 8: 'CDMA or HSPA+' });
