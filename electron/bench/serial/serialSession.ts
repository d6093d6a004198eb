import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialLink, SerialOpenInput } from '#shared/contract/serial.ts';
import { identifyPort, type PortFacts } from '#shared/model/portIdentity.ts';
import { formatSerialSettings } from '#shared/model/serialFormat.ts';
import type { CaptureLog } from '../capture/captureLog.ts';
import { retry } from './backoff.ts';
import { findAgain } from './findAgain.ts';
import { createLinkRecorder } from './linkRecorder.ts';
import { createLivePort, type LivePort, type WantedLines } from './livePort.ts';
import type { SerialBackend, SerialPortHandle } from './serialBackend.ts';
import { shortPortName } from './serialPath.ts';

export interface SerialSessionDeps {
  readonly clock: Clock;
  readonly log: CaptureLog;
  readonly backend: SerialBackend;
  /** Anything that `state` shows has changed. */
  readonly onChange: () => void;
  /** Paths of other sessions, not to be taken on the search for a port that went away. */
  readonly taken: () => ReadonlySet<string>;
}

/** One port the user opened: a link of the log that outlives unplugging. */
export interface SerialSession {
  readonly link: number;
  /** Where the port is now, or was last: a USB port may come back under another name. */
  readonly path: string;
  /** Open, or waiting to be open again. */
  readonly active: boolean;
  /** Resolves when the control lines are as asked for. */
  readonly ready: Promise<void>;
  state(): SerialLink;
  send(bytes: Uint8Array): Promise<Result<{ bytes: number }, 'not-open' | 'congested' | 'failed'>>;
  /** Null leaves a line as it is. */
  control(
    lines: WantedLines,
  ): Promise<Result<Pick<SerialLink, 'dtr' | 'rts'>, 'not-open' | 'not-supported' | 'failed'>>;
  setBaud(baud: number): Promise<Result<Record<string, never>, 'not-open' | 'unsupported' | 'failed'>>;
  /** Ends the link. Resolves after a bounded time, whatever the port does. */
  close(): Promise<void>;
}

type Phase =
  | { readonly name: 'open'; readonly port: LivePort }
  | { readonly name: 'lost'; readonly trouble: string; readonly attempts: number; readonly stop: () => void }
  /** A capture was played to its end. */
  | { readonly name: 'ended' }
  | { readonly name: 'closed' };

const NO_LINES = { dtr: null, rts: null, cts: null, dsr: null, dcd: null };

/** Takes an opened port into the log. */
export function createSerialSession(
  deps: SerialSessionDeps,
  input: SerialOpenInput,
  opened: SerialPortHandle,
): SerialSession {
  const { clock, log, backend, onChange } = deps;
  const { role, reconnect } = input;
  let path = input.path;
  let { settings } = input;
  let wanted: WantedLines = { dtr: input.dtr, rts: input.rts };
  let label = defaultLabel(path);
  const link = log.openLink({ lane: 'serial', role, address: path, name: shortPortName(path) });
  const recorder = createLinkRecorder({ clock, log, link, content: role === 'mcu-console' ? 'text' : 'at' });
  const note: CaptureLog['note'] = (kind, text) => log.note(kind, text, link);

  const use = (handle: SerialPortHandle): LivePort =>
    createLivePort({ clock, recorder, note, onChange, onLost, onEnd }, handle);

  const onLost = (reason: string): void => {
    if (phase.name !== 'open') return;
    const lostAt = clock.now();
    const closing = phase.port.close();
    recorder.flush();
    note('lost', `${path} is gone: ${reason}. ${reconnect ? 'Waiting for it to come back.' : 'Open it again.'}`);
    const stop = reconnect ? retry(clock, (attempt) => comeBack(attempt, closing, lostAt)) : () => undefined;
    phase = { name: 'lost', trouble: reason, attempts: 0, stop };
    onChange();
  };
  const onEnd = (): void => {
    if (phase.name !== 'open') return;
    void phase.port.close();
    recorder.flush();
    phase = { name: 'ended' };
    note('close', `${path} was played to its end.`);
    log.closeLink(link);
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
    return findAgain({ ...was, path }, ports, deps.taken());
  };
  /** One attempt to open the port again; true when there is nothing more to do. */
  const comeBack = async (attempt: number, closing: Promise<void>, lostAt: number): Promise<boolean> => {
    await closing;
    const now = await whereNow();
    if (phase.name !== 'lost') return true;
    phase = { ...phase, attempts: attempt };
    onChange();
    if (now === null) return false;
    const result = await backend.open({ path: now, settings, loop: input.loop });
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
    if (now !== path) log.updateLink(link, { address: now, name: shortPortName(now) });
    path = now;
    const away = ((clock.now() - lostAt) / 1e6).toFixed(1);
    note('recovered', `Back as ${path} after ${away} s, at ${formatSerialSettings(settings)}.`);
    phase = { name: 'open', port: use(result.value) };
    onChange();
    await phase.port.start(wanted);
    return true;
  };

  note('open', `Opened ${path} at ${formatSerialSettings(settings)}${describeLines(wanted)}.`);
  let phase: Phase = { name: 'open', port: use(opened) };
  const ready = phase.port.start(wanted);
  onChange();

  const notOpen = () =>
    err('not-open', `${path} is not open${phase.name === 'lost' ? ' now: it went away' : ''}. Nothing was done.`);

  return {
    link,
    ready,
    get path() {
      return path;
    },
    get active() {
      return phase.name === 'open' || (phase.name === 'lost' && reconnect);
    },
    state: () => ({
      ...{ link, path, label, role, settings },
      ...(phase.name === 'open' ? phase.port.lines() : NO_LINES),
      state: phase.name === 'ended' ? 'closed' : phase.name,
      rxBytes: recorder.rxBytes,
      txBytes: recorder.txBytes,
      trouble: phase.name === 'lost' ? phase.trouble : '',
      attempts: phase.name === 'lost' ? phase.attempts : 0,
    }),
    async send(bytes) {
      return phase.name === 'open' ? phase.port.send(bytes) : notOpen();
    },
    async control(lines) {
      if (phase.name !== 'open') return notOpen();
      const { port } = phase;
      const result = await port.control(lines);
      if (!result.ok) return result;
      wanted = { dtr: lines.dtr ?? wanted.dtr, rts: lines.rts ?? wanted.rts };
      note('info', `Set${describeLines(lines).slice(1)}.`);
      const { dtr, rts } = port.lines();
      return ok({ dtr, rts });
    },
    async setBaud(baud) {
      if (phase.name !== 'open') return notOpen();
      const result = await phase.port.setBaud(baud);
      if (!result.ok) return result;
      settings = { ...settings, baud };
      note('info', `The speed is now ${baud} baud.`);
      onChange();
      return ok({});
    },
    async close() {
      const was = phase;
      if (was.name === 'closed') return;
      phase = { name: 'closed' };
      const done = was.name === 'open' ? was.port.close() : Promise.resolve();
      if (was.name === 'lost') was.stop();
      if (was.name !== 'ended') {
        recorder.flush();
        note('close', `Closed ${path}.`);
        log.closeLink(link);
      }
      onChange();
      await done;
    },
  };
}

const describeLines = ({ dtr, rts }: WantedLines): string =>
  (dtr === null ? '' : `, DTR ${dtr ? 'on' : 'off'}`) + (rts === null ? '' : `, RTS ${rts ? 'on' : 'off'}`);

const defaultLabel = (path: string): string =>
  path.startsWith('tcp://') ? 'TCP serial port' : path.startsWith('play:') ? 'Recorded capture' : shortPortName(path);
