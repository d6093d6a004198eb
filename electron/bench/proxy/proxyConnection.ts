import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createConnectionTap } from '#bench/broker/connectionTap.ts';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { ConnectRemote } from '#bench/console/connectRemote.ts';
import { CONNECT_TIMEOUT_S, type ConnectTrouble, silenceTrouble } from '#bench/console/connectTrouble.ts';
import type { RemoteAddress } from '#bench/console/consoleUrl.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { ProxyClient, RemoteTls } from '#shared/contract/proxy.ts';
import { proxyCloseText } from './proxyCloseText.ts';

/** How long one side may go on alone, with nothing passing, after the other has ended its half. */
const HALF_OPEN_MS = 30_000;
/** How long what one side has sent may still take to leave after that side is gone. */
const LINGER_MS = 5000;

export interface ProxyConnection {
  readonly link: number;
  /** Bytes, both ways. */
  readonly passed: number;
  describe(): ProxyClient;
  /** Ends both sides at once; `reason` finishes "closed by the proxy: …". */
  drop(reason: string): void;
}

export interface ProxyConnectionOptions {
  /** The client's socket, half-open allowed; nobody has read or written it. */
  readonly client: Socket;
  readonly peer: string;
  readonly target: RemoteAddress;
  readonly tls: RemoteTls;
  readonly log: CaptureLog;
  readonly clock: Clock;
  readonly connectRemote: ConnectRemote;
  /** Either the broker was reached (null) or not; once. */
  readonly onDialled: (trouble: ConnectTrouble | null) => void;
  /** Both sides are closed and the close row is written; once, last. */
  readonly onClosed: (connection: ProxyConnection) => void;
}

/**
 * One client passed on to a broker. The tap sits on the client's socket, so what is recorded is what the client sent and got;
 * in between nothing is parsed or changed. A full side stops the reading of the other one: what waits in memory is what the
 * two sockets' own buffers hold. An end (FIN) is passed on as such; after a reset the other side still gets what was on its way.
 */
export function createProxyConnection(options: ProxyConnectionOptions): ProxyConnection {
  const { client, peer, target, tls, log, clock, connectRemote, onDialled, onClosed } = options;
  const connectedAt = clock.now();
  const link = log.openLink({ lane: 'mqtt', role: 'device', address: `${peer} via proxy to ${target.url}` });
  const tap = createConnectionTap({ log, clock, link, side: 'server' });
  let broker: Duplex | null = null;
  let dialling = true;
  let dropped = '';
  let dialTrouble = '';
  let clientError = '';
  let brokerError = '';
  let endedBy: '' | 'client' | 'broker' = '';
  let clientClosed = false;
  let brokerClosed = true;
  let finished = false;

  const finish = (): void => {
    if (finished || dialling || !clientClosed || !brokerClosed) return;
    finished = true;
    const { identity, disconnectSeen } = tap;
    const connectSeen = identity !== null;
    tap.close(proxyCloseText({ dropped, dialTrouble, clientError, brokerError, endedBy, connectSeen, disconnectSeen }));
    onClosed(connection);
  };
  /** Sends what is on its way, then closes. */
  const letGo = (stream: Duplex): void => {
    if (stream.destroyed) return;
    const cancel = clock.after(LINGER_MS, () => stream.destroy());
    stream.once('close', cancel);
    stream.end(() => stream.destroy());
  };
  const endHalf = (side: 'client' | 'broker'): void => {
    endedBy ||= side;
    client.setTimeout(HALF_OPEN_MS);
  };
  const dialled = (trouble: ConnectTrouble | null): void => {
    dialling = false;
    cancelTimeout();
    onDialled(trouble);
  };
  const giveUp = (trouble: ConnectTrouble): void => {
    dialTrouble = trouble.message;
    dialled(trouble);
    client.destroy();
    finish();
  };

  const join = (stream: Duplex): void => {
    broker = stream;
    brokerClosed = false;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      brokerError ||= error.code ?? error.message;
    });
    stream.once('end', () => endHalf('broker'));
    stream.once('close', () => {
      brokerClosed = true;
      if (clientClosed) finish();
      else letGo(client);
    });
    dialled(null);
    client.pipe(stream);
    stream.pipe(client);
  };

  tap.attach(client, `TCP from ${peer}, passed on to ${target.url}`);
  client.on('error', (error: NodeJS.ErrnoException) => {
    clientError ||= error.code ?? error.message;
  });
  client.once('end', () => endHalf('client'));
  client.on('timeout', () => connection.drop('one side had ended, and nothing came from the other one any more'));
  client.once('close', () => {
    clientClosed = true;
    if (broker !== null && !brokerClosed) {
      letGo(broker);
      return;
    }
    if (dialling) {
      stopDialling();
      dialling = false;
      cancelTimeout();
    }
    finish();
  });

  const cancelTimeout = clock.after(CONNECT_TIMEOUT_S * 1000, () => {
    if (!dialling) return;
    stopDialling();
    giveUp(silenceTrouble(target));
  });
  const stopDialling = connectRemote(target, { opened: join, failed: giveUp }, { tls, allowHalfOpen: true });

  const connection: ProxyConnection = {
    link,
    get passed() {
      return client.bytesRead + client.bytesWritten;
    },
    describe: () => ({
      ...{ link, clientId: tap.identity?.clientId ?? '', address: peer, connectedAt, dialling },
      ...{ packetsIn: tap.packetsIn, packetsOut: tap.packetsOut },
      ...{ bytesIn: client.bytesRead, bytesOut: client.bytesWritten },
    }),
    drop(reason) {
      dropped ||= reason;
      broker?.destroy();
      client.destroy();
    },
  };
  return connection;
}
