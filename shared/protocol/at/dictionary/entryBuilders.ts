import type { AtFamily, CommandEntry, FieldSpec, FormSpec, LineSpec } from './entryTypes.ts';

/** SIM7500/SIM7600 and A76xx/SIM767x: most commands are the same in both. */
export const SIMCOM: readonly AtFamily[] = ['sim7600', 'a76xx'];

/** A section of the SIM7500_SIM7600 Series AT Command Manual V3.00. */
export const m3 = (section: string): string => `V3.00 ${section}`;

/** A maximum only the A76XX manual gives: the older one prints a dash. */
export const a76Max = (seconds: number): Pick<CommandEntry, 'maxSeconds' | 'maxSecondsFrom'> => ({
  maxSeconds: seconds,
  maxSecondsFrom: 'A76XX Series AT Command Manual V1.09',
});

/** An entry with what most have: both SIMCom families, CME errors, no documented maximum. */
export const command = (
  entry: Omit<CommandEntry, 'families' | 'errors' | 'maxSeconds' | 'answers'> & Partial<CommandEntry>,
): CommandEntry => ({ families: SIMCOM, errors: 'cme', maxSeconds: null, answers: [], ...entry });

/** `AT+CSQ` */
export const execute = (syntax: string): FormSpec => ({ form: 'execute', syntax, parameters: [] });
/** `AT+CREG?` */
export const read = (syntax: string): FormSpec => ({ form: 'read', syntax, parameters: [] });
/** `AT+CREG=?` */
export const test = (syntax: string): FormSpec => ({ form: 'test', syntax, parameters: [] });
/** `AT+CREG=<n>`; two layouts of the same command are two of these. */
export const write = (syntax: string, parameters: readonly FieldSpec[]): FormSpec => ({
  form: 'write',
  syntax,
  parameters,
});

/** `+CSQ: <rssi>,<ber>` */
export const answer = (
  prefix: string,
  fields: readonly FieldSpec[],
  more: Omit<LineSpec, 'prefix' | 'fields'> = {},
): LineSpec => ({ prefix, fields, ...more });
