import { latin1Bytes } from '../../../base/latin1.ts';
import { err, ok, type Result } from '../../../base/result.ts';
import { semiOctets, toaOf } from '../../../protocol/sms/address.ts';
import { septetsOf } from '../../../protocol/sms/gsmAlphabet.ts';
import { DELIVER, encodeTpdu, HAS_HEADER, hexText, type Tpdu } from '../../../protocol/sms/tpdu.ts';
import { encodeText } from '../../../protocol/sms/userData.ts';
import type { ModemSession } from '../modemSession.ts';
import type { Registration } from '../registration.ts';
import type { Sim, SimState } from '../sim.ts';
import type { Supply } from '../supply.ts';
import { createMessageStore, type MessageMemory, type MessageStore } from './messageStore.ts';
import { type Charset, headerText, shownBody } from './messageText.ts';

/** AT+CSMP: how a text typed at the prompt is sent. */
export interface SendParameters {
  readonly firstOctet: number;
  readonly validity: number;
  readonly pid: number;
  readonly dcs: number;
}

export interface IncomingMessage {
  /** A number, or a name of up to eleven characters. */
  readonly from: string;
  readonly text: string;
}

/** Short messages: where they are kept, how they are told, how they are sent. Its settings live until the next restart. */
export interface SmsService {
  readonly messages: MessageStore;
  /** The `+CMS ERROR` of commands that need the card with its messages; null when it is ready. */
  readonly cmsCode: number | null;
  /** AT+CMGF=1. */
  textMode: boolean;
  charset: Charset;
  /** AT+CSDH. */
  details: boolean;
  parameters: SendParameters;
  /** AT+CNMI: mode, received, broadcasts, status reports, what was kept. */
  reports: readonly number[];
  /** AT+CPMS: to read, to write, for received ones. */
  memories: readonly [read: MessageMemory, write: MessageMemory, receive: MessageMemory];
  /** AT+CSCA, on the card. */
  centre: string;
  /** Sends a message; `done` is called once, later, with its reference or the `+CMS ERROR`. */
  send(message: Tpdu, done: (sent: Result<number, `${number}`>) => void): void;
  /** A message comes from the network; it waits there, also over a restart, while the modem cannot be reached or has no room. */
  receive(message: IncomingMessage): Result<void, 'too-long' | 'too-many'>;
  /** A place became free: what waits in the network may come. */
  roomMade(): void;
}

/** 3GPP TS 27.005 3.2.5. */
const CMS_CODES: Readonly<Record<SimState, number | null>> = {
  starting: 314,
  off: 313,
  absent: 310,
  failure: 313,
  busy: 314,
  pin: 311,
  puk: 316,
  ready: null,
};
const CENTRE_UNKNOWN = 330;
const NO_NETWORK = 331;
/** Until it goes over the air, and from there until the network confirms it. */
const SENDING_MS = 700;
const CONFIRMED_MS = 1500;
const DELIVERY_MS = 900;
const MAX_WAITING = 20;
const FAULT_MESSAGE: IncomingMessage = { from: '+999010000018', text: 'Message of the simulated network' };

