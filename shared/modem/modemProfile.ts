/** What differs between the modem families that can be played. Facts seen on hardware; manual sections where there is one. */
export interface ModemProfile {
  readonly name: ModemProfileName;
  readonly manufacturer: string;
  /** AT+CGMM. */
  readonly model: string;
  readonly revision: string;
  /** Lines at start: ms after power-up. `sim`: only when the SIM answers. */
  readonly banner: readonly { readonly ms: number; readonly line: string; readonly needs?: 'sim' }[];
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
    banner: [
      { ms: 0, line: 'RDY' },
      { ms: 1200, line: '+CPIN: READY', needs: 'sim' },
      { ms: 3000, line: 'SMS DONE', needs: 'sim' },
      { ms: 4200, line: 'PB DONE', needs: 'sim' },
    ],
    serviceResult: 'before-ok',
    startAgain: 'code-23',
    cmee: 2,
    cpsi: 'tenths',
    inlineTopics: false,
    cgmrPrefix: true,
  },
  a76xx: {
    name: 'a76xx',
    manufacturer: 'SIMCOM INCORPORATED',
    model: 'A7670E-FASE',
    revision: 'A7670M7_V1.11.1',
    banner: [
      { ms: 0, line: '*ATREADY: 1' },
      { ms: 1200, line: '+CPIN: READY', needs: 'sim' },
      { ms: 2600, line: 'SMS DONE', needs: 'sim' },
      { ms: 3000, line: '+CGEV: EPS PDN ACT 1', needs: 'sim' },
      { ms: 3800, line: 'PB DONE', needs: 'sim' },
    ],
    serviceResult: 'after-ok',
    startAgain: 'error',
    cmee: 1,
    cpsi: 'index',
    inlineTopics: true,
    cgmrPrefix: false,
  },
};
