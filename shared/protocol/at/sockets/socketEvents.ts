/**
 * A socket of the modem as its commands name it: `CIP` for those of AT+CIPOPEN (ESP-AT: AT+CIPSTART), `CCH` for the
 * sessions of AT+CCHOPEN, whose TLS ends in the modem.
 */
export type SocketId = `${SocketService} ${number}`;
export type SocketService = 'CIP' | 'CCH';

/** Why a socket is over. `reopened`: it was opened again, and nobody saw it close. `lost`: the serial link went away. */
export type SocketEnd = 'host' | 'peer' | 'timeout' | 'network' | 'restart' | 'reopened' | 'lost';

interface SocketEventBase {
  /** The serial link. */
  readonly link: number;
  readonly socket: SocketId;
  /** Microseconds since the session began. */
  readonly t: number;
}

/** What a serial dialogue tells of the modem's sockets. */
export type SocketEvent =
  /** `address`: host and port as the command has them, '' when the command was not seen. */
  | (SocketEventBase & { readonly what: 'opened'; readonly address: string })
  /** A piece of the stream. `tx`: from the host into the socket, `rx`: from the socket to the host. */
  | (SocketEventBase & { readonly what: 'bytes'; readonly dir: 'tx' | 'rx'; readonly bytes: Uint8Array })
  | (SocketEventBase & { readonly what: 'closed'; readonly why: SocketEnd });

/** No family has more sockets of a service than this. */
const MAX_SOCKETS = 16;

/** The socket of a number in a command or line; an absent one is the only connection's, 0. Null: no such socket. */
export function socketId(service: SocketService, index: string | undefined): SocketId | null {
  const number = index === undefined ? 0 : /^\d{1,2}$/.test(index) ? Number(index) : MAX_SOCKETS;
  return number < MAX_SOCKETS ? `${service} ${number}` : null;
}

export const serviceOf = (socket: SocketId): SocketService => (socket.startsWith('CCH') ? 'CCH' : 'CIP');
