import type { Result } from '../base/result.ts';

/** Why a connection could not be made, or ended. `local`: by the one who holds it. */
export type NetEnd =
  | 'local'
  | 'peer' // the other end closed in order
  | 'reset' // the other end, or something between, broke it off
  | 'timeout'
  | 'dns' // the name has no address
  | 'refused'
  | 'unreachable'
  | 'handshake' // TLS: no agreement, or a certificate that was not accepted
  | 'certificate' // TLS: an own certificate or key that cannot be read
  | 'bearer'; // the packet data connection below it went down

/** What an SSL context of the modem asks of a TLS connection. Certificates as PEM or DER. */
export interface TlsRequest {
  /** TLS versions allowed, both ends included. */
  readonly versions: readonly [least: TlsVersion, most: TlsVersion];
  /** The server's certificate must come from `ca`. */
  readonly verify: boolean;
  /** A certificate that is not valid at this moment is accepted all the same. */
  readonly ignoreTime: boolean;
  readonly ca: Uint8Array | null;
  readonly certificate: Uint8Array | null;
  readonly key: Uint8Array | null;
  readonly keyPassword: string;
  /** Name sent as SNI; '' sends none. */
  readonly serverName: string;
}
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

export interface ConnectRequest {
  /** A name or an IPv4 address. */
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly localPort?: number;
  /** Null: plain TCP. */
  readonly tls: TlsRequest | null;
}

/** What happens on a connection. Never called within a call of it. `onEnd` comes once and last, also when it never opened. */
export interface StreamEvents {
  onOpen(remote: NetAddress): void;
  onData(bytes: Uint8Array): void;
  onEnd(reason: NetEnd): void;
}

export interface NetAddress {
  readonly address: string;
  readonly port: number;
}

export interface NetStream {
  /** False when it is not open. Bytes are copied. */
  write(bytes: Uint8Array): boolean;
  /** Bytes written that have not left. */
  readonly buffered: number;
  /** Stops (true) or goes on reading, so that flow control holds the peer back. */
  hold(held: boolean): void;
  /** Ends it; `onEnd('local')` follows. */
  close(): void;
}

export interface DatagramEvents {
  onDatagram(bytes: Uint8Array, from: NetAddress): void;
  onEnd(reason: NetEnd): void;
}

export interface NetDatagramSocket {
  /** Sends one datagram; names are resolved. `done` is called once. */
  send(bytes: Uint8Array, to: NetAddress, done: (sent: Result<void, NetEnd>) => void): void;
  close(): void;
}

export interface ServerEvents {
  onListening(port: number): void;
  /** A client came in: it is open. The answer listens to it. */
  onClient(stream: NetStream, remote: NetAddress): StreamEvents;
  /** Could not listen, or was closed. */
  onEnd(reason: NetEnd | 'in-use'): void;
}

export interface NetServer {
  close(): void;
}

/** The network as a modem reaches it: the real one of this machine, one that is slowed down, or a fake. */
export interface ModemNetwork {
  /** IPv4 address of a name (or of an address itself). `done` is called once, later; the answer cancels. */
  resolve(host: string, done: (address: Result<string, 'dns' | 'timeout' | 'bearer'>) => void): () => void;
  connect(request: ConnectRequest, events: StreamEvents): NetStream;
  bindUdp(localPort: number, events: DatagramEvents): NetDatagramSocket;
  listen(port: number, events: ServerEvents): NetServer;
  /** Round trip of an echo request in ms, or why there was no answer. */
  ping(
    request: { readonly host: string; readonly bytes: number; readonly timeoutMs: number },
    done: (answer: Result<{ readonly address: string; readonly ms: number }, 'dns' | 'timeout' | 'bearer'>) => void,
  ): () => void;
}
