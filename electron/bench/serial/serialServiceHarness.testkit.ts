import {
  DEFAULT_SERIAL_SETTINGS,
  type SerialOpenBridgeInput,
  type SerialOpenInput,
  type SerialOpenTapInput,
} from '#shared/contract/serial.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createListLog } from '#test/fakes/listLog.ts';
import { createSerialService } from './createSerialService.ts';
import { createFakeSerialBackend } from './fakeSerialBackend.testkit.ts';
import type { ListedPort } from './serialBackend.ts';

/** A SIM7600's port as the system lists it. */
export const sim7600Port = (path: string, usbInterface: number, serialNumber = '0123456789ABCDEF'): ListedPort => ({
  ...{ path, usbInterface, serialNumber },
  ...{ vendorId: '1e0e', productId: '9001', product: 'SIMCOM_SIM7600G-H' },
});

/** The ports a tap or a bridge is opened on. */
export const MCU = '/dev/ttyACM0';
export const MODEM = '/dev/ttyUSB2';

/** The serial service over fake ports, a fake clock and a log that keeps every row. */
export function createSerialHarness(ports: readonly (ListedPort | string)[] = ['/dev/ttyUSB2']) {
  const clock = createFakeClock();
  const log = createListLog(clock);
  const backend = createFakeSerialBackend(ports);
  const changes = { count: 0 };
  const service = createSerialService({
    ...{ clock, log, backend, sampleCaptures: ['/samples/first-contact.atlog'] },
    onChange: () => {
      changes.count += 1;
    },
  });
  const input = (change: Partial<SerialOpenInput> = {}): SerialOpenInput => ({
    path: '/dev/ttyUSB2',
    settings: DEFAULT_SERIAL_SETTINGS,
    role: 'modem',
    ...{ dtr: null, rts: null, reconnect: true, loop: false },
    ...change,
  });
  const tryOpen = (change?: Partial<SerialOpenInput>) =>
    Promise.resolve(service.handlers['serial.open'](input(change)));
  const side = (path: string) => ({ path, settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null });
  const pair = { mcu: side(MCU), modem: side(MODEM), reconnect: true };
  const tryTap = (change: Partial<SerialOpenTapInput> = {}) =>
    Promise.resolve(service.handlers['serial.open-tap']({ ...pair, ...change }));
  const tryBridge = (change: Partial<SerialOpenBridgeInput> = {}) =>
    Promise.resolve(service.handlers['serial.open-bridge']({ ...pair, forwardLines: false, rules: [], ...change }));
  const linkOf = async (opening: ReturnType<typeof tryOpen>): Promise<number> => {
    const result = await opening;
    if (!result.ok) throw new Error(result.error.message);
    await clock.run(0);
    return result.value.link;
  };
  return {
    ...{ clock, log, backend, service, changes, tryOpen, tryTap, tryBridge, side },
    handlers: service.handlers,
    /** Opens a port and answers its link. */
    open: (change?: Partial<SerialOpenInput>): Promise<number> => linkOf(tryOpen(change)),
    tap: (change?: Partial<SerialOpenTapInput>): Promise<number> => linkOf(tryTap(change)),
    bridge: (change?: Partial<SerialOpenBridgeInput>): Promise<number> => linkOf(tryBridge(change)),
    /** The ports of a tap or a bridge. */
    get mcu() {
      return backend.port(MCU);
    },
    get modem() {
      return backend.port(MODEM);
    },
    state(link: number) {
      const state = service.state().find((candidate) => candidate.link === link);
      if (state === undefined) throw new Error(`No link ${link}`);
      return state;
    },
    /** A link's rows and notes: direction, kind and bytes, with the bench's words in brackets. */
    rows: (link: number): readonly string[] =>
      log
        .of(link)
        .map((row) =>
          row.lane === 'note'
            ? `${row.kind}: ${row.text}`
            : `${row.dir} ${row.kind} ${JSON.stringify(Buffer.from(row.bytes).toString('latin1'))}${row.text === '' ? '' : ` (${row.text})`}`,
        ),
    received: (link: number): string => Buffer.from(log.bytes(link, 'rx')).toString('latin1'),
    sent: (link: number): string => Buffer.from(log.bytes(link, 'tx')).toString('latin1'),
  };
}
