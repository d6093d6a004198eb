import { DEFAULT_BROKER_LIMITS } from '#bench/broker/brokerLimits.ts';
import { createConnectionTap } from '#bench/broker/connectionTap.ts';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { ConnectRemote } from '#bench/console/connectRemote.ts';
import {
  CONNECT_TIMEOUT_S,
  type ConnectTrouble,
  noConnackTrouble,
  silenceTrouble,
  tooLargeTrouble,
} from '#bench/console/connectTrouble.ts';
import { hostPort } from '#bench/console/consoleUrl.ts';
import type { Clock } from '#shared/base/clock.ts';
import { type BridgeLeg, type LegEnd, openBridgeLeg } from './bridgeLeg.ts';
import type { CheckedBridge } from './checkBridge.ts';
import type { ForwardedMessage } from './forwardLane.ts';
import { remoteLegOptions } from './legOptions.ts';

export interface RemoteAttemptOptions {
  readonly clock: Clock;
  readonly log: CaptureLog;
  readonly connectRemote: ConnectRemote;
  readonly bridge: CheckedBridge;
  readonly bridgeFlag: boolean;
  readonly onOpened: (link: number) => void;
  readonly onReady: (leg: BridgeLeg) => void;
  readonly onMessage: (message: ForwardedMessage) => void;
  readonly whenRoom: (done: () => void) => void;
  /** Once, last. Null: asked for. */
  readonly onEnded: (end: LegEnd | null) => void;
}

/** One try at the remote broker: dialling, CONNECT, and the connection until it ends. */
export interface RemoteAttempt {
  end(): Promise<void>;
}

export function startRemoteAttempt(options: RemoteAttemptOptions): RemoteAttempt {
  const { clock, log, bridge, onEnded } = options;
  const { address } = bridge;
  const { maxPacketBytes } = DEFAULT_BROKER_LIMITS;
  let leg: BridgeLeg | undefined;
  let over = false;

  const finish = (end: LegEnd | null): void => {
    if (over) return;
    over = true;
    cancelTimeout();
    giveUp();
    onEnded(end);
  };
  const notReached = (trouble: ConnectTrouble): void => finish({ ...trouble, reached: 'nobody' });

  const cancelTimeout = clock.after(CONNECT_TIMEOUT_S * 1000, () => {
    if (leg === undefined) notReached(silenceTrouble(address));
    else leg.abort(noConnackTrouble());
  });
  const giveUp = options.connectRemote(
    address,
    {
      opened(stream) {
        const link = log.openLink({ lane: 'mqtt', role: 'bridge', address: hostPort(address), name: 'bridge' });
        const tap = createConnectionTap({
          ...{ log, clock, link, maxPacketBytes },
          side: 'client',
          // Not from within the push that brought the bytes: the stream is in the middle of it.
          onTooLarge: (size) => queueMicrotask(() => made.abort(tooLargeTrouble(size, maxPacketBytes))),
        });
        tap.attach(stream, `the bridge to ${address.url}`);
        const made = openBridgeLeg({
          ...{ clock, stream, address, bridgeFlag: options.bridgeFlag },
          client: remoteLegOptions(bridge, clock),
          onMessage: options.onMessage,
          whenRoom: options.whenRoom,
          onReady() {
            cancelTimeout();
            options.onReady(made);
          },
          onEnded(end) {
            tap.close(end?.message ?? 'the bridge disconnected');
            finish(end);
          },
        });
        leg = made;
        options.onOpened(link);
      },
      failed: notReached,
    },
    { tls: bridge.tls },
  );
  return {
    end() {
      if (leg !== undefined) return leg.end();
      finish(null);
      return Promise.resolve();
    },
  };
}
