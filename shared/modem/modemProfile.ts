/** What differs between the modem families that can be played. Facts seen on hardware; manual sections where there is one. */
export interface ModemProfile {
  readonly name: ModemProfileName;
  readonly manufacturer: string;
  /** AT+CGMM. */
  readonly model: string;
  readonly revision: string;
  /** The first line after power-up. */
  readonly banner: string;
  /** From there until the card can answer. */
  readonly cardMs: number;
  /** Said when the card becomes ready, each so many ms after that. */
  readonly cardReady: readonly { readonly ms: number; readonly line: string }[];
  /** Said when there is no card, or no more. */
  readonly cardGone: readonly string[];
  /** AT+CGEREP after power-up. */
  readonly cgerep: 0 | 2;
  /** Events of contexts: `NW DEACT "IP","…",1`, or `NW PDN DEACT 1` (3GPP TS 27.007 10.1.19, older and newer form). */
  readonly cgev: 'per-type' | 'per-context';
  /** `+CMQTTSTART: 0`, `+CMQTTSTOP: 0`: before the OK or after it. */
  readonly serviceResult: 'before-ok' | 'after-ok';
  /** What AT+CMQTTSTART says when the service runs: code 23 or a bare ERROR. */
  readonly startAgain: 'code-23' | 'error';
  /** AT+CMEE after power-up. */
  readonly cmee: 0 | 1 | 2;
  /** Units of the LTE fields of +CPSI: tenths of dB, or the index values of 3GPP TS 36.133. */
  readonly cpsi: 'tenths' | 'index';
  /** AT+CMQTTSUB=0,"topic",1, AT+CMQTTPUB=0,"topic",1,60,… and AT+CMQTTCFG="version". */
  readonly inlineTopics: boolean;
  /** The address of AT+CGPADDR in quotes. */
  readonly cgpaddrQuoted: boolean;
  /** `+CGMR: ` before the revision. */
  readonly cgmrPrefix: boolean;
}

export const MODEM_PROFILE_NAMES = ['sim7600', 'a76xx'] as const;
export type ModemProfileName = (typeof MODEM_PROFILE_NAMES)[number];

export const MODEM_PROFILES: { readonly [Name in ModemProfileName]: ModemProfile } = {
  sim7600: {
    name: 'sim7600',
    manufacturer: 'SIMCOM INCORPORATED',
    model: 'SIMCOM_SIM7600E-H',
    revision: 'SIM7600M22_V2.0.1',
    banner: 'RDY',
    cardMs: 1200,
    cardReady: [
      { ms: 0, line: '+CPIN: READY' },
      { ms: 1800, line: 'SMS DONE' },
      { ms: 3000, line: 'PB DONE' },
    ],
    cardGone: ['+CPIN: NOT INSERTED', '+SIMCARD: NOT AVAILABLE'],
    cgerep: 0,
    cgev: 'per-type',
    serviceResult: 'before-ok',
    startAgain: 'code-23',
    cmee: 2,
    cpsi: 'tenths',
    inlineTopics: false,
    cgpaddrQuoted: false,
    cgmrPrefix: true,
  },
  a76xx: {
    name: 'a76xx',
    manufacturer: 'SIMCOM INCORPORATED',
    model: 'A7670E-FASE',
    revision: 'A7670M7_V1.11.1',
    banner: '*ATREADY: 1',
    cardMs: 1200,
    cardReady: [
      { ms: 0, line: '+CPIN: READY' },
      { ms: 1400, line: 'SMS DONE' },
      { ms: 2600, line: 'PB DONE' },
    ],
    cardGone: ['+CPIN: SIM REMOVED', '+SIMCARD: NOT AVAILABLE'],
    cgerep: 2,
    cgev: 'per-context',
    serviceResult: 'after-ok',
    startAgain: 'error',
    cmee: 1,
    cpsi: 'index',
    inlineTopics: true,
    cgpaddrQuoted: true,
    cgmrPrefix: false,
  },
};
