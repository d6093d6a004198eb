import type { Duplex } from 'node:stream';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import { isLoopback } from '#bench/server/listenAddress.ts';
import type { Clock } from '#shared/base/clock.ts';
import { type Err, err, ok, type Result } from '#shared/base/result.ts';
import type { BrokerListen, BrokerState } from '#shared/contract/broker.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { CLEAR_LINK, type LinkProfile } from '#shared/modem/link/linkProfile.ts';
import { type Access, createOpenAccess } from './access/createAccess.ts';
import { type ClientHandlers, createClientHandlers } from './brokerHandlers.ts';
import { type BrokerLimits, DEFAULT_BROKER_LIMITS } from './brokerLimits.ts';
import {
  type BrokerListenersOptions,
  LISTENER_NAMES,
  type ListenerKind,
  type ServerIdentity,
  wantedPorts,
} from './brokerListeners.ts';
import { type BrokerRun, createBrokerRun } from './brokerRun.ts';
import { findFreePort } from './freePort.ts';
import type { ListenError, Listener } from './listener.ts';
import { createLocalPair } from './localPair.ts';
import { createProcHolderLookup, type FindHolder } from './portHolder.ts';
import { createRefusalNotes } from './refusalNotes.ts';
import { shapeDuplex } from './shapeDuplex.ts';
import { startFailure } from './startFailure.ts';
import { startListeners } from './startListeners.ts';
import type { StoreKeeper } from './store/createStoreKeeper.ts';

export const DEFAULT_BROKER_LISTEN: BrokerListen = { host: '127.0.0.1', port: 1883, wsPort: 9001 };

export interface BrokerServiceOptions {
  readonly clock: Clock;
  readonly log: CaptureLog;
  /** Something in `state()` changed, other than packet counters. */
  readonly onChange: () => void;
  readonly limits?: Partial<BrokerLimits>;
  readonly findHolder?: FindHolder;
  /**
   * The link that clients are to be heard over (the console is not). Connections that come while there is none stay clear; the
   * others follow every change.
   */
  readonly link?: () => LinkProfile;
  /** Who may do what; default: everybody everything. */
  readonly access?: Pick<Access, 'current' | 'login' | 'rules'>;
  /** Keeps retained messages and sessions between runs; default: nobody does. */
  readonly keeper?: StoreKeeper;
  /** Certificate and key for TLS; without it TLS cannot be switched on. */
  readonly identity?: () => Promise<Result<ServerIdentity, 'failed'>>;
}

/** The client's end of an in-process connection and the link it is recorded under (0: the broker is not running). */
export type LocalConnection = Duplex & { readonly link: number };

export interface BrokerService {
  readonly handlers: Pick<CommandHandlers, 'broker.start' | 'broker.stop'> & ClientHandlers;
  /**
   * Starts, or moves to another address: the broker then begins without clients, and without retained messages and sessions
   * unless they are kept.
   */
  start(listen: BrokerListen): Promise<Result<{ address: string }, ListenError>>;
  state(): BrokerState;
  /** Who may do what changed. */
  accessChanged(): void;
  /** A connection for the bench's own console. When the broker is not running the stream fails at once. */
  attachConsole(): LocalConnection;
  /** The same for the bench's bridge to another broker. */
  attachBridge(): LocalConnection;
  close(): Promise<void>;
}

interface Running {
  readonly run: BrokerRun;
  /** The first that is on. */
  readonly main: Listener;
  readonly listeners: ReadonlyMap<ListenerKind, Listener>;
}

type Phase = Pick<BrokerState, 'state' | 'trouble' | 'freePort'>;
const STOPPED: Phase = { state: 'stopped', trouble: '', freePort: null };

const noIdentity = async (): Promise<Result<ServerIdentity, 'failed'>> =>
  err('failed', 'This broker has no certificate.');