export function createSmsService(
  session: ModemSession,
  sim: Sim,
  registration: Registration,
  supply: Supply,
): SmsService {
  const { store, settings, faults } = session;
  const messages = createMessageStore(store.messages);
  const waiting = store.undelivered;
  let listed = false;
  let reference = 0;
  let delivering = false;

  /** The card is read some time after it is ready: then the modem says SMS DONE. */
  const doneMs = session.profile.cardReady.find(({ line }) => line === 'SMS DONE')?.ms ?? 0;
  let stopReading = (): void => undefined;
  const readCard = (state: SimState): void => {
    stopReading();
    listed = false;
    if (state !== 'ready') return;
    stopReading = session.after(doneMs, () => {
      listed = true;
      deliver();
    });
  };
  sim.onChange(readCard);
  readCard(sim.state);

  const reachable = (): boolean => listed && registration.service !== 'none';
  /** Tells of one message, or stores it; false when there is no room. */
  const take = (tpdu: Tpdu): boolean => {
    const bytes = encodeTpdu(tpdu);
    const [mode = 0, mt = 0] = service.reports;
    if (mt >= 2) {
      if (mode === 0) return true;
      const style = { charset: service.charset, details: service.details, centre: store.smsCentre };
      const [header, body] = service.textMode
        ? [headerText(tpdu, style), shownBody(tpdu, service.charset)]
        : [`,${bytes.length}`, pduText(store.smsCentre, bytes)];
      session.urcBytes(latin1Bytes(`\r\n+CMT: ${header}\r\n${body}\r\n`));
      return true;
    }
    const memory = service.memories[2];
    const index = messages.add({ memory, state: 0, centre: store.smsCentre, tpdu: bytes });
    if (index === null) return false;
    if (mt === 1 && mode !== 0) session.urc(`+CMTI: "${memory}",${index}`);
    return true;
  };
  const deliver = (): void => {
    if (delivering || waiting.length === 0 || !reachable()) return;
    delivering = true;
    session.after(DELIVERY_MS, () => {
      delivering = false;
      const [tpdu] = waiting;
      if (tpdu === undefined || !reachable() || !take(tpdu)) return;
      waiting.shift();
      deliver();
    });
  };
  registration.onChange(deliver);
  faults.on('sms-received', (value) => {
    if (value === null) return true;
    return reachable() && service.receive(FAULT_MESSAGE).ok;
  });

  const service: SmsService = {
    messages,
    get cmsCode() {
      return CMS_CODES[sim.state] ?? (listed ? null : CMS_CODES.busy);
    },
    textMode: false,
    charset: 'IRA',
    details: false,
    parameters: { firstOctet: 17, validity: 167, pid: 0, dcs: 0 },
    reports: [2, 1, 0, 0, 0],
    memories: ['SM', 'SM', 'SM'],
    get centre() {
      return store.smsCentre;
    },
    set centre(number) {
      store.smsCentre = number;
    },
    send(message, done) {
      const fail = (code: number): void => done(err(`${code}`, 'The message was not sent.'));
      session.after(SENDING_MS, () => {
        const struck = faults.strike('sms-send');
        const refused = struck ?? service.cmsCode;
        if (refused !== null) return fail(refused);
        if (registration.service === 'none') return fail(NO_NETWORK);
        if (store.smsCentre === '') return fail(CENTRE_UNKNOWN);
        supply.transmits();
        session.after(CONFIRMED_MS, () => {
          reference = (reference + 1) % 256;
          done(ok(reference));
          if (message.address === settings.sim.number && waiting.length < MAX_WAITING) queue(asReceived(message));
        });
      });
    },
    receive({ from, text }) {
      if (waiting.length >= MAX_WAITING) return err('too-many', 'The network holds no more messages for this modem.');
      const dcs = septetsOf(text) === null ? 8 : 0;
      const data = encodeText(text, dcs === 0 ? 'gsm7' : 'ucs2');
      if (!data.ok) return data;
      queue({
        ...{ type: 'deliver', firstOctet: DELIVER, address: from, pid: 0, dcs, time: stamp() },
        ...{ validity: new Uint8Array(0), data: data.value },
      });
      return ok(undefined);
    },
    roomMade: deliver,
  };
  /** What is sent to oneself comes back. */
  const asReceived = (sent: Tpdu): Tpdu => ({
    ...sent,
    ...{ type: 'deliver', firstOctet: DELIVER | (sent.firstOctet & HAS_HEADER), time: stamp() },
    validity: new Uint8Array(0),
  });
  const queue = (tpdu: Tpdu): void => {
    waiting.push(tpdu);
    deliver();
  };
  /** The time of the service centre, in the zone of the network. */
  const stamp = (): string => {
    const { zone } = settings.network;
    const local = new Date(session.wall() + zone * 15 * 60_000).toISOString();
    const sign = zone < 0 ? '-' : '+';
    return `${local.slice(2, 10).replaceAll('-', '/')},${local.slice(11, 19)}${sign}${String(Math.abs(zone)).padStart(2, '0')}`;
  };
  return service;
}

/** The service centre and the TPDU, as messages are written in PDU mode (3GPP TS 27.005 3.1, <pdu>). */
export function pduText(centre: string, tpdu: Uint8Array): string {
  if (centre === '') return `00${hexText(tpdu)}`;
  const digits = semiOctets(centre.replace(/^\+/, ''));
  return hexText(Uint8Array.of(digits.length + 1, toaOf(centre), ...digits, ...tpdu));
}
