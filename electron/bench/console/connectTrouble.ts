import { reasonCodeText } from '#shared/protocol/mqtt/tables/reasonCodes.ts';
import { CONNECT_RETURN_CODES } from '#shared/protocol/mqtt/tables/returnCodes.ts';
import { certificateTrouble } from './certificateTrouble.ts';
import { hostPort, type RemoteAddress } from './consoleUrl.ts';
import { reasonWords } from './mqttProperties.ts';

/** Why the console has no connection. */
export interface ConnectTrouble {
  /** `refused`: the broker said no in its CONNACK. `unreachable`: nobody answered. `failed`: the rest. */
  readonly code: 'refused' | 'unreachable' | 'failed';
  /** What happened and what to do, for the user. */
  readonly message: string;
  /** Waiting does not mend it, so a first attempt that meets it is the last one. */
  readonly lasting: boolean;
}

/** Seconds an attempt may take, from dialling to CONNACK. */
export const CONNECT_TIMEOUT_S = 10;

const trouble = (code: ConnectTrouble['code'], message: string, lasting = false): ConnectTrouble => ({
  code,
  message,
  lasting,
});

/** What a socket that could not be opened means. */
export function dialTrouble(error: unknown, address: RemoteAddress): ConnectTrouble {
  const where = hostPort(address);
  const code = errorCode(error);
  switch (code) {
    case 'ECONNREFUSED':
      return trouble('unreachable', `Nothing listens on ${where}: check the port, and that the broker runs.`);
    case 'ENOTFOUND':
    case 'EAI_NONAME':
      return trouble('unreachable', `There is no host named ${address.host}: check the spelling.`);
    case 'EAI_AGAIN':
      return trouble(
        'unreachable',
        `The name ${address.host} could not be looked up: check this machine's network and DNS.`,
      );
    case 'ETIMEDOUT':
      return silenceTrouble(address);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return trouble(
        'unreachable',
        `There is no way to ${where} from this network: check the address, VPN and routing.`,
      );
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return trouble('unreachable', `${where} is no address that can be dialled.`);
    case 'EACCES':
    case 'EPERM':
      return trouble('failed', `This machine does not allow a connection to ${where}: check its firewall.`);
    case 'ECONNRESET':
    case 'EPIPE':
      return trouble('failed', `${where} dropped the connection while it was being opened${portHint(address)}.`);
    default:
      return (
        certificateTrouble(code, address) ??
        trouble('failed', `The connection to ${where} failed: ${messageOf(error)}.`)
      );
  }
}

/** Nobody answered the dialling in time. */
export const silenceTrouble = (address: RemoteAddress): ConnectTrouble =>
  trouble('unreachable', `${hostPort(address)} does not answer: check the address, the port and firewalls on the way.`);

/** `bench:` while the bench's own broker does not run. */
export const brokerStoppedTrouble = (): ConnectTrouble =>
  trouble('unreachable', "The bench's own broker is not running: start it, then the console connects by itself.");

/** The other side took the connection but is no WebSocket server for MQTT. */
export function webSocketTrouble(address: RemoteAddress, status: number): ConnectTrouble {
  const hint = status === 404 ? ` Is the path right? Many brokers use /mqtt, this url has ${address.path}.` : '';
  return trouble('failed', `${hostPort(address)} answered the WebSocket request with HTTP status ${status}.${hint}`);
}

/** The connection is there and CONNECT was sent, but no CONNACK came within the time. */
export const noConnackTrouble = (): ConnectTrouble =>
  trouble('failed', `The connection opened but no CONNACK came within ${CONNECT_TIMEOUT_S} s: is this the MQTT port?`);

/** The connection ended before a CONNACK, by a FIN or a reset. The own broker has no address. */
export const closedEarlyTrouble = (address: RemoteAddress | undefined): ConnectTrouble =>
  trouble('failed', `The broker closed the connection without a CONNACK${portHint(address)}.`);

/** The connection broke before a CONNACK. TLS 1.3 tells the client so late that its certificate is missing or not accepted. */
export const earlyTrouble = (error: unknown, address: RemoteAddress | undefined): ConnectTrouble =>
  (address === undefined ? undefined : certificateTrouble(errorCode(error), address)) ?? closedEarlyTrouble(address);

