import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { PortState, SerialSettings } from '#shared/contract/serial.ts';
import { identifyPort, type PortFacts } from '#shared/model/portIdentity.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { formatSerialSettings } from '#shared/model/serialFormat.ts';
import { retry } from './backoff.ts';
import { findAgain } from './findAgain.ts';
import { createLivePort, type LivePort, type LivePortDeps, type WantedLines } from './livePort.ts';
import type { SerialBackend, SerialPortHandle } from './serialBackend.ts';
import { shortPortName } from './serialPath.ts';

/** A port as it was asked for. */
export interface WantedPort extends WantedLines {
  readonly path: string;
  readonly settings: SerialSettings;
  /** Open again with backoff when it goes away. */
  readonly reconnect: boolean;
  /** Player ports only: start again at the end. */
  readonly loop: boolean;
}

/** What a keeper tells its link. */
export interface PortListener extends Pick<LivePortDeps, 'onData' | 'onReplayedTx' | 'onLines' | 'linesEvery'> {
  /** The port has gone; called before that is noted. */
  readonly onLost: () => void;
  /** It is back and open, maybe under another path; called after that is noted. */
  readonly onBack: () => void;
  /** A capture was played to its end. */
  readonly onEnd: () => void;
  readonly note: (kind: NoteKind, text: string) => void;
}

export interface PortKeeperDeps {
  readonly clock: Clock;
  readonly backend: SerialBackend;
  /** Anything that `state` shows has changed. */
  readonly onChange: () => void;
  /** Paths of all ports in use, this one's too: not to be taken on the search for it when it went away. */
  readonly taken: () => readonly string[];
}

/** One port that is kept open: when it goes away it is opened again, wherever it comes back. */
export interface PortKeeper {
  /** Where the port is now, or was last: a USB port may come back under another name. */
  readonly path: string;
  readonly settings: SerialSettings;
  /** Open, or waiting to be open again. */
  readonly active: boolean;
  /** The port, while it is open. */
  readonly live: LivePort | null;
  /** Drives the control lines as asked for; resolves when that is done. */
  start(): Promise<void>;
  state(): PortState;
  write(bytes: Uint8Array): Promise<Result<void, 'not-open' | 'failed'>>;
  send(bytes: Uint8Array, taken: () => void): Promise<Result<{ bytes: number }, 'not-open' | 'congested' | 'failed'>>;
  /** Null leaves a line as it is. */
  control(lines: WantedLines): Promise<Result<Pick<PortState, 'dtr' | 'rts'>, 'not-open' | 'not-supported' | 'failed'>>;
  setBaud(baud: number): Promise<Result<Record<string, never>, 'not-open' | 'unsupported' | 'failed'>>;
  /** Resolves after a bounded time, whatever the port does. */
  close(): Promise<void>;
}

type Phase =
  | { readonly name: 'open'; readonly port: LivePort }
  | { readonly name: 'lost'; readonly trouble: string; readonly attempts: number; readonly stop: () => void }
  /** A capture was played to its end. */
  | { readonly name: 'ended' }
  | { readonly name: 'closed' };

const NO_LINES = { dtr: null, rts: null, cts: null, dsr: null, dcd: null };

