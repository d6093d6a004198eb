import { type SocketEnd, type SocketId, type SocketService, socketId } from './socketEvents.ts';

/** Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00, unless another source is named. */

/** What a line of the modem says about sockets. */
export type SocketLine =
  | { readonly what: 'opened'; readonly socket: SocketId }
  | { readonly what: 'closed'; readonly socket: SocketId; readonly why: SocketEnd }
  /** All sockets of a service. */
  | { readonly what: 'all-closed'; readonly service: SocketService; readonly why: SocketEnd }
  /** So many bytes follow, each as `width` characters. `socket` null: the line does not name it. */
  | { readonly what: 'data'; readonly socket: SocketId | null; readonly count: number; readonly width: 1 | 2 }
  /** Whose data comes next, as address and port (CIPSRIP=1). */
  | { readonly what: 'from'; readonly address: string };

interface LineRule {
  readonly line: RegExp;
  readonly read: (groups: readonly (string | undefined)[]) => SocketLine | null;
  readonly section: string;
}

const opened =
  (service: SocketService): LineRule['read'] =>
  ([index]) => {
    const socket = socketId(service, index);
    return socket === null ? null : { what: 'opened', socket };
  };
const closed =
  (service: SocketService, why: SocketEnd): LineRule['read'] =>
  ([index]) => {
    const socket = socketId(service, index);
    return socket === null ? null : { what: 'closed', socket, why };
  };
const allClosed =
  (service: SocketService, why: SocketEnd): LineRule['read'] =>
  () => ({ what: 'all-closed', service, why });
/** Group 1 is the socket, group 2 the count. */
const data =
  (service: SocketService, width: 1 | 2 = 1): LineRule['read'] =>
  ([index, count]) => {
    const socket = socketId(service, index);
    return socket === null ? null : { what: 'data', socket, count: Number(count), width };
  };

/** <reason> of +IPCLOSE. */
const IP_CLOSE: Readonly<Record<string, SocketEnd>> = { '0': 'host', '1': 'peer', '2': 'timeout' };

const RULES: readonly LineRule[] = [
  // One error code alone: the answers of the read commands have more fields.
  { line: /^\+CIPOPEN: ?(\d+),0$/, read: opened('CIP'), section: '11.2.4' },
  { line: /^\+CCHOPEN: ?(\d+),0$/, read: opened('CCH'), section: '10.2.4' },
  { line: /^\+CIPCLOSE: ?(\d+),0$/, read: closed('CIP', 'host'), section: '11.2.7' },
  { line: /^\+CCHCLOSE: ?(\d+),0$/, read: closed('CCH', 'host'), section: '10.2.6' },
  {
    line: /^\+IPCLOSE: ?(\d+),(\d+)$/,
    read: ([index, reason = '']) => closed('CIP', IP_CLOSE[reason] ?? 'peer')([index]),
    section: '11.4',
  },
  { line: /^\+CCH_PEER_CLOSED: ?(\d+)$/, read: closed('CCH', 'peer'), section: '10.4' },
  { line: /^\+CCH_RECV_CLOSED: ?(\d+),\d+$/, read: closed('CCH', 'peer'), section: '10.4' },
  { line: /^(\d+), ?CLOSED$/, read: closed('CIP', 'peer'), section: 'ESP-AT TCP/IP' },
  { line: /^(\d+), ?CLOSE OK$/, read: closed('CIP', 'host'), section: 'SIM800 8.2' },
  { line: /^\+NETCLOSE: ?0$/, read: allClosed('CIP', 'host'), section: '11.2.2' },
  { line: /^\+CCHSTOP: ?0$/, read: allClosed('CCH', 'host'), section: '10.2.2' },
  { line: /^SHUT OK$/, read: allClosed('CIP', 'host'), section: 'SIM800 8.2' },
  { line: /^\+CIPEVENT: ?NETWORK CLOSED/, read: allClosed('CIP', 'network'), section: '11.4' },
  { line: /^\+CIPRXGET: ?2,(\d+),(\d+),\d+$/, read: data('CIP'), section: '11.2.6' },
  { line: /^\+CIPRXGET: ?3,(\d+),(\d+),\d+$/, read: data('CIP', 2), section: '11.2.6' },
  { line: /^\+RECEIVE[,:] ?(\d+),(\d+):?$/, read: data('CIP'), section: '11.2.13' },
  { line: /^\+CCHRECV: ?DATA,(\d+),(\d+)$/, read: data('CCH'), section: '10.2.7' },
  { line: /^\+IPD,(?:(\d+),)?(\d+)(?:,"?[\d.]+"?,\d+)?:$/, read: data('CIP'), section: 'ESP-AT TCP/IP' },
  {
    line: /^\+IPD(\d+):?$/,
    read: ([count]) => ({ what: 'data', socket: null, count: Number(count), width: 1 }),
    section: '11.2.6',
  },
  { line: /^RECV FROM: ?(\S+)$/, read: ([address = '']) => ({ what: 'from', address }), section: '11.2.6, CIPSRIP' },
];

/** No line about a socket is longer. */
const MAX_LINE = 100;

/** Reads a line of the modem, without line ends; null when it says nothing about sockets. */
export function readSocketLine(line: string): SocketLine | null {
  if (line.length > MAX_LINE) return null;
  for (const rule of RULES) {
    const match = rule.line.exec(line);
    if (match !== null) return rule.read(match.slice(1));
  }
  return null;
}
