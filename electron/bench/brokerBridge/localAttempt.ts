import type { LocalConnection } from '#bench/broker/createBrokerService.ts';
import { brokerStoppedTrouble } from '#bench/console/connectTrouble.ts';
import type { Clock } from '#shared/base/clock.ts';
import { type BridgeLeg, type LegEnd, openBridgeLeg } from './bridgeLeg.ts';
import type { ForwardedMessage } from './forwardLane.ts';
import { localLegOptions } from './legOptions.ts';

export interface LocalAttemptOptions {
  readonly clock: Clock;
  readonly attachLocal: () => LocalConnection;
  readonly clientId: string;
  readonly onOpened: (link: number) => void;
  readonly onReady: (leg: BridgeLeg) => void;
  readonly onMessage: (message: ForwardedMessage) => void;
  readonly whenRoom: (done: () => void) => void;
  /** Once, last, never from within the call. Null: asked for. */
  readonly onEnded: (end: LegEnd | null) => void;
}

/**
 * The connection to the bench's own broker, which records it itself. Under the bridge flag, so that the broker neither sends
 * back what came from the remote one nor takes the retain flag off.
 */
export function startLocalAttempt(options: LocalAttemptOptions): { end(): Promise<void> } {
  const { clock, attachLocal, clientId, onOpened, onReady, onMessage, whenRoom, onEnded } = options;
  let leg: BridgeLeg | undefined;
  let over = false;
  const cancel = clock.after(0, () => {
    const stream = attachLocal();
    if (stream.link === 0) {
      over = true;
      stream.on('error', () => {}); // it says once more what the link's number says
      onEnded({ ...brokerStoppedTrouble(), reached: 'nobody' });
      return;
    }
    const made = openBridgeLeg({
      ...{ clock, stream, bridgeFlag: true, client: localLegOptions(clientId, clock), onMessage, whenRoom, onEnded },
      onReady: () => onReady(made),
    });
    leg = made;
    onOpened(stream.link);
  });
  return {
    async end() {
      if (leg !== undefined) return leg.end();
      if (over) return;
      over = true;
      cancel();
      onEnded(null);
    },
  };
}
