import type { LocalConnection } from '#bench/broker/createBrokerService.ts';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { ConnectRemote } from '#bench/console/connectRemote.ts';
import { backoffMs } from '#bench/serial/backoff.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { BridgeState } from '#shared/contract/bridge.ts';
import { bridgeFilters, bridgeTopic } from '#shared/model/bridgeRules.ts';
import type { BridgeLeg, LegEnd } from './bridgeLeg.ts';
import type { CheckedBridge } from './checkBridge.ts';
import { createEchoMemory } from './echoMemory.ts';
import { createForwardLane, type ForwardedMessage } from './forwardLane.ts';
import { startLocalAttempt } from './localAttempt.ts';
import { startRemoteAttempt } from './remoteAttempt.ts';
import { createRepeatWatch } from './repeatWatch.ts';
import { createRetainedTopics } from './retainedTopics.ts';

/** A connection that held this long was a good one: the next attempts after it begin with short waits again. */
const GOOD_CONNECTION_US = 10_000_000;
/** 3.1.1 table 3.1: the server does not support the level asked for. */
const UNACCEPTABLE_VERSION = 1;

export interface BridgeOutside {
  readonly clock: Clock;
  readonly log: CaptureLog;
  readonly attachLocal: () => LocalConnection;
  readonly connectRemote: ConnectRemote;
  /** A client with this id came to the bench's own broker at or after this time: the remote broker is the own one. */
  readonly isOwnClient: (clientId: string, since: number) => boolean;
  readonly onChange: () => void;
}

export interface BridgeSession {
  state(): Omit<BridgeState, 'config'>;
  /** Ends both connections, in a bounded time. Nothing is tried any more. */
  end(): Promise<void>;
}

/**
 * Joins two brokers until it is ended. What keeps a message from going round: the own broker sends nothing back (bridge
 * flag), the remote one neither (no-local, bridge flag), or what comes back is recognised. Retained messages: the remote
 * broker's are taken first, so of a topic that both have the remote one's stays; the bench's other ones follow. While the
 * remote broker is away, messages of QoS 1 and 2 wait here, up to a bound. Over a break QoS 2 is "at least once", as each
 * leg has a handshake of its own.
 */
