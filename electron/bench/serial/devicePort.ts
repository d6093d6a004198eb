import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialOpenError, SerialSettings } from '#shared/contract/serial.ts';
import type { LineSetter } from './linuxLines.ts';
import { explainOpenError, unsupportedSettings } from './openErrors.ts';
import { createPolledIo } from './polledIo.ts';
import { createPortEvents } from './portEvents.ts';
import { MODEM_MANAGER } from './portHolders.ts';
import type { PortProbe } from './portProbe.ts';
import { createPromisedIo } from './promisedIo.ts';
import type { SerialPortHandle } from './serialBackend.ts';
import { type DriverPort, isPolled, type SerialDriver } from './serialDriver.ts';
import { within } from './within.ts';

export interface DevicePortDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly platform: string;
  readonly probe: PortProbe;
  readonly loadDriver: () => Promise<SerialDriver>;
  /** Drives DTR and RTS where the driver cannot. */
  readonly setLines: LineSetter;
}

/** A Bluetooth port takes its time to connect; a driver that hangs takes for ever. */
const OPEN_TIMEOUT_MS = 15_000;

/** Opens a serial device of this machine. */
export async function openDevicePort(
  deps: DevicePortDeps,
  path: string,
  settings: SerialSettings,
): Promise<Result<SerialPortHandle, SerialOpenError>> {
  const { platform, probe } = deps;
  const refusal = unsupportedSettings(settings, platform);
  if (refusal !== null) return refusal;

  const explain = async (code: string | null, words: string): Promise<Result<never, SerialOpenError>> => {
    const [holders, group] = await Promise.all([probe.holders(path), probe.group(path)]);
    return explainOpenError({
      ...{ path, platform, code, words, holders, group },
      ...{ ownPid: probe.ownPid, baud: settings.baud },
    });
  };

  const code = await probe.check(path);
  if (code !== null) return explain(code, '');
  const opened = await openDriver(deps, path, settings);
  if (opened.ok) return ok(createDeviceHandle(deps, path, opened.value));
  if (opened.error.code === 'timeout') return err('failed', opened.error.message);
  return explain(await probe.tryOpen(path), opened.error.message);
}

async function openDriver(
  { clock, loadDriver }: DevicePortDeps,
  path: string,
  settings: SerialSettings,
): Promise<Result<DriverPort, 'timeout' | 'driver'>> {
  let given = false;
  const open = async (): Promise<Result<DriverPort, 'timeout' | 'driver'>> => {
    try {
      const driver = await loadDriver();
      const port = await driver.open({
        path,
        baudRate: settings.baud,
        dataBits: settings.dataBits,
        stopBits: settings.stopBits,
        parity: settings.parity,
        rtscts: settings.flow === 'rtscts',
        xon: settings.flow === 'xonxoff',
        xoff: settings.flow === 'xonxoff',
        // Closing the bench must not reset the board.
        hupcl: false,
        lock: true,
      });
      // It came after all, too late for anyone: do not keep the port locked.
      if (given) port.close().catch(() => undefined);
      return ok(port);
    } catch (error) {
      return err('driver', error instanceof Error ? error.message : String(error));
    }
  };
  const late = err(
    'timeout',
    `${path} did not open within ${OPEN_TIMEOUT_MS / 1000} s. Unplug it and plug it in again.`,
  );
  const result = await within<Result<DriverPort, 'timeout' | 'driver'>>(clock, OPEN_TIMEOUT_MS, open(), late);
  given = true;
  return result;
}

function createDeviceHandle(deps: DevicePortDeps, path: string, port: DriverPort): SerialPortHandle {
  const events = createPortEvents();
  const io = isPolled(port) ? createPolledIo(port) : createPromisedIo(port);
  // What systems put the lines to on opening; Windows' driver is told to leave DTR alone by hupcl.
  let driven = { dtr: deps.platform !== 'win32', rts: true };
  let reading = false;
  let lastSet: Promise<unknown> = Promise.resolve();

  /** For a port whose lines can be read, so that they are there, and that the driver could not set. */
  const setOtherwise = async (wanted: typeof driven, error: unknown): Promise<void> => {
    await port.get();
    const fd = isPolled(port) ? port.fd : null;
    if (fd === null || !(await deps.setLines(fd, wanted))) throw error;
  };

  return {
    onData(listener) {
      const off = events.onData(listener);
      if (!reading) {
        reading = true;
        io.start({ data: events.data, gone: events.lost });
      }
      return off;
    },
    onLost: events.onLost,
    write: (bytes) => io.write(bytes),
    hold: (held) => io.hold(held),
    get pending() {
      return io.pending;
    },
    get driven() {
      return driven;
    },
    setLines(lines) {
      // One after the other: each call sets both lines.
      const turn = lastSet.then(async () => {
        const wanted = { dtr: lines.dtr ?? driven.dtr, rts: lines.rts ?? driven.rts };
        const set = (): Promise<void> => port.set({ ...wanted, cts: false, dsr: false, brk: false });
        const done = await ioctl(events.over, () => set().catch((error) => setOtherwise(wanted, error)));
        if (done.ok) driven = wanted;
        return done;
      });
      lastSet = turn;
      return turn;
    },
    getLines: () => ioctl(events.over, () => port.get()),
    async setBaud(baud) {
      // The driver throws away what is received and not yet read: take it first.
      io.readNow();
      if (events.over) return err('failed', 'The port is closed.');
      try {
        await port.update({ baudRate: baud });
        return ok(undefined);
      } catch {
        return err('unsupported', `${path} does not run at ${baud} baud. Choose another speed.`);
      }
    },
    async close() {
      events.finish();
      io.stop();
      await closePort(deps.clock, port);
    },
    notice: describeSharing(deps.probe, path),
  };
}

/**
 * Pseudo terminals have no control lines. The driver's refusal has words only: on a port that is open, it means that the
 * operation is not supported.
 */
async function ioctl<T>(over: boolean, call: () => Promise<T>): Promise<Result<T, 'not-supported' | 'failed'>> {
  if (over) return err('failed', 'The port is closed.');
  try {
    return ok(await call());
  } catch {
    return err('not-supported', 'The driver of this port does not give access to its control lines.');
  }
}

/**
 * At most two seconds in all, whatever the driver does. What was sent may still go out; then the output is thrown away,
 * because closing a port that is held off by flow control waits for it (in the kernel, for half a minute).
 */
async function closePort(clock: Pick<Clock, 'after'>, port: DriverPort): Promise<void> {
  if (!port.isOpen) return;
  await within(clock, 500, port.drain(), undefined);
  await within(clock, 500, port.flush(), undefined);
  await within(clock, 1000, port.close(), undefined);
}

/** A port that others have open too opens all the same, when they did not lock it; then each gets only some of the bytes. */
async function describeSharing(probe: PortProbe, path: string): Promise<string> {
  const { holders, pseudo } = await probe.holders(path);
  // The program on the other side of a pseudo terminal may keep this side open too, and reads nothing here.
  if (pseudo) return '';
  const other = holders.find((holder) => holder.pid !== probe.ownPid);
  if (other === undefined) return '';
  const remedy = other.name === MODEM_MANAGER ? 'Stop it with "sudo systemctl stop ModemManager"' : 'Close it there';
  return `${other.name} (process ${other.pid}) has ${path} open too and takes some of its bytes. ${remedy}.`;
}
