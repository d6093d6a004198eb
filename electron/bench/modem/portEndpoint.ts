import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import { watchLines } from '../serial/lineMonitor.ts';
import type { SerialBackend } from '../serial/serialBackend.ts';
import type { EndpointError, ModemEndpoint } from './modemEndpoint.ts';

export interface PortEndpointDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly backend: Pick<SerialBackend, 'open'>;
  /** Trouble that does not end it. */
  readonly warn: (words: string) => void;
}

/** Bytes that may wait for a port that does not take them; what is beyond is lost. */
const MAX_WAITING = 65_536;
/** How often the host's DTR is looked at, ms. */
const LINES_EVERY_MS = 100;
/** From when the system took the last bytes until they have left a converter with a buffer of its own. */
const LEAVE_MS = 20;

/** A serial port of this machine whose other end a host takes for a modem. Its speed follows AT+IPR. */
export async function openPortEndpoint(
  { clock, backend, warn }: PortEndpointDeps,
  path: string,
  baud: number,
): Promise<Result<ModemEndpoint, EndpointError>> {
  const opened = await backend.open({ path, settings: { ...DEFAULT_SERIAL_SETTINGS, baud }, loop: false });
  if (!opened.ok) return err('failed', opened.error.message);
  const port = opened.value;
  const dtr = createEmitter<boolean>();
  let speed = baud;
  let wired = false;
  let written: Promise<unknown> = Promise.resolve();
  let lastBytes = 0;

  // A crossed cable brings the host's DTR to this side's DSR. Where the wire is missing the line never rises.
  const stopLines = watchLines(clock, port, LINES_EVERY_MS, (lines) => {
    if (lines === null) return;
    wired ||= lines.dsr;
    if (wired) dtr.emit(lines.dsr);
  });
  const stopped = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));

  return ok({
    address: path,
    onData: port.onData,
    onLost: port.onLost,
    onDtr: (listener) => dtr.on(listener),
    write(bytes) {
      if (port.pending + bytes.length > MAX_WAITING) return;
      lastBytes = bytes.length;
      written = port.write(bytes);
    },
    setBaud(wanted) {
      if (wanted === 0 || wanted === speed) return;
      // Ten bits a byte.
      const leaving = LEAVE_MS + (lastBytes * 10_000) / speed;
      speed = wanted;
      void written
        .then(() => stopped(leaving))
        .then(() => port.setBaud(wanted))
        .then((set) => {
          if (!set.ok) warn(`The port stays at its speed: ${set.error.message}`);
        });
    },
    async close() {
      stopLines();
      await port.close();
    },
  });
}
