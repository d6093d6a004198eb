import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import type { UartDevice } from '#shared/modem/simModem.ts';
import { overUart } from '#shared/modem/uartLine.ts';
import { createPortEvents } from '../serial/portEvents.ts';
import type { SerialPortHandle } from '../serial/serialBackend.ts';

/** What a host that does not read now is kept; what is beyond is lost, as in a UART without flow control. */
const MAX_HELD = 1_048_576;

export interface SimPortDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** The host's speed. */
  readonly baud: number;
  /** Makes what is behind the port. `toHost` is never called within a call of it. */
  readonly makeDevice: (line: {
    readonly toHost: (bytes: Uint8Array) => void;
    readonly onBaud: (baud: number) => void;
  }) => UartDevice;
}

/**
 * A simulated device in this process as a serial port. Both ends have a speed of their own, so that bytes are garbled when
 * they differ. It is powered when somebody listens, and off when the port is closed.
 */
export function createSimPort({ clock, baud, makeDevice }: SimPortDeps): SerialPortHandle {
  const events = createPortEvents();
  let hostBaud = baud;
  let deviceBaud = 0;
  let held: Uint8Array[] | null = null;
  let heldBytes = 0;
  let driven = { dtr: true, rts: true };
  let powered = false;
  let stopRelease = (): void => undefined;

  const device = makeDevice({
    toHost(bytes) {
      const read = overUart(bytes, deviceBaud, hostBaud);
      if (held === null) {
        events.data(read.slice());
      } else if (heldBytes + read.length <= MAX_HELD) {
        held.push(read.slice());
        heldBytes += read.length;
      }
    },
    onBaud(speed) {
      deviceBaud = speed;
    },
  });
  const release = (): void => {
    const waiting = held ?? [];
    held = null;
    heldBytes = 0;
    for (const bytes of waiting) events.data(bytes);
  };

  return {
    onData(listener) {
      const off = events.onData(listener);
      if (!powered) {
        powered = true;
        device.powerOn();
      }
      return off;
    },
    onLost: events.onLost,
    write(bytes) {
      if (events.over) return Promise.resolve(err('failed', 'The port is closed.'));
      device.receive(overUart(bytes, hostBaud, deviceBaud));
      return Promise.resolve(ok(undefined));
    },
    hold(wanted) {
      stopRelease();
      if (wanted) held ??= [];
      else stopRelease = clock.after(0, release);
    },
    pending: 0,
    get driven() {
      return driven;
    },
    setLines(lines) {
      if (events.over) return Promise.resolve(err('failed', 'The port is closed.'));
      driven = { dtr: lines.dtr ?? driven.dtr, rts: lines.rts ?? driven.rts };
      device.setDtr(driven.dtr);
      return Promise.resolve(ok(undefined));
    },
    // A modem that is there and clear to send; it tells no more of itself on its lines.
    getLines: () => Promise.resolve(ok({ cts: true, dsr: true, dcd: false })),
    setBaud(speed) {
      hostBaud = speed;
      return Promise.resolve(ok(undefined));
    },
    close() {
      events.finish();
      stopRelease();
      held = null;
      device.close();
      return Promise.resolve();
    },
  };
}
