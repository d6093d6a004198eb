import { DEFAULT_SERIAL_SETTINGS, type SerialOpenInput } from '#shared/contract/serial.ts';
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
  return {
    ...{ clock, log, backend, service, changes, tryOpen },
    handlers: service.handlers,
    /** Opens a port and answers its link. */
    async open(change?: Partial<SerialOpenInput>): Promise<number> {
      const result = await tryOpen(change);
      if (!result.ok) throw new Error(result.error.message);
      await clock.run(0);
      return result.value.link;
    },
    state(link: number) {
      const state = service.state().find((candidate) => candidate.link === link);
      if (state === undefined) throw new Error(`No link ${link}`);
      return state;
    },
    /** A link's rows and notes, one word and the text each. */
    rows: (link: number): readonly string[] =>
      log
        .of(link)
        .map((row) =>
          row.lane === 'note'
            ? `${row.kind}: ${row.text}`
            : `${row.dir} ${row.kind} ${JSON.stringify(Buffer.from(row.bytes).toString('latin1'))}`,
        ),
    received: (link: number): string => Buffer.from(log.bytes(link, 'rx')).toString('latin1'),
    sent: (link: number): string => Buffer.from(log.bytes(link, 'tx')).toString('latin1'),
  };
}
