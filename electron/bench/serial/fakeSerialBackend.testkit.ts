import { createEmitter } from '#shared/base/emitter.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialOpenError } from '#shared/contract/serial.ts';
import { createPortEvents } from './portEvents.ts';
import type { ControlLines, ListedPort, SerialBackend, SerialOpenRequest, SerialPortHandle } from './serialBackend.ts';

/** A port that someone opened on the fake; the test plays the other side. */
export interface FakePort {
  readonly request: SerialOpenRequest;
  /** Bytes, or characters as Latin-1, arrive at the host. */
  receive(bytes: Uint8Array | string): void;
  /** A player's record of what the host sent. */
  replayTx(bytes: Uint8Array | string): void;
  /** The port goes away. */
  lose(reason?: string): void;
  /** A player is at its end. */
  end(): void;
  /** Everything written so far, as Latin-1. */
  readonly written: string;
  /** What the other side does when bytes were written to it. */
  answer: (bytes: Uint8Array) => void;
  /** From now on writes wait (`hold`), go through (`take`), or fail. */
  writes: 'hold' | 'take' | 'fail';
  /** Lets waiting writes go through. */
  release(): void;
  /** What the other side drives; null: the port has no lines. */
  lines: ControlLines | null;
  readonly driven: { readonly dtr: boolean; readonly rts: boolean };
  baud: number;
  /** Speeds the port refuses. */
  readonly refusedBauds: Set<number>;
  /** The bench does not read now: what arrives waits, unless the port cannot be held. */
  readonly held: boolean;
  /** The port goes on giving bytes when it is held. */
  unstoppable: boolean;
  /** close() never answers. */
  hangOnClose: boolean;
  readonly closed: boolean;
}

export interface FakeSerialBackend extends SerialBackend {
  /** A port appears in the list and can be opened. */
  plug(port: ListedPort | string): void;
  /** It disappears; who has it open loses it. */
  unplug(path: string): void;
  /** Opening this path fails until it is plugged (again). */
  refuse(path: string, code: SerialOpenError, message: string): void;
  /** Opens wait until the answer of this function is called. */
  holdOpens(): () => void;
  /** The port opened last on this path. Throws when there was none. */
  port(path: string): FakePort;
  readonly opened: readonly FakePort[];
  /** Called with every port that is opened, before it is used. */
  onOpened: (port: FakePort) => void;
  /** Paths of ports that have no control lines. */
  readonly lineless: Set<string>;
  warning: string;
  notice: string;
}

const toBytes = (bytes: Uint8Array | string): Uint8Array =>
  typeof bytes === 'string' ? Uint8Array.from(bytes, (character) => character.charCodeAt(0)) : bytes;

