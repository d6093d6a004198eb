import type { Tpdu } from '../../protocol/sms/tpdu.ts';
import type { ModemProfile } from '../modemProfile.ts';
import type { ModemSettings } from '../modemSettings.ts';
import type { StoredMessage } from './sms/messageStore.ts';

/** AT&W saves these (V3.00 2.2.26); ATZ brings them back. */
export interface LineProfile {
  echo: boolean;
  verbose: boolean;
  quiet: boolean;
  /** ATX. */
  connectText: number;
  /** AT&D: what a fall of DTR does to a connection. 0 nothing, 1 command mode, 2 hangs up. */
  dtr: number;
}

export const FACTORY_LINE: Readonly<LineProfile> = { echo: true, verbose: true, quiet: false, connectText: 1, dtr: 1 };

export interface PdpDefinition {
  type: string;
  apn: string;
  auth: { type: number; user: string; password: string };
}

/** An entry of the phone book. */
export interface Contact {
  readonly number: string;
  readonly name: string;
}

/** What outlives a restart of the modem. Each part is written by the subject it belongs to. */
export interface NonVolatile {
  line: LineProfile;
  /** AT+IPREX; 0 follows the host. */
  baud: number;
  readonly contexts: Map<number, PdpDefinition>;
  /** Files of the module (certificates): name to content. */
  readonly files: Map<string, Uint8Array>;
  /** AT+CNMP. */
  ratMode: number;
  /** AT+COPS=2 is one a SIM7600 keeps. */
  cops: { mode: 0 | 1 | 2 | 4; operator: string };
  simPin: { pin: string; puk: string; enabled: boolean; pinAttempts: number; pukAttempts: number };
  /** AT+CPMVT. */
  voltageShutdown: { readonly enabled: boolean; readonly low: number; readonly high: number };
  /** AT+CUSBPIDSWITCH. */
  usbPid: string;
  /** AT+CTZU. */
  timeUpdate: boolean;
  /** Short messages of the card and the modem. */
  readonly messages: StoredMessage[];
  /** Short messages that wait in the network for this card. */
  readonly undelivered: Tpdu[];
  /** The phone book of the card, by place. */
  readonly contacts: Map<number, Contact>;
  /** AT+CSCA. */
  smsCentre: string;
}

const context = (type: string, apn: string): PdpDefinition => ({
  type,
  apn,
  auth: { type: 0, user: '', password: '' },
});

export function createNonVolatile(settings: ModemSettings, _profile: ModemProfile): NonVolatile {
  const { pin, puk } = settings.sim;
  return {
    line: { ...FACTORY_LINE },
    baud: settings.baud,
    contexts: new Map([
      [1, context('IP', settings.apn)],
      [2, context('IPV4V6', 'ims')],
      [3, context('IPV4V6', 'sos')],
    ]),
    files: new Map(),
    ratMode: 2,
    cops: { mode: 0, operator: '' },
    simPin: { pin: pin === '' ? '1234' : pin, puk, enabled: pin !== '', pinAttempts: 3, pukAttempts: 10 },
    voltageShutdown: { enabled: false, low: 3200, high: 4300 },
    usbPid: '9001',
    timeUpdate: true,
    messages: [],
    undelivered: [],
    contacts: new Map([[1, { number: '+999010000018', name: 'Bench' }]]),
    smsCentre: settings.sim.smsCentre,
  };
}
