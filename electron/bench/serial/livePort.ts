import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialLink } from '#shared/contract/serial.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { watchLines } from './lineMonitor.ts';
import type { LinkRecorder } from './linkRecorder.ts';
import type { ControlLines, SerialPortHandle } from './serialBackend.ts';
import { within } from './within.ts';

export interface LivePortDeps {
  readonly clock: Clock;
  readonly recorder: LinkRecorder;
  readonly note: (kind: NoteKind, text: string) => void;
  readonly onChange: () => void;
  readonly onLost: (reason: string) => void;
  /** A capture was played to its end. */
  readonly onEnd: () => void;
}

/** States for DTR and RTS; null leaves a line as it is. */
export interface WantedLines {
  readonly dtr: boolean | null;
  readonly rts: boolean | null;
}

export type LineStates = Pick<SerialLink, 'dtr' | 'rts' | 'cts' | 'dsr' | 'dcd'>;

/** An open port in use: its bytes go to the recorder, its lines are watched. */
export interface LivePort {
  /** Drives the lines as wanted and begins to watch the others. */
  start(wanted: WantedLines): Promise<void>;
  lines(): LineStates;
  send(bytes: Uint8Array): Promise<Result<{ bytes: number }, 'congested' | 'failed'>>;
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

/** Takes a port into use; its bytes are recorded from now on. */
export function createLivePort(deps: LivePortDeps, handle: SerialPortHandle): LivePort {
  const { clock, recorder, note, onChange } = deps;
  let watched: ControlLines | null = null;
  let stopWatching = (): void => undefined;
  let closed = false;
  let unsent = 0;

  const offs = [
    handle.onReplayedTx?.((bytes) => {
      recorder.sent(bytes);
      onChange();
    }),
    handle.onLost(deps.onLost),
    handle.onEnd?.(deps.onEnd),
    handle.onData((bytes) => {
      recorder.received(bytes);
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
    stopWatching = watchLines(clock, handle, (lines) => {
      watched = lines;
      onChange();
    });
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
    send(bytes) {
      const { pending } = handle;
      if (pending > 0 && pending + bytes.length > MAX_PENDING_BYTES) {
        const message = `${pending} bytes still wait for the port to take them. Check the flow control (CTS) and try again.`;
        return Promise.resolve(err('congested', message, { pending }));
      }
      recorder.sent(bytes);
      onChange();
      const written = handle.write(bytes).then<Result<{ bytes: number }, 'failed'>>((result) => {
        if (result.ok) return ok({ bytes: bytes.length });
        noteUnsent(bytes.length);
        return result;
      });
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
