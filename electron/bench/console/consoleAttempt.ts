import type { Duplex } from 'node:stream';
import { DEFAULT_BROKER_LIMITS } from '#bench/broker/brokerLimits.ts';
import { createConnectionTap } from '#bench/broker/connectionTap.ts';
import type { LocalConnection } from '#bench/broker/createBrokerService.ts';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { ConnectRemote } from './connectRemote.ts';
import {
  brokerStoppedTrouble,
  CONNECT_TIMEOUT_S,
  type ConnectTrouble,
  noConnackTrouble,
  silenceTrouble,
  tooLargeTrouble,
} from './connectTrouble.ts';
import { type ConnectionEvents, type ConsoleConnection, openConnection } from './consoleConnection.ts';
import type { CheckedTarget } from './consoleTarget.ts';
import { hostPort, type RemoteAddress } from './consoleUrl.ts';

/** What an attempt needs of the outside world. */
export interface Outside {
  readonly clock: Clock;
  readonly log: CaptureLog;
  /** Ours to the own broker, which records the connection itself. */
  readonly attachLocal: () => LocalConnection;
  readonly connectRemote: ConnectRemote;
}

/** One try to connect: dialling, CONNECT, and the connection that comes of it until it ends. */
export interface ConsoleAttempt {
  /** Resolves when nothing of it is left, after a bounded time; `ended(null)` came before. */
  end(): Promise<void>;
}

export interface AttemptEvents extends Omit<ConnectionEvents, 'established'> {
  /** Bytes may flow from now on, under this link. */
  opened(link: number): void;
  /** CONNACK said yes. */
  established(connection: ConsoleConnection): void;
}

/** Starts it. Events come later, never from within the call, and none after `ended`. */
export function startAttempt(outside: Outside, target: CheckedTarget, events: AttemptEvents): ConsoleAttempt {
  const { clock } = outside;
  const { address } = target;
  let connection: ConsoleConnection | undefined;
  let over = false;

  const finish = (trouble: ConnectTrouble | null): void => {
    if (over) return;
    over = true;
    cancelTimeout();
    giveUpDialling();
    events.ended(trouble);
  };
  /** `closed`: for the rows of the link, before anybody else hears of the end. */
  const begin: Dialled['opened'] = (stream, link, closed) => {
    events.opened(link);
    const made = openConnection({
      clock,
      stream,
      target,
      events: {
        established() {
          cancelTimeout();
          events.established(made);
        },
        message: events.message,
        ended(trouble) {
          closed(trouble);
          finish(trouble);
        },
      },
    });
    connection = made;
    return made;
  };

  const cancelTimeout = clock.after(CONNECT_TIMEOUT_S * 1000, () => {
    if (connection !== undefined) connection.abort(noConnackTrouble());
    else if (address.kind === 'remote') finish(silenceTrouble(address));
  });
  const giveUpDialling =
    address.kind === 'remote'
      ? dialRemote(outside, address, target.tls, { opened: begin, failed: finish })
      : dialLocal(outside, { opened: begin, failed: finish });

  return {
    end() {
      if (connection !== undefined) return connection.end();
      finish(null);
      return Promise.resolve();
    },
  };
}

interface Dialled {
  opened(stream: Duplex, link: number, closed: (trouble: ConnectTrouble | null) => void): ConsoleConnection;
  failed(trouble: ConnectTrouble): void;
}

/** The own broker's side of the connection writes the rows. Takes effect in the next turn, as a real dial would. */
function dialLocal({ clock, attachLocal }: Outside, { opened, failed }: Dialled): () => void {
  return clock.after(0, () => {
    const stream = attachLocal();
    if (stream.link === 0) {
      stream.on('error', () => {}); // it says once more what the link's number says
      failed(brokerStoppedTrouble());
    } else {
      opened(stream, stream.link, () => {});
    }
  });
}

/** The link is opened when the transport is: an address that cannot be reached leaves no rows of a CONNECT that was never sent. */
function dialRemote(
  { clock, log, connectRemote }: Outside,
  address: RemoteAddress,
  tls: CheckedTarget['tls'],
  { opened, failed }: Dialled,
): () => void {
  const { maxPacketBytes } = DEFAULT_BROKER_LIMITS; // what the own broker would not let through either
  return connectRemote(
    address,
    {
      opened(stream) {
        const link = log.openLink({ lane: 'mqtt', role: 'console', address: hostPort(address) });
        const tap = createConnectionTap({
          log,
          clock,
          link,
          side: 'client',
          maxPacketBytes,
          // Not from within the push that brought the bytes: the stream is in the middle of it.
          onTooLarge: (size) => queueMicrotask(() => connection.abort(tooLargeTrouble(size, maxPacketBytes))),
        });
        tap.attach(stream, `the console to ${address.url}`);
        const connection = opened(stream, link, (trouble) => tap.close(trouble?.message ?? 'the console disconnected'));
      },
      failed,
    },
    tls === undefined ? {} : { tls },
  );
}
