import { describe, expect, it } from 'vitest';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import { createFakeClock, settle } from '#test/fakes/fakeClock.ts';
import { openDevicePort } from './devicePort.ts';
import type { PortProbe } from './portProbe.ts';
import type { SerialPortHandle } from './serialBackend.ts';
import type { DriverOpenOptions, DriverPort } from './serialDriver.ts';

const PATH = '/dev/ttyUSB2';
const never = new Promise<never>(() => undefined);

/** A driver and a system whose answers the test chooses. */
function createWorld() {
  const clock = createFakeClock();
  const calls: string[] = [];
  const answer = (name: string) => (): Promise<void> => {
    calls.push(name);
    return Promise.resolve();
  };
  const port = {
    isOpen: true,
    /** A polled port, so that it has a file descriptor; nothing ever happens on it. */
    ...{ fd: 9 as number | null, poller: { poll: () => undefined, on: () => undefined } },
    ...{ drain: answer('drain'), flush: answer('flush'), close: answer('close') },
    ...{ read: () => never, write: () => never },
    update: ({ baudRate }: { readonly baudRate: number }) => answer(`baud ${baudRate}`)(),
    set: ({ dtr, rts }: { readonly dtr: boolean; readonly rts: boolean }) => answer(`set ${dtr} ${rts}`)(),
    get: () => Promise.resolve({ cts: true, dsr: false, dcd: false }),
  } satisfies DriverPort & Record<string, unknown>;
  const world = {
    port: port as DriverPort & typeof port,
    open: (_options: DriverOpenOptions): Promise<DriverPort> => Promise.resolve(port),
    check: null as string | null,
    tried: null as string | null,
    holders: [] as { pid: number; name: string }[],
    pseudo: false,
    perlWorks: false,
    options: [] as DriverOpenOptions[],
  };
  const probe: PortProbe = {
    ownPid: 1,
    check: () => Promise.resolve(world.check),
    tryOpen: () => Promise.resolve(world.tried),
    group: () => Promise.resolve('uucp'),
    holders: () => Promise.resolve({ holders: world.holders, modemManagerRuns: false, pseudo: world.pseudo }),
  };
  const deps = {
    ...{ clock, platform: 'linux', probe },
    loadDriver: () =>
      Promise.resolve({
        list: () => Promise.resolve([]),
        open: (options: DriverOpenOptions) => {
          world.options.push(options);
          return world.open(options);
        },
      }),
    setLines: (fd: number, lines: { readonly dtr: boolean; readonly rts: boolean }) => {
      calls.push(`perl ${fd} ${lines.dtr} ${lines.rts}`);
      return Promise.resolve(world.perlWorks);
    },
  };
  return {
    ...{ world, clock, calls, deps },
    tryOpen: (change = {}) => openDevicePort(deps, PATH, { ...DEFAULT_SERIAL_SETTINGS, ...change }),
    async open(): Promise<SerialPortHandle> {
      const result = await openDevicePort(deps, PATH, DEFAULT_SERIAL_SETTINGS);
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
  };
}

describe('openDevicePort', () => {
  it('asks the driver for exclusive use and to leave DTR alone on close', async () => {
    const { tryOpen, world } = createWorld();
    await tryOpen({ baud: 9600, parity: 'even', flow: 'xonxoff' });
    expect(world.options).toEqual([
      {
        ...{ path: PATH, baudRate: 9600, dataBits: 8, stopBits: 1, parity: 'even' },
        ...{ rtscts: false, xon: true, xoff: true, hupcl: false, lock: true },
      },
    ]);
  });

  it.each([
    ['EACCES', 'no-permission'],
    ['ENOENT', 'not-found'],
    ['ENOTTY', 'bad-path'],
  ])('does not touch the line when the system says %s', async (check, code) => {
    const { tryOpen, world } = createWorld();
    world.check = check;
    expect(await tryOpen()).toMatchObject({ ok: false, error: { code } });
    expect(world.options).toEqual([]);
  });

  it.each([
    ['EBUSY', 'busy'],
    ['ENXIO', 'not-found'],
    [null, 'failed'],
  ])('asks the system why the driver failed: %s', async (tried, code) => {
    const { tryOpen, world } = createWorld();
    world.open = () => Promise.reject(new Error('Error: whatever, in whatever language'));
    world.tried = tried;
    expect(await tryOpen()).toMatchObject({ ok: false, error: { code } });
  });

  it('names the group that has the port', async () => {
    const { tryOpen, world } = createWorld();
    world.check = 'EACCES';
    expect(await tryOpen()).toMatchObject({ error: { details: { group: 'uucp' } } });
  });

  it('says so when the driver cannot be loaded', async () => {
    const { deps } = createWorld();
    const broken = { ...deps, loadDriver: () => Promise.reject(new Error('No native build was found')) };
    expect(await openDevicePort(broken, PATH, DEFAULT_SERIAL_SETTINGS)).toMatchObject({
      error: { code: 'failed', message: expect.stringContaining('No native build was found') },
    });
  });

  it('does not wait for a driver that hangs, and gives the port back should it open after all', async () => {
    const { tryOpen, world, clock, calls } = createWorld();
    let late = (_port: DriverPort): void => undefined;
    world.open = () =>
      new Promise((resolve) => {
        late = resolve;
      });
    const opening = tryOpen();
    await clock.run(15_000);
    expect(await opening).toMatchObject({ error: { code: 'failed', message: expect.stringContaining('15 s') } });
    late(world.port);
    await settle();
    expect(calls).toEqual(['close']);
  });
});

describe('a device handle', () => {
  it('sets both lines on each call, from what it drives', async () => {
    const { open, calls } = createWorld();
    const handle = await open();
    expect(handle.driven).toEqual({ dtr: true, rts: true });
    await Promise.all([handle.setLines({ dtr: false }), handle.setLines({ rts: false })]);
    expect(calls).toEqual(['set false true', 'set false false']);
    expect(handle.driven).toEqual({ dtr: false, rts: false });
  });

  it.each([
    [true, { ok: true }, { dtr: false, rts: true }],
    [false, { ok: false, error: { code: 'not-supported' } }, { dtr: true, rts: true }],
  ])('has another way where the driver cannot set the lines (which works: %s)', async (works, expected, driven) => {
    const { open, world, calls } = createWorld();
    world.port.set = () => Promise.reject(new Error('Error: Operation not supported, cannot set'));
    world.perlWorks = works;
    const handle = await open();
    expect(await handle.setLines({ dtr: false })).toMatchObject(expected);
    expect(calls).toEqual(['perl 9 false true']);
    expect(handle.driven).toEqual(driven);
  });

  it('does not try the other way on a port without lines', async () => {
    const { open, world, calls } = createWorld();
    world.port.set = () => Promise.reject(new Error('Error: Inappropriate ioctl for device, cannot set'));
    world.port.get = () => Promise.reject(new Error('Error: Inappropriate ioctl for device, cannot get'));
    const handle = await open();
    expect(await handle.setLines({ dtr: false })).toMatchObject({ error: { code: 'not-supported' } });
    expect(await handle.getLines()).toMatchObject({ error: { code: 'not-supported' } });
    expect(calls).toEqual([]);
  });

  it.each([
    ['nobody else', [{ pid: 1, name: 'node' }], false, ''],
    [
      'picocom',
      [
        { pid: 1, name: 'node' },
        { pid: 9, name: 'picocom' },
      ],
      false,
      'picocom (process 9) has /dev/ttyUSB2 open too',
    ],
    ['ModemManager', [{ pid: 9, name: 'ModemManager' }], false, 'sudo systemctl stop ModemManager'],
    ['the far side of a pseudo terminal', [{ pid: 9, name: 'socat' }], true, ''],
  ])('tells that %s has it open too', async (_who, holders, pseudo, words) => {
    const { open, world } = createWorld();
    Object.assign(world, { holders, pseudo });
    const notice = await (await open()).notice;
    if (words === '') expect(notice).toBe('');
    else expect(notice).toContain(words);
  });

  it('refuses a speed the driver refuses', async () => {
    const { open, world } = createWorld();
    world.port.update = () => Promise.reject(new Error('Error: Invalid argument'));
    expect(await (await open()).setBaud(123)).toMatchObject({ error: { code: 'unsupported' } });
  });

  it('lets out what was sent, drops what cannot go, and closes', async () => {
    const { open, calls } = createWorld();
    const handle = await open();
    await handle.close();
    expect(calls).toEqual(['drain', 'flush', 'close']);
    expect(await handle.setLines({ dtr: true })).toMatchObject({ error: { code: 'failed' } });
    expect(await handle.getLines()).toMatchObject({ error: { code: 'failed' } });
    expect(await handle.setBaud(9600)).toMatchObject({ error: { code: 'failed' } });
    expect(await handle.write(Uint8Array.of(1))).toMatchObject({ error: { code: 'failed' } });
  });

  it('closes within two seconds whatever hangs or fails', async () => {
    const { open, world, clock } = createWorld();
    const handle = await open();
    world.port.drain = () => never;
    world.port.flush = () => Promise.reject(new Error('Error: Input/output error'));
    world.port.close = () => never;
    const closed = handle.close().then(() => clock.now());
    await clock.run(2000);
    expect(await closed).toBeLessThanOrEqual(2_000_000);
  });
});
