import { describe, expect, it } from 'vitest';
import { DEFAULT_SERIAL_SETTINGS, serialLink } from '#shared/contract/serial.ts';
import { createSerialHarness, sim7600Port } from './serialServiceHarness.testkit.ts';

describe('serial.ports', () => {
  it('lists ports by identity, the AT port first, captures among them', async () => {
    const { handlers, backend } = createSerialHarness([
      '/dev/ttyS0',
      sim7600Port('/dev/ttyUSB0', 0),
      sim7600Port('/dev/ttyUSB2', 2),
    ]);
    backend.warning = 'Something could not be read.';
    const result = await handlers['serial.ports']({});
    expect(result.ok && result.value.ports.map(({ path, label, recommended }) => [path, label, recommended])).toEqual([
      ['/dev/ttyUSB2', 'SIM7600 AT port', true],
      ['play:/samples/first-contact.atlog', 'Recorded capture first-contact.atlog', false],
      ['/dev/ttyUSB0', 'SIM7600 diagnostics port', false],
      ['/dev/ttyS0', 'UART of this machine', false],
    ]);
    expect(result).toMatchObject({ value: { warning: 'Something could not be read.' } });
  });
});

describe('serial.open', () => {
  it('makes a link with the settings in words and a state that fits the contract', async () => {
    const { open, rows, log, state, service } = createSerialHarness([sim7600Port('/dev/ttyUSB2', 2)]);
    const link = await open({ dtr: false, rts: true });
    expect(rows(link)).toEqual(['open: Opened /dev/ttyUSB2 at 115200 8N1, DTR off, RTS on.']);
    expect(log.link(link)).toMatchObject({ lane: 'serial', role: 'modem', name: 'ttyUSB2', address: '/dev/ttyUSB2' });
    expect(state(link)).toMatchObject({ state: 'open', label: 'SIM7600 AT port', dtr: false, rts: true, cts: false });
    for (const shown of service.state()) expect(serialLink.parse(shown)).toEqual(shown);
  });

  it('passes settings and loop on', async () => {
    const { open, backend } = createSerialHarness();
    const settings = { ...DEFAULT_SERIAL_SETTINGS, baud: 9600, parity: 'even' } as const;
    await open({ settings, loop: true });
    expect(backend.port('/dev/ttyUSB2').request).toEqual({ path: '/dev/ttyUSB2', settings, loop: true });
  });

  it('shows no lines where the port has none, and says that they could not be set', async () => {
    const { open, backend, rows, state } = createSerialHarness(['/dev/pts/3']);
    backend.lineless.add('/dev/pts/3');
    const link = await open({ path: '/dev/pts/3', dtr: true });
    expect(state(link)).toMatchObject({ state: 'open', dtr: null, rts: null, cts: null, dsr: null, dcd: null });
    expect(rows(link)[1]).toContain('warning: DTR and RTS are not as asked for.');
  });

  it.each(['no-permission', 'busy', 'not-found', 'unsupported', 'bad-path', 'failed'] as const)(
    'passes on %s and makes no link',
    async (code) => {
      const { tryOpen, backend, log, service } = createSerialHarness();
      backend.refuse('/dev/ttyUSB2', code, 'What to do.');
      expect(await tryOpen()).toEqual({ ok: false, error: { code, message: 'What to do.' } });
      expect(log.links()).toEqual([]);
      expect(service.state()).toEqual([]);
    },
  );

  it('refuses a path that is open, or being opened', async () => {
    const { open, tryOpen, backend } = createSerialHarness();
    const release = backend.holdOpens();
    const first = tryOpen();
    expect(await tryOpen()).toMatchObject({ ok: false, error: { code: 'already-open' } });
    release();
    expect(await first).toMatchObject({ ok: true });
    expect(await tryOpen()).toMatchObject({ ok: false, error: { code: 'already-open' } });
    backend.unplug('/dev/ttyUSB2');
    expect(await tryOpen()).toMatchObject({ ok: false, error: { code: 'already-open' } });
    backend.plug('/dev/ttyUSB3');
    await open({ path: '/dev/ttyUSB3' });
  });

  it('notes what the port wants the user to know', async () => {
    const { open, backend, rows } = createSerialHarness();
    backend.notice = 'picocom (process 812) has it open too.';
    expect(rows(await open())).toContain('warning: picocom (process 812) has it open too.');
  });

  it('forgets captures that were played, oldest first, when there are many', async () => {
    const files = Array.from({ length: 20 }, (_, i) => `play:/c${i}.atlog`);
    const { open, backend, service } = createSerialHarness(files);
    for (const path of files) {
      await open({ path });
      backend.port(path).end();
    }
    expect(service.state().map((shown) => shown.path)).toEqual(files.slice(-9));
  });

  it('bounds the number of ports', async () => {
    const { open, tryOpen } = createSerialHarness(Array.from({ length: 33 }, (_, i) => `/dev/ttyUSB${i}`));
    for (let i = 0; i < 32; i += 1) await open({ path: `/dev/ttyUSB${i}` });
    expect(await tryOpen({ path: '/dev/ttyUSB32' })).toMatchObject({ ok: false, error: { code: 'failed' } });
  });
});

describe('closing', () => {
  it('ends the link with what was still unfinished', async () => {
    const { open, backend, handlers, rows, log, service, clock } = createSerialHarness();
    const link = await open();
    backend.port('/dev/ttyUSB2').receive('+CPIN: RE');
    expect(await handlers['serial.close']({ link })).toEqual({ ok: true, value: {} });
    backend.port('/dev/ttyUSB2').receive('ADY\r\n');
    expect(rows(link).slice(1)).toEqual([expect.stringContaining('"+CPIN: RE"'), 'close: Closed /dev/ttyUSB2.']);
    expect(log.link(link)?.closedAt).not.toBeNull();
    expect(service.state()).toEqual([]);
    expect(backend.port('/dev/ttyUSB2').closed).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('does not hang with a driver that hangs', async () => {
    const { open, backend, handlers, service, clock } = createSerialHarness(['/dev/ttyUSB2', '/dev/ttyUSB3']);
    const link = await open();
    await open({ path: '/dev/ttyUSB3' });
    for (const port of backend.opened) port.hangOnClose = true;
    const closed = handlers['serial.close']({ link });
    const all = service.close();
    await clock.run(3000);
    expect(await closed).toEqual({ ok: true, value: {} });
    await all;
    expect(service.state()).toEqual([]);
  });

  it('lets nothing open once it closes', async () => {
    const { tryOpen, backend, service, log } = createSerialHarness();
    const release = backend.holdOpens();
    const late = tryOpen();
    await service.close();
    release();
    expect(await late).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(backend.port('/dev/ttyUSB2').closed).toBe(true);
    expect(await tryOpen()).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(log.links()).toEqual([]);
  });
});