export function startBridgeSession(outside: BridgeOutside, bridge: CheckedBridge): BridgeSession {
  const { clock, log, onChange } = outside;
  const { rules } = bridge;
  const fromLocal = bridgeFilters(rules, 'local');
  const fromRemote = bridgeFilters(rules, 'remote');
  const echoes = createEchoMemory(clock);
  const retained = createRetainedTopics();
  const repeats = { toRemote: createRepeatWatch(clock), toLocal: createRepeatWatch(clock) };
  let state: BridgeState['state'] = 'connecting';
  let trouble = '';
  let failures = 0;
  let suppressed = 0;
  let link: number | null = null;
  let localLink: number | null = null;
  let bridgeFlag = bridge.level === 4;
  let everConnected = false;
  let localLeg: BridgeLeg | undefined;
  let localSubscribed = false;
  /** While the remote broker has accepted and is there. */
  let remoteLeg: BridgeLeg | undefined;
  let local: { end(): Promise<void> } | undefined;
  let remote: { end(): Promise<void> } | undefined;
  let cancelRetry = (): void => {};
  let stopped = false;

  const refused = (words: string): void => {
    trouble = `A message was not passed on: ${words}`;
    onChange();
  };
  const goesRound = (topic: string): void => {
    trouble = `The same message on ${topic.slice(0, 100)} is passed on again and again: does another bridge join these two brokers?`;
    onChange();
  };
  const toRemote = createForwardLane(refused);
  const toLocal = createForwardLane(refused);
  const usesMemory = (): boolean => bridge.level === 4 && !bridgeFlag;

  const enter = (next: BridgeState['state'], words: string): void => {
    state = next;
    trouble = words;
    onChange();
  };

  const fromLocalBroker = (message: ForwardedMessage): void => {
    const topic = bridgeTopic(rules, 'local', message.topic);
    if (topic === null) return;
    if (message.retain && retained.takes(message.topic)) {
      suppressed += 1;
      return;
    }
    if (repeats.toRemote(topic, message.payload)) goesRound(topic);
    toRemote.put({ ...message, topic });
  };
  const fromRemoteBroker = (message: ForwardedMessage): void => {
    if (usesMemory() && echoes.takes(message.topic, message.payload)) {
      suppressed += 1;
      return;
    }
    const topic = bridgeTopic(rules, 'remote', message.topic);
    if (topic === null) return;
    if (message.retain && !localSubscribed) retained.add(topic);
    if (repeats.toLocal(topic, message.payload)) goesRound(topic);
    toLocal.put({ ...message, topic });
  };

  const connectLocal = (): void => {
    local = startLocalAttempt({
      clock,
      attachLocal: outside.attachLocal,
      clientId: `${bridge.clientId}-local`.slice(-64),
      onOpened(opened) {
        localLink = opened;
      },
      onReady(leg) {
        localLeg = leg;
        toLocal.open(leg.publish, leg.window);
        connectRemote();
      },
      onMessage: fromLocalBroker,
      whenRoom: toRemote.whenRoom,
      onEnded(end) {
        [local, localLeg, localLink, localSubscribed] = [undefined, undefined, null, false];
        toLocal.close();
        if (end === null || stopped) return;
        // Without the own broker there is nothing to join; the remote connection goes too, and both are made again.
        const gone = remote?.end() ?? Promise.resolve();
        void gone.then(() => retry({ ...end, lasting: false }));
      },
    });
  };

  const connectRemote = (): void => {
    const dialledAt = clock.now();
    let readyAt: number | undefined;
    remote = startRemoteAttempt({
      ...{ clock, log, connectRemote: outside.connectRemote, bridge, bridgeFlag },
      onOpened(opened) {
        link = opened;
        onChange();
      },
      onReady(leg) {
        readyAt = clock.now();
        remoteLeg = leg;
        void begin(leg, dialledAt);
      },
      onMessage: fromRemoteBroker,
      whenRoom: toLocal.whenRoom,
      onEnded(end) {
        [remote, remoteLeg, link] = [undefined, undefined, null];
        toRemote.close();
        if (readyAt !== undefined && clock.now() - readyAt >= GOOD_CONNECTION_US) failures = 0;
        if (end === null || stopped) {
          onChange();
          return;
        }
        if (bridgeFlag && (end.reached === UNACCEPTABLE_VERSION || end.reached === 'no-connack')) {
          // Perhaps it only minds the flag.
          bridgeFlag = false;
          if (localLeg !== undefined) connectRemote();
          return;
        }
        if (bridge.level === 4 && end.reached === 'no-connack') bridgeFlag = true; // it did not mind the flag
        retry(end);
      },
    });
  };

  /** The remote broker accepted: first what it has, then what the bench has. */
  const begin = async (leg: BridgeLeg, dialledAt: number): Promise<void> => {
    const memory = usesMemory();
    const giveUp = (message: string): void => leg.abort({ code: 'failed', lasting: false, message });
    const granted = await leg.subscribe(fromRemote);
    if (!granted.ok) return giveUp(granted.error.message);
    if (outside.isOwnClient(bridge.clientId, dialledAt)) {
      leg.abort({ code: 'failed', lasting: true, message: OWN_BROKER });
      return;
    }
    const pong = await leg.ping();
    if (!pong.ok) return giveUp(pong.error.message);
    if (localLeg === undefined || remoteLeg !== leg || stopped) return;
    toRemote.open((message, done) => {
      if (memory && isSubscribedAt(message.topic)) echoes.sent(message.topic, message.payload);
      leg.publish(message, done);
    }, leg.window);
    if (!localSubscribed) {
      localSubscribed = true;
      const own = await localLeg.subscribe(fromLocal);
      if (!own.ok) {
        localSubscribed = false;
        return giveUp(own.error.message);
      }
      await localLeg?.ping();
      retained.clear();
    }
    // It may have ended while the own broker answered: how that goes on is in the state already.
    if (localLeg === undefined || remoteLeg !== leg || stopped) return;
    everConnected = true;
    const refusedFilters = fromRemote.filter((_, index) => (granted.value[index] ?? 0) >= 0x80);
    enter(
      'connected',
      refusedFilters.length === 0
        ? ''
        : `The remote broker refused the subscription to ${refusedFilters.map(({ filter }) => filter).join(', ')}.`,
    );
  };
  /** Whether what is published there under this topic comes back. */
  const isSubscribedAt = (topic: string): boolean => bridgeTopic(rules, 'remote', topic) !== null;

  const retry = (end: LegEnd): void => {
    if (stopped) return;
    failures += 1;
    if (end.lasting && !everConnected) {
      enter('stopped', end.message);
      stopped = true;
      void local?.end();
      return;
    }
    cancelRetry();
    cancelRetry = clock.after(backoffMs(failures), () => {
      if (localLeg === undefined) connectLocal();
      else connectRemote();
    });
    enter('waiting', end.message);
  };

  connectLocal();
  return {
    state: () => ({
      ...{ state, clientId: bridge.clientId, link, localLink, trouble, failures, suppressed },
      guard: link === null ? 'none' : bridge.level === 5 ? 'no-local' : bridgeFlag ? 'bridge-flag' : 'memory',
      toRemote: toRemote.way,
      toLocal: toLocal.way,
    }),
    async end() {
      stopped = true;
      cancelRetry();
      await Promise.all([remote?.end(), local?.end()]);
    },
  };
}

const OWN_BROKER = "The remote broker is the bench's own: every message would go round for ever. Name another broker.";