/** Takes an opened port into its care. Its bytes come from now on. */
export function createPortKeeper(
  deps: PortKeeperDeps,
  request: WantedPort,
  listener: PortListener,
  opened: SerialPortHandle,
): PortKeeper {
  const { clock, backend, onChange } = deps;
  const { note } = listener;
  const { reconnect } = request;
  let { path, settings } = request;
  let wanted: WantedLines = { dtr: request.dtr, rts: request.rts };
  let label = defaultLabel(path);
  let rxBytes = 0;
  let txBytes = 0;

  const use = (handle: SerialPortHandle): LivePort =>
    createLivePort(
      {
        ...{ clock, note, onChange, onLost, onEnd },
        ...{ onReplayedTx: listener.onReplayedTx, onLines: listener.onLines, linesEvery: listener.linesEvery },
        onData(bytes) {
          rxBytes += bytes.length;
          listener.onData(bytes);
        },
      },
      handle,
    );

  const onLost = (reason: string): void => {
    if (phase.name !== 'open') return;
    const lostAt = clock.now();
    const closing = phase.port.close();
    const stop = reconnect ? retry(clock, (attempt) => comeBack(attempt, closing, lostAt)) : () => undefined;
    phase = { name: 'lost', trouble: reason, attempts: 0, stop };
    listener.onLost();
    note('lost', `${path} is gone: ${reason}. ${reconnect ? 'Waiting for it to come back.' : 'Open it again.'}`);
    onChange();
  };
  const onEnd = (): void => {
    if (phase.name !== 'open') return;
    void phase.port.close();
    phase = { name: 'ended' };
    listener.onEnd();
    onChange();
  };

  /** What the system told of the port while it was there; null for what the system does not list. */
  const facts: Promise<PortFacts | null> = backend.list().then(
    ({ ports }) => {
      const found = ports.find((port) => port.path === path) ?? null;
      if (found !== null) label = identifyPort(found).label;
      onChange();
      return found;
    },
    () => null,
  );
  const whereNow = async (): Promise<string | null> => {
    const was = await facts;
    if (was === null) return path;
    const { ports } = await backend.list();
    return findAgain({ ...was, path }, ports, takenByOthers(deps.taken(), path));
  };
  /** One attempt to open the port again; true when there is nothing more to do. */
  const comeBack = async (attempt: number, closing: Promise<void>, lostAt: number): Promise<boolean> => {
    await closing;
    const now = await whereNow();
    if (phase.name !== 'lost') return true;
    phase = { ...phase, attempts: attempt };
    onChange();
    if (now === null) return false;
    const result = await backend.open({ path: now, settings, loop: request.loop });
    if (phase.name !== 'lost') {
      if (result.ok) void result.value.close();
      return true;
    }
    if (!result.ok) {
      // That it is not there is known already; that something else has taken it is news.
      if (result.error.code !== 'not-found') phase = { ...phase, trouble: result.error.message };
      onChange();
      return false;
    }
    path = now;
    const port = use(result.value);
    phase = { name: 'open', port };
    const away = ((clock.now() - lostAt) / 1e6).toFixed(1);
    note('recovered', `Back as ${path} after ${away} s, at ${formatSerialSettings(settings)}.`);
    listener.onBack();
    onChange();
    await port.start(wanted);
    return true;
  };

  let phase: Phase = { name: 'open', port: use(opened) };

  const notOpen = () =>
    err('not-open', `${path} is not open${phase.name === 'lost' ? ' now: it went away' : ''}. Nothing was done.`);

  return {
    get path() {
      return path;
    },
    get settings() {
      return settings;
    },
    get active() {
      return phase.name === 'open' || (phase.name === 'lost' && reconnect);
    },
    get live() {
      return phase.name === 'open' ? phase.port : null;
    },
    start: () => (phase.name === 'open' ? phase.port.start(wanted) : Promise.resolve()),
    state: () => ({
      ...{ path, label, settings },
      ...(phase.name === 'open' ? phase.port.lines() : NO_LINES),
      state: phase.name === 'ended' ? 'closed' : phase.name,
      ...{ rxBytes, txBytes },
      trouble: phase.name === 'lost' ? phase.trouble : '',
      attempts: phase.name === 'lost' ? phase.attempts : 0,
    }),
    async write(bytes) {
      if (phase.name !== 'open') return notOpen();
      txBytes += bytes.length;
      return phase.port.write(bytes);
    },
    async send(bytes, taken) {
      if (phase.name !== 'open') return notOpen();
      return phase.port.send(bytes, () => {
        txBytes += bytes.length;
        taken();
      });
    },
    async control(lines) {
      if (phase.name !== 'open') return notOpen();
      const { port } = phase;
      const result = await port.control(lines);
      if (!result.ok) return result;
      wanted = { dtr: lines.dtr ?? wanted.dtr, rts: lines.rts ?? wanted.rts };
      const { dtr, rts } = port.lines();
      return ok({ dtr, rts });
    },
    async setBaud(baud) {
      if (phase.name !== 'open') return notOpen();
      const result = await phase.port.setBaud(baud);
      if (!result.ok) return result;
      settings = { ...settings, baud };
      onChange();
      return ok({});
    },
    async close() {
      const was = phase;
      if (was.name === 'closed') return;
      phase = { name: 'closed' };
      if (was.name === 'lost') was.stop();
      onChange();
      if (was.name === 'open') await was.port.close();
    },
  };
}

/** `, DTR off, RTS on`: what is asked for, as a part of a sentence; '' for nothing. */
export const describeLines = ({ dtr, rts }: WantedLines): string =>
  (dtr === null ? '' : `, DTR ${dtr ? 'on' : 'off'}`) + (rts === null ? '' : `, RTS ${rts ? 'on' : 'off'}`);

/** Another port may have come back under the name this one had. */
function takenByOthers(taken: readonly string[], path: string): ReadonlySet<string> {
  const own = taken.indexOf(path);
  return new Set(taken.filter((_path, index) => index !== own));
}

const defaultLabel = (path: string): string =>
  path.startsWith('tcp://') ? 'TCP serial port' : path.startsWith('play:') ? 'Recorded capture' : shortPortName(path);