/** Serial ports in memory. */
export function createFakeSerialBackend(ports: readonly (ListedPort | string)[] = []): FakeSerialBackend {
  const present = new Map<string, ListedPort>();
  const refusals = new Map<string, Result<never, SerialOpenError>>();
  const opened: FakePort[] = [];
  let gate: Promise<void> = Promise.resolve();

  const fake: FakeSerialBackend = {
    warning: '',
    notice: '',
    opened,
    onOpened: () => undefined,
    lineless: new Set(),
    plug(port) {
      const listed = typeof port === 'string' ? { path: port } : port;
      present.set(listed.path, listed);
      refusals.delete(listed.path);
    },
    unplug(path) {
      present.delete(path);
      for (const port of opened) if (port.request.path === path) port.lose('it hung up');
    },
    refuse(path, code, message) {
      refusals.set(path, err(code, message));
    },
    holdOpens() {
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    port(path) {
      const port = opened.findLast((candidate) => candidate.request.path === path);
      if (port === undefined) throw new Error(`${path} was never opened`);
      return port;
    },
    // A system lists devices; TCP ports and captures are known to their user alone.
    list: () =>
      Promise.resolve({
        ports: [...present.values()].filter(({ path }) => !/^(tcp|play):/.test(path)),
        warning: fake.warning,
      }),
    async open(request) {
      await gate;
      const refusal = refusals.get(request.path);
      if (refusal !== undefined) return refusal;
      if (!present.has(request.path)) return err('not-found', `${request.path} is not there.`);
      const { port, handle } = createFakePort(request, fake.notice);
      if (fake.lineless.has(request.path)) port.lines = null;
      opened.push(port);
      fake.onOpened(port);
      return ok(handle);
    },
  };
  for (const port of ports) fake.plug(port);
  return fake;
}

function createFakePort(request: SerialOpenRequest, notice: string): { port: FakePort; handle: SerialPortHandle } {
  const events = createPortEvents();
  const replayed = createEmitter<Uint8Array>();
  const ended = createEmitter<void>();
  const noLines = err('not-supported', 'No lines here.');
  let written = '';
  let driven = { dtr: true, rts: true };
  let waiting: { readonly bytes: Uint8Array; readonly settle: (result: Result<void, 'failed'>) => void }[] = [];
  let closed = false;
  let held = false;
  let unread: Uint8Array[] = [];

  const take = (bytes: Uint8Array): void => {
    written += String.fromCharCode(...bytes);
    port.answer(bytes);
  };
  const failWaiting = (): void => {
    const failed = waiting;
    waiting = [];
    for (const { settle } of failed) settle(err('failed', 'Not written.'));
  };

  const port: FakePort = {
    request,
    answer: () => undefined,
    writes: 'take',
    lines: { cts: false, dsr: false, dcd: false },
    baud: request.settings.baud,
    refusedBauds: new Set(),
    hangOnClose: false,
    unstoppable: false,
    receive(bytes) {
      if (held && !port.unstoppable) unread.push(toBytes(bytes));
      else events.data(toBytes(bytes));
    },
    replayTx: (bytes) => replayed.emit(toBytes(bytes)),
    lose(reason = 'it hung up') {
      failWaiting();
      events.lost(reason);
    },
    end() {
      if (events.finish()) ended.emit();
    },
    release() {
      port.writes = 'take';
      const taken = waiting;
      waiting = [];
      for (const { bytes, settle } of taken) {
        take(bytes);
        settle(ok(undefined));
      }
    },
    get held() {
      return held;
    },
    get written() {
      return written;
    },
    get driven() {
      return driven;
    },
    get closed() {
      return closed;
    },
  };

  const handle: SerialPortHandle = {
    onData: events.onData,
    onLost: events.onLost,
    onReplayedTx: (listener) => replayed.on(listener),
    onEnd: (listener) => ended.on(listener),
    notice: Promise.resolve(notice),
    write(bytes) {
      if (closed || port.writes === 'fail') return Promise.resolve(err('failed', 'Not written.'));
      if (port.writes === 'take') {
        take(bytes);
        return Promise.resolve(ok(undefined));
      }
      return new Promise((settle) => {
        waiting.push({ bytes, settle });
      });
    },
    hold(wanted) {
      held = wanted;
      const given = held ? [] : unread;
      unread = unread.slice(given.length);
      for (const bytes of given) events.data(bytes);
    },
    get pending() {
      return waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
    },
    get driven() {
      return driven;
    },
    async setLines(lines) {
      if (port.lines === null) return noLines;
      driven = { ...driven, ...lines };
      return ok(undefined);
    },
    async getLines() {
      return port.lines === null ? noLines : ok(port.lines);
    },
    async setBaud(baud) {
      if (port.refusedBauds.has(baud)) return err('unsupported', `No ${baud} baud here.`);
      port.baud = baud;
      return ok(undefined);
    },
    close() {
      events.finish();
      closed = true;
      failWaiting();
      return port.hangOnClose ? new Promise(() => undefined) : Promise.resolve();
    },
  };
  return { port, handle };
}
