import type { ModemProfileName } from './modemProfile.ts';

/** What a simulated modem is like: its card, the network around it, its pace. Numbers are invented ones. */
export interface ModemSettings {
  readonly profile: ModemProfileName;
  readonly imei: string;
  readonly sim: {
    readonly iccid: string;
    readonly imsi: string;
    readonly number: string;
    /** Service centre of short messages. */
    readonly smsCentre: string;
    /** Asked for at start when set; '' asks for none. */
    readonly pin: string;
    readonly puk: string;
  };
  readonly network: {
    readonly mcc: string;
    readonly mnc: string;
    readonly operator: string;
    readonly shortOperator: string;
    /** Radio access technology when the modem may choose (AT+CNMP=2). */
    readonly rat: 'LTE' | 'WCDMA' | 'GSM';
    /** RSSI around which the signal drifts, dBm. */
    readonly rssi: number;
    readonly registration: 'home' | 'roaming';
    /** APNs the network knows; it takes any when there is none. An empty APN is taken unless `apnRequired`. */
    readonly apns: readonly string[];
    readonly apnRequired: boolean;
    /** Address the packet data context gets. */
    readonly address: string;
    /** Time zone it tells, in quarters of an hour. */
    readonly zone: number;
    /** Time to register after the SIM is ready, ms. */
    readonly registerMs: number;
  };
  /** AT+CGDCONT of context 1 as it was left. */
  readonly apn: string;
  /** AT+IPREX as it was left: the speed it starts with. 0 follows the host. */
  readonly baud: number;
  /** 1: as slow as a real one. 0: everything that waits happens at once. */
  readonly pace: number;
}

export const DEFAULT_MODEM_SETTINGS: ModemSettings = {
  profile: 'sim7600',
  imei: '860000000000017',
  sim: {
    iccid: '89990100000000000017',
    imsi: '999010000000017',
    number: '+999010000017',
    smsCentre: '+999010000099',
    pin: '',
    puk: '12345678',
  },
  network: {
    mcc: '999',
    mnc: '01',
    operator: 'Bench Mobile',
    shortOperator: 'Bench',
    rat: 'LTE',
    rssi: -77,
    registration: 'home',
    apns: [],
    apnRequired: false,
    address: '10.4.2.9',
    zone: 0,
    registerMs: 1800,
  },
  apn: 'internet',
  baud: 115_200,
  pace: 1,
};
