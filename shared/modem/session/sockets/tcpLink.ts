import type { NetAddress, NetEnd } from '../../modemNetwork.ts';
import type { ModemSession } from '../modemSession.ts';
import type { LinkEvents, OpenStream, SocketLink } from './socketLink.ts';

/** Bytes on their way at most; more is refused (`+CIPSEND: 0,n,0`). */
const SEND_BUFFER = 65_536;
/** Between two looks whether all has left. */
const POLL_MS = 50;

/** Read anew each time: commands change them. */
export interface TcpLinkSettings {
  readonly timeouts: { readonly send: number };
  /** Sending is done when the data has left, not when it is taken. */
  readonly waitForAck: boolean;
}

export interface TcpLinkPorts {
  readonly session: ModemSession;
  readonly settings: TcpLinkSettings;
  /** The server that accepted it; -1: dialled. */
  readonly server: number;
  readonly open: OpenStream;
  readonly events: LinkEvents;
}

/** A TCP connection, dialled or accepted. */
export function createTcpLink({ session, settings, server, open, events }: TcpLinkPorts): SocketLink {
  let remote: NetAddress | null = null;
  let sent = 0;
  let received = 0;
  let dropped = 0;
  let over = false;
  let watching = false;

  const finish = (reason: NetEnd): void => {
    if (over) return;
    over = true;
    events.onEnd(reason);
  };
  const stream = open({
    onOpen(address) {
      remote = address;
      if (!over) events.onOpen(address);
    },
    onData(bytes) {
      received += bytes.length;
      if (!over && remote !== null) events.onData(bytes, remote);
    },
    onEnd: finish,
  });
  const acknowledged = (): number => sent - stream.buffered;
  /** Data that does not leave for the time of `timeouts.send` ends the connection. */
  const watch = (): void => {
    if (watching) return;
    watching = true;
    const before = acknowledged();
    session.afterReal(settings.timeouts.send, () => {
      watching = false;
      if (over || stream.buffered === 0) return;
      if (acknowledged() > before) {
        watch();
        return;
      }
      stream.close();
      finish('timeout');
    });
  };
  const write = (bytes: Uint8Array): boolean => {
    if (over || !stream.write(bytes)) return false;
    sent += bytes.length;
    watch();
    return true;
  };
  const whenLeft = (callback: () => void): void => {
    if (over || stream.buffered === 0) callback();
    else session.afterReal(POLL_MS, () => whenLeft(callback));
  };

  return {
    kind: 'TCP',
    server,
    get remote() {
      return remote;
    },
    get counters() {
      return { sent, acknowledged: acknowledged(), received, dropped };
    },
    send(bytes, _to, done) {
      const full = !over && stream.buffered + bytes.length > SEND_BUFFER;
      const taken = full ? 0 : write(bytes) ? bytes.length : -1;
      if (taken > 0 && settings.waitForAck) whenLeft(() => done(over ? -1 : taken));
      else done(taken);
    },
    pass(bytes) {
      if (stream.buffered + bytes.length <= SEND_BUFFER) write(bytes);
      else dropped += bytes.length;
    },
    hold: (held) => stream.hold(held),
    close: () => stream.close(),
  };
}