/** What came in place of a CONNACK is no MQTT. */
export const noMqttTrouble = (address: RemoteAddress | undefined): ConnectTrouble =>
  trouble('failed', `What answers there does not speak MQTT${portHint(address)}.`);

/** The CONNACK said no: 3.1.1 table 3.1, 5.0 section 3.2.2.2. */
export function refusedTrouble(code: number, reason?: string): ConnectTrouble {
  const words =
    (code < 0x80 ? CONNECT_RETURN_CODES[code] : reasonCodeText('CONNACK', code)) ?? 'a code MQTT does not define';
  const shown = code < 0x80 ? `${code}` : `0x${code.toString(16)}`;
  const { advice, lasting } = REFUSALS.get(code) ?? { advice: '', lasting: true };
  return trouble(
    'refused',
    `The broker refused the connection: ${words} (CONNACK code ${shown}).${reasonWords(reason)}${advice}`,
    lasting,
  );
}

interface Refusal {
  readonly advice: string;
  readonly lasting: boolean;
}
const WRONG_VERSION: Refusal = { advice: ' Choose the other MQTT version.', lasting: true };
const WRONG_ID: Refusal = { advice: ' Choose another client id.', lasting: true };
const WRONG_LOGIN: Refusal = { advice: ' Check user name and password.', lasting: true };
const NOT_ALLOWED: Refusal = {
  advice: ' Check user name, password and what the broker allows this client.',
  lasting: true,
};
const LATER: Refusal = { advice: '', lasting: false };

const REFUSALS: ReadonlyMap<number, Refusal> = new Map([
  [1, WRONG_VERSION],
  [2, WRONG_ID],
  [3, LATER],
  [4, WRONG_LOGIN],
  [5, NOT_ALLOWED],
  [0x84, WRONG_VERSION],
  [0x85, WRONG_ID],
  [0x86, WRONG_LOGIN],
  [0x87, NOT_ALLOWED],
  [0x88, LATER],
  [0x89, LATER],
  [0x97, LATER],
  [0x9f, LATER],
]);

/** The broker ended a connection that worked, with a 5.0 DISCONNECT (section 3.14.2.1). */
export function serverDisconnectTrouble(code: number, clientId: string, reason?: string): ConnectTrouble {
  const words = reasonCodeText('DISCONNECT', code) ?? `reason code 0x${code.toString(16)}`;
  const hint = code === 0x8e ? ` Another client uses the client id ${clientId}.` : '';
  return trouble('failed', `The broker ended the connection: ${words}.${reasonWords(reason)}${hint}`);
}

/** A connection that worked broke. */
export const lostTrouble = (error: unknown): ConnectTrouble =>
  trouble(
    'failed',
    errorCode(error) === 'ECONNRESET'
      ? 'The broker reset the connection.'
      : `The connection broke: ${messageOf(error)}.`,
  );

/** A connection that worked was closed without a word. */
export const closedTrouble = (): ConnectTrouble => trouble('failed', 'The broker closed the connection.');

/** No PINGRESP, nor anything else, for one and a half keep-alive periods. */
export const keepAliveTrouble = (seconds: number): ConnectTrouble =>
  trouble('failed', `The broker was silent for more than the keep-alive time of ${seconds} s.`);

/** The broker announced a packet that the console would have to hold whole. */
export const tooLargeTrouble = (bytes: number, limit: number): ConnectTrouble =>
  trouble(
    'failed',
    `The broker announced a packet of ${mebibytes(bytes)}; the console takes up to ${mebibytes(limit)}.`,
  );

const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;

/** The broker sent what is no MQTT. */
export const protocolTrouble = (error: unknown): ConnectTrouble =>
  trouble('failed', `The broker broke the protocol, so the console hung up: ${messageOf(error)}.`);

/** A port that speaks something else is the usual reason for a connection that ends at once. */
function portHint(address: RemoteAddress | undefined): string {
  switch (address?.scheme) {
    case undefined:
      return '';
    case 'mqtt':
      return ': does this port expect TLS (mqtts://) or WebSocket (ws://)?';
    case 'mqtts':
      return ': does this port speak TLS at all (else mqtt://)?';
    case 'ws':
      return ': does this port speak WebSocket without TLS (else wss:// or mqtt://)?';
    case 'wss':
      return ': does this port speak WebSocket over TLS (else ws:// or mqtts://)?';
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
