import { randomBytes } from 'node:crypto';
import type { LocalConnection } from '#bench/broker/createBrokerService.ts';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import { type ConnectRemote, connectRemote as dialBroker } from '#bench/console/connectRemote.ts';
import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import type { BridgeConfig, BridgeState } from '#shared/contract/bridge.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { type BridgeOutside, type BridgeSession, startBridgeSession } from './bridgeSession.ts';
import { checkBridge } from './checkBridge.ts';

export interface BridgeServiceOptions {
  readonly clock: Clock;
  readonly log: CaptureLog;
  /** A connection to the bench's own broker; the broker records it. */
  readonly attachLocal: () => LocalConnection;
  readonly connectRemote?: ConnectRemote;
  readonly isOwnClient: BridgeOutside['isOwnClient'];
  readonly onChange: () => void;
}

type Handlers = Pick<CommandHandlers, 'bridge.start' | 'bridge.stop' | 'bridge.get'>;

export interface BridgeService {
  readonly handlers: Handlers;
  state(): BridgeState;
  /** Moves with every message; null while no bridge runs. */
  counted(): number | null;
  close(): Promise<void>;
}

const IDLE: Omit<BridgeState, 'config'> = {
  ...{ state: 'stopped', clientId: '', link: null, localLink: null, trouble: '', failures: 0, guard: 'none' },
  toRemote: { forwarded: 0, dropped: 0, waiting: 0 },
  toLocal: { forwarded: 0, dropped: 0, waiting: 0 },
  suppressed: 0,
};

/** The bridge between the bench's own broker and one elsewhere; one at a time. */
export function createBridgeService(options: BridgeServiceOptions): BridgeService {
  const { clock, log, attachLocal, connectRemote = dialBroker, isOwnClient, onChange } = options;
  const defaultClientId = `modemscope-bridge-${randomBytes(4).toString('hex')}`;
  let session: BridgeSession | undefined;
  let config: BridgeConfig | null = null;
  let closed = false;
  // Notes stand on a link of their own, so that views of other lanes need not show them.
  let ownLink = 0;
  const note = (kind: NoteKind, text: string): void => {
    if (ownLink === 0) ownLink = log.openLink({ lane: 'mqtt', role: 'broker', address: 'this bench', name: 'bridge' });
    log.note(kind, text, ownLink);
  };
  // One start or stop at a time, in the order they were asked for.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };

  const stop = async (): Promise<void> => {
    const was = session;
    if (was === undefined) return;
    await was.end();
    session = undefined;
    note('info', 'The bridge was stopped');
    onChange();
  };
  const start: Handlers['bridge.start'] = (input) =>
    inTurn(async () => {
      const bridge = checkBridge(input, defaultClientId);
      if (!bridge.ok) return bridge;
      if (closed) return err('failed', 'The bench is closing.');
      await stop();
      const { password: _secret, address, ...shown } = bridge.value;
      config = { ...shown, clientId: input.clientId };
      note('info', `A bridge joins the bench's broker with ${address.url}`);
      if (bridge.value.tls.insecure && (address.scheme === 'mqtts' || address.scheme === 'wss')) {
        note('warning', `The certificate of ${address.url} is not checked: the other end may be anybody.`);
      }
      session = startBridgeSession({ clock, log, attachLocal, connectRemote, isOwnClient, onChange }, bridge.value);
      onChange();
      return ok({});
    });

  const state = (): BridgeState => ({ ...(session?.state() ?? IDLE), config });
  return {
    handlers: {
      'bridge.start': start,
      'bridge.stop': () => inTurn(stop).then(() => ok({})),
      'bridge.get': () => ok(state()),
    },
    state,
    counted() {
      if (session === undefined) return null;
      const { toRemote, toLocal, suppressed } = session.state();
      // Weighed, so that a message that goes from waiting to forwarded moves the sum.
      const sum = (way: BridgeState['toLocal']): number => 2 * way.forwarded + 3 * way.dropped + way.waiting;
      return sum(toRemote) + sum(toLocal) + suppressed;
    },
    close() {
      closed = true;
      return inTurn(stop);
    },
  };
}
