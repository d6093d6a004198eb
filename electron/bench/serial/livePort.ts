import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialLink } from '#shared/contract/serial.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { watchLines } from './lineMonitor.ts';
import type { ControlLines, SerialPortHandle } from './serialBackend.ts';
import { within } from './within.ts';

export interface LivePortDeps {
  readonly clock: Clock;
  readonly note: (kind: NoteKind, text: string) => void;
  readonly onChange: () => void;
  readonly onData: (bytes: Uint8Array) => void;
  /** A player's record of what the host sent. */
  readonly onReplayedTx: (bytes: Uint8Array) => void;
  readonly onLost: (reason: string) => void;
  /** A capture was played to its end. */
  readonly onEnd: () => void;
  /** The lines that the other side drives are known, or have changed. */
  readonly onLines?: ((lines: ControlLines) => void) | undefined;
  /** How often they are looked at, in milliseconds. */
  readonly linesEvery?: number | undefined;
}

/** States for DTR and RTS; null leaves a line as it is. */
export interface WantedLines {
  readonly dtr: boolean | null;
  readonly rts: boolean | null;
}

export type LineStates = Pick<SerialLink, 'dtr' | 'rts' | 'cts' | 'dsr' | 'dcd'>;

/** An open port in use: its bytes are handed on, its lines are watched. */
export interface LivePort {
  /** Drives the lines as wanted and begins to watch the others. */
  start(wanted: WantedLines): Promise<void>;
  lines(): LineStates;
  /** What the user sends. `taken` is called at once when the bytes go to the port: it records them. */
  send(bytes: Uint8Array, taken: () => void): Promise<Result<{ bytes: number }, 'congested' | 'failed'>>;
  /** Sends whatever already waits. Resolves when the system took the bytes; that it did not is noted. */
  write(bytes: Uint8Array): Promise<Result<void, 'failed'>>;
  /** Bytes that wait for the port to take them. */
  readonly pending: number;
  /** Stops or goes on reading, where the port can. */
  hold(held: boolean): void;
  control(wanted: WantedLines): Promise<Result<void, 'not-supported' | 'failed'>>;
  setBaud(baud: number): Promise<Result<void, 'unsupported' | 'failed'>>;
  /** Nothing of the port is heard from now on. Resolves after a bounded time, whatever the port does. */
  close(): Promise<void>;
}

/** Bytes that may wait for a port that does not take them. */
const MAX_PENDING_BYTES = 65_536;

/** A driver that has not answered by now hangs. */
const DRIVER_TIMEOUT_MS = 2000;
const CLOSE_TIMEOUT_MS = 3000;
/** A send that takes longer than this is answered before it is done; should it fail then, the log says so. */
const SEND_ANSWER_MS = 1000;

/** Takes a port into use; its bytes are heard from now on. */
export function createLivePort(deps: LivePortDeps, handle: SerialPortHandle): LivePort {
  const { clock, note, onChange } = deps;
  let watched: ControlLines | null = null;
  let stopWatching = (): void => undefined;
  let closed = false;
  let unsent = 0;

  const offs = [
    handle.onReplayedTx?.((bytes) => {
      deps.onReplayedTx(bytes);
      onChange();
    }),
    handle.onLost(deps.onLost),
    handle.onEnd?.(deps.onEnd),
    handle.onRestart?.(() => note('open', 'The capture begins anew.')),
    handle.onData((bytes) => {
      deps.onData(bytes);
      onChange();
    }),
  ];
  handle.notice?.then((text) => {
    if (text !== '' && !closed) note('warning', text);
  });

  /** Several sends fail at once when a port goes: one note for all of them. */
  const noteUnsent = (count: number): void => {
    if (unsent === 0) {
      queueMicrotask(() => {
        note('warning', `${unsent} bytes shown as sent did not leave this machine.`);
        unsent = 0;
      });
    }
    unsent += count;
  };
  const drive = (wanted: WantedLines): Promise<Result<void, 'not-supported' | 'failed'>> => {
    const { dtr, rts } = wanted;
    const lines = { ...(dtr === null ? {} : { dtr }), ...(rts === null ? {} : { rts }) };
    return within<Result<void, 'not-supported' | 'failed'>>(
      clock,
      DRIVER_TIMEOUT_MS,
      handle.setLines(lines),
      err('failed', 'The driver does not answer. Unplug the port and plug it in again.'),
    );
  };
  const watch = (): void => {
    stopWatching = watchLines(clock, handle, deps.linesEvery, (lines) => {
      watched = lines;
      if (lines !== null) deps.onLines?.(lines);
      onChange();
    });
  };
  const write = async (bytes: Uint8Array): Promise<Result<void, 'failed'>> => {
    const result = await handle.write(bytes);
    if (!result.ok) noteUnsent(bytes.length);
    return result;
  };

  return {
    async start(wanted) {
      if (wanted.dtr !== null || wanted.rts !== null) {
        const driven = await drive(wanted);
        if (!driven.ok && !closed) note('warning', `DTR and RTS are not as asked for. ${driven.error.message}`);
      }
      if (!closed) watch();
    },
    lines() {
      // A port whose lines cannot be read has none to drive either.
      const driven = watched === null ? undefined : handle.driven;
      return {
        dtr: driven?.dtr ?? null,
        rts: driven?.rts ?? null,
        cts: watched?.cts ?? null,
        dsr: watched?.dsr ?? null,
        dcd: watched?.dcd ?? null,
      };
    },
    write,
    get pending() {
      return handle.pending;
    },
    hold: (held) => handle.hold?.(held),
    send(bytes, taken) {
      const { pending } = handle;
      if (pending > 0 && pending + bytes.length > MAX_PENDING_BYTES) {
        const message = `${pending} bytes still wait for the port to take them. Check the flow control (CTS) and try again.`;
        return Promise.resolve(err('congested', message, { pending }));
      }
      taken();
      onChange();
      const written = write(bytes).then<Result<{ bytes: number }, 'failed'>>((result) =>
        result.ok ? ok({ bytes: bytes.length }) : result,
      );
      return within<Result<{ bytes: number }, 'failed'>>(clock, SEND_ANSWER_MS, written, ok({ bytes: bytes.length }));
    },
    async control(wanted) {
      const result = await drive(wanted);
      onChange();
      return result;
    },
    setBaud: (baud) =>
      within<Result<void, 'unsupported' | 'failed'>>(
        clock,
        DRIVER_TIMEOUT_MS,
        handle.setBaud(baud),
        err('failed', 'The driver does not answer. Unplug the port and plug it in again.'),
      ),
    async close() {
      closed = true;
      stopWatching();
      for (const off of offs) off?.();
      await within(clock, CLOSE_TIMEOUT_MS, handle.close(), undefined);
    },
  };
}