/** The bench's own MQTT broker: aedes behind up to four listeners, every connection recorded as a link. */
export function createBrokerService(options: BrokerServiceOptions): BrokerService {
  const { clock, log, onChange, findHolder = createProcHolderLookup(), link = () => CLEAR_LINK } = options;
  const { access = createOpenAccess(), keeper, identity = noIdentity } = options;
  const limits: BrokerLimits = { ...DEFAULT_BROKER_LIMITS, ...options.limits };
  // Notes about the broker stand on a link of their own, so that views of other lanes need not show them.
  let ownLink = 0;
  const note = (kind: NoteKind, text: string): void => {
    if (ownLink === 0) ownLink = log.openLink({ lane: 'mqtt', role: 'broker', address: 'this bench', name: 'broker' });
    log.note(kind, text, ownLink);
  };
  const noteRefused = createRefusalNotes(note, clock);
  let wanted = DEFAULT_BROKER_LISTEN;
  let phase = STOPPED;
  let running: Running | null = null;

  // One start or stop at a time, in the order they were asked for.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
  const enter = (next: Phase): void => {
    phase = next;
    onChange();
  };

  const shutDown = async (reason: string): Promise<void> => {
    const was = running;
    if (was === null) return;
    running = null;
    for (const listener of was.listeners.values()) listener.close();
    await was.run.close(reason);
    await keeper?.flush(was.run.store);
  };

  /** The streams of the broker by those of the transport, where a link lies between them. */
  const behindLink = new WeakMap<Duplex, Duplex>();
  const overLink = (stream: Duplex): Duplex => {
    if (link() === CLEAR_LINK) return stream;
    const shaped = shapeDuplex(stream, { clock, random: Math.random, profile: link });
    behindLink.set(stream, shaped);
    return shaped;
  };

  const onFault = (error: Error): void => {
    note('error', `A listener of the broker met a fault: ${error.message}`);
  };
  const explain = async (failure: Err<ListenError>, port: number): Promise<Err<ListenError>> => {
    const { code, message } = failure.error;
    const { host } = wanted;
    const holder = code === 'port-in-use' ? await findHolder(port) : null;
    const offer = code === 'port-in-use' || code === 'no-permission';
    const freePort = offer ? await findFreePort(host, Math.max(port, 1023)) : null;
    return startFailure({ code, message, host, port, holder, freePort });
  };

  const listenersFor = (run: BrokerRun): BrokerListenersOptions => ({
    limits,
    onStream: (stream, origin) => void run.accept(overLink(stream), origin),
    onText: (stream) =>
      run.drop(behindLink.get(stream) ?? stream, 'it sent a text message; MQTT needs binary ones [MQTT-6.0.0-1]'),
    onRefused: noteRefused,
    onDropped: run.refuse,
    onFault,
    identity,
  });

  const start = async (request: BrokerListen): Promise<Result<{ address: string }, ListenError>> => {
    if (running !== null && sameListen(request, wanted)) return ok({ address: running.main.address });
    wanted = request;
    enter({ state: 'starting', trouble: '', freePort: null });
    await shutDown('it moves to another address');
    const run = await createBrokerRun({
      ...{ log, clock, limits, access, onChange, onRefused: noteRefused },
      onStored: (store) => keeper?.changed(store),
    });
    await keeper?.restore(run.store);
    const started = await startListeners(request, listenersFor(run), explain);
    if (!started.ok) {
      await run.close('');
      return failed(started);
    }
    const { main, listeners, trouble } = started.value;
    running = { run, main, listeners };
    noteStarted(running, trouble);
    enter({ state: 'listening', trouble, freePort: null });
    return ok({ address: main.address });
  };
  const failed = (failure: Err<ListenError>): Err<ListenError> => {
    const { message, details } = failure.error;
    note('error', message);
    const freePort = typeof details?.freePort === 'number' ? details.freePort : null;
    enter({ state: 'failed', trouble: message, freePort });
    return failure;
  };

  const noteStarted = ({ main, listeners }: Running, trouble: string): void => {
    const on = Array.from(listeners, ([kind, { address }]) =>
      kind === 'tcp' ? address : `${LISTENER_NAMES[kind]} on ${address}`,
    );
    note('info', `The broker listens on ${on.join(', ')}`);
    if (trouble !== '') note('warning', trouble);
    if (!isLoopback(wanted.host) && access.current().anonymous) {
      note('warning', `Anybody who can reach ${main.address} can connect to the broker: it asks for no password.`);
    }
  };

  const addressOf = (kind: ListenerKind): string => running?.listeners.get(kind)?.address ?? '';
  const stop = async (): Promise<void> => {
    const wasRunning = running !== null;
    enter(STOPPED);
    await shutDown('it was stopped');
    if (wasRunning) note('info', 'The broker was stopped');
  };

  const attach = (kind: 'console' | 'bridge'): LocalConnection => {
    const [near, far] = createLocalPair();
    const link = running?.run.accept(far, { kind, address: 'this bench', openText: `the ${kind}` }) ?? 0;
    if (link === 0) {
      near.on('error', () => {});
      near.destroy(new Error('The broker of the bench is not running'));
    }
    return Object.assign(near, { link });
  };

  return {
    handlers: {
      'broker.start': (request) => inTurn(() => start(request)),
      'broker.stop': () => inTurn(stop).then(() => ok({})),
      ...createClientHandlers(
        () => running?.run ?? null,
        (store) => keeper?.changed(store),
      ),
    },
    start: (request) => inTurn(() => start(request)),
    state: () => ({
      ...phase,
      listen: wanted,
      address: running?.main.address ?? '',
      wsAddress: addressOf('ws'),
      addresses: { tcp: addressOf('tcp'), tls: addressOf('tls'), ws: addressOf('ws'), wss: addressOf('wss') },
      passwordAsked: !access.current().anonymous,
      clientCount: running?.run.clientCount ?? 0,
      clients: running?.run.clients() ?? [],
    }),
    accessChanged() {
      running?.run.rulesChanged();
      keeper?.decided(running?.run.store ?? null);
      onChange();
    },
    attachConsole: () => attach('console'),
    attachBridge: () => attach('bridge'),
    close: () => inTurn(stop),
  };
}

const sameListen = (a: BrokerListen, b: BrokerListen): boolean =>
  a.host === b.host && JSON.stringify(wantedPorts(a)) === JSON.stringify(wantedPorts(b));
