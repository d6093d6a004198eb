import { createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import { formatAddress, isLoopback } from '#bench/server/listenAddress.ts';
import type { Clock } from '#shared/base/clock.ts';
import { type Err, ok, type Result } from '#shared/base/result.ts';
import type { BrokerListen, BrokerState } from '#shared/contract/broker.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { CLEAR_LINK, type LinkProfile } from '#shared/modem/link/linkProfile.ts';
import { type BrokerLimits, DEFAULT_BROKER_LIMITS } from './brokerLimits.ts';
import { type BrokerRun, createBrokerRun } from './brokerRun.ts';
import { findFreePort } from './freePort.ts';
import { type ListenError, type Listener, listen } from './listener.ts';
import { createLocalPair } from './localPair.ts';
import { createProcHolderLookup, type FindHolder } from './portHolder.ts';
import { createRefusalNotes } from './refusalNotes.ts';
import { shapeDuplex } from './shapeDuplex.ts';
import { startFailure } from './startFailure.ts';
import { createMqttWebSocketServer } from './webSocketServer.ts';

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
}

/** The client's end of an in-process connection and the link it is recorded under (0: the broker is not running). */
export type LocalConnection = Duplex & { readonly link: number };

export interface BrokerService {
  readonly handlers: Pick<CommandHandlers, 'broker.start' | 'broker.stop'>;
  /** Starts, or moves to another address: the broker then begins empty, without clients, retained messages or sessions. */
  start(listen: BrokerListen): Promise<Result<{ address: string }, ListenError>>;
  state(): BrokerState;
  /** A connection for the bench's own console. When the broker is not running the stream fails at once. */
  attachConsole(): LocalConnection;
  close(): Promise<void>;
}

interface Running {
  readonly run: BrokerRun;
  readonly tcp: Listener;
  readonly ws: Listener | null;
}

type Phase = Pick<BrokerState, 'state' | 'trouble' | 'freePort'>;
const STOPPED: Phase = { state: 'stopped', trouble: '', freePort: null };

/** The bench's own MQTT broker: aedes behind a TCP and a WebSocket listener, every connection recorded as a link. */
export function createBrokerService(options: BrokerServiceOptions): BrokerService {
  const { clock, log, onChange, findHolder = createProcHolderLookup(), link = () => CLEAR_LINK } = options;
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
    was.tcp.close();
    was.ws?.close();
    await was.run.close(reason);
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

  const listenTcp = (run: BrokerRun): Promise<Result<Listener, ListenError>> => {
    const server = createServer({ noDelay: true }, (socket) => {
      const address = formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0);
      run.accept(overLink(socket), { role: 'device', address, openText: `TCP from ${address}` });
    });
    return listen(server, wanted.host, wanted.port, onFault);
  };
  const listenWs = async (run: BrokerRun, port: number): Promise<Result<Listener, ListenError>> => {
    const server = createMqttWebSocketServer({
      maxMessageBytes: limits.maxPacketBytes,
      maxConnections: limits.maxConnections,
      onStream(stream, { socket }) {
        const address = formatAddress(socket.remoteAddress ?? '', socket.remotePort ?? 0);
        run.accept(overLink(stream), { role: 'device', address, openText: `WebSocket from ${address}` });
      },
      onRefused: ({ socket }, why) => noteRefused(`WebSocket port: ${socket.remoteAddress} was turned away: ${why}`),
      onText: (stream) =>
        run.drop(behindLink.get(stream) ?? stream, 'it sent a text message; MQTT needs binary ones [MQTT-6.0.0-1]'),
    });
    const listening = await listen(server, wanted.host, port, onFault);
    return listening.ok ? listening : explain(listening, port);
  };

  const start = async (request: BrokerListen): Promise<Result<{ address: string }, ListenError>> => {
    if (running !== null && sameListen(request, wanted)) return ok({ address: running.tcp.address });
    wanted = request;
    enter({ state: 'starting', trouble: '', freePort: null });
    await shutDown('it moves to another address');
    const run = await createBrokerRun({
      log,
      clock,
      limits,
      onChange,
      onRefused: ({ address }) =>
        noteRefused(`${address} was turned away: the broker takes ${limits.maxConnections} connections`),
    });
    const tcp = await listenTcp(run);
    if (!tcp.ok) {
      await run.close('');
      const failure = await explain(tcp, request.port);
      const { freePort } = failure.error.details ?? {};
      note('error', failure.error.message);
      enter({
        state: 'failed',
        trouble: failure.error.message,
        freePort: typeof freePort === 'number' ? freePort : null,
      });
      return failure;
    }
    // Boards come over TCP: without its WebSocket listener the broker is still worth having.
    const ws = request.wsPort === null ? null : await listenWs(run, request.wsPort);
    running = { run, tcp: tcp.value, ws: ws?.ok === true ? ws.value : null };
    const trouble = ws?.ok === false ? `MQTT over WebSocket is off. ${ws.error.message}` : '';
    noteStarted(running, trouble);
    enter({ state: 'listening', trouble, freePort: null });
    return ok({ address: tcp.value.address });
  };

  const noteStarted = ({ tcp, ws }: Running, trouble: string): void => {
    note('info', `The broker listens on ${tcp.address}${ws === null ? '' : `, WebSocket on ${ws.address}`}`);
    if (trouble !== '') note('warning', trouble);
    if (!isLoopback(wanted.host)) {
      note('warning', `Anybody who can reach ${tcp.address} can connect to the broker: it asks for no password.`);
    }
  };

  const stop = async (): Promise<void> => {
    const wasRunning = running !== null;
    enter(STOPPED);
    await shutDown('it was stopped');
    if (wasRunning) note('info', 'The broker was stopped');
  };

  return {
    handlers: {
      'broker.start': (request) => inTurn(() => start(request)),
      'broker.stop': () => inTurn(stop).then(() => ok({})),
    },
    start: (request) => inTurn(() => start(request)),
    state: () => ({
      ...phase,
      listen: wanted,
      address: running?.tcp.address ?? '',
      wsAddress: running?.ws?.address ?? '',
      clientCount: running?.run.clientCount ?? 0,
      clients: running?.run.clients() ?? [],
    }),
    attachConsole() {
      const [near, far] = createLocalPair();
      const link = running?.run.accept(far, { role: 'console', address: 'this bench', openText: 'the console' }) ?? 0;
      if (link === 0) {
        near.on('error', () => {});
        near.destroy(new Error('The broker of the bench is not running'));
      }
      return Object.assign(near, { link });
    },
    close: () => inTurn(stop),
  };
}

const sameListen = (a: BrokerListen, b: BrokerListen): boolean =>
  a.host === b.host && a.port === b.port && a.wsPort === b.wsPort;
