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

  it('bounds the number of ports', async () => {
    const { open, tryOpen } = createSerialHarness(Array.from({ length: 33 }, (_, i) => `/dev/ttyUSB${i}`));
    for (let i = 0; i < 32; i += 1) await open({ path: `/dev/ttyUSB${i}` });
    expect(await tryOpen({ path: '/dev/ttyUSB32' })).toMatchObject({ ok: false, error: { code: 'failed' } });
  });
});

describe('traffic', () => {
  it('records both directions in order, each port by itself', async () => {
    const { open, backend, handlers, rows, state, changes } = createSerialHarness(['/dev/ttyUSB2', '/dev/ttyACM0']);
    const modem = await open();
    const mcu = await open({ path: '/dev/ttyACM0', role: 'mcu-console' });
    const before = changes.count;
    expect(await handlers['serial.send']({ link: modem, form: 'line', data: 'AT+CSQ' })).toEqual({
      ok: true,
      value: { bytes: 7 },
    });
    backend.port('/dev/ttyUSB2').receive('AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n');
    backend.port('/dev/ttyACM0').receive('I (312) mqtt: AT+CSQ\n');
    expect(rows(modem).slice(1)).toEqual([
      'tx command "AT+CSQ\\r"',
      'rx echo "AT+CSQ\\r"',
      'rx info "\\r\\n+CSQ: 21,99\\r\\n"',
      'rx final "\\r\\nOK\\r\\n"',
    ]);
    expect(rows(mcu).slice(1)).toEqual(['rx text "I (312) mqtt: AT+CSQ\\n"']);
    expect(state(modem)).toMatchObject({ rxBytes: 28, txBytes: 7 });
    expect(changes.count).toBeGreaterThan(before);
  });

  it('cuts a line that stays unfinished, at its time', async () => {
    const { open, backend, rows, clock } = createSerialHarness();
    const link = await open();
    await clock.run(500);
    backend.port('/dev/ttyUSB2').receive('+CPIN: RE');
    expect(rows(link)).toHaveLength(1);
    await clock.run(10_000);
    expect(rows(link).at(-1)).toContain('"+CPIN: RE"');
    expect(clock.pending).toBe(1); // the look at the control lines
  });

  it('stamps bytes when they are read', async () => {
    const { open, backend, log, clock } = createSerialHarness();
    const link = await open();
    await clock.run(40);
    backend.port('/dev/ttyUSB2').receive('RD');
    await clock.run(3);
    backend.port('/dev/ttyUSB2').receive('Y\r\n');
    expect(log.of(link).at(-1)).toMatchObject({ t: 40_000, tLast: 43_000 });
  });

  it('records what a capture says was sent, and a capture at its end is no trouble', async () => {
    const { open, tryOpen, backend, rows, state, log, handlers, clock } = createSerialHarness(['play:/c.atlog']);
    const link = await open({ path: 'play:/c.atlog' });
    backend.port('play:/c.atlog').replayTx('AT\r');
    backend.port('play:/c.atlog').receive('AT\r\r\nOK\r\n+CP');
    backend.port('play:/c.atlog').end();
    expect(rows(link).at(-1)).toBe('close: play:/c.atlog was played to its end.');
    expect(rows(link).at(-2)).toContain('"+CP"');
    expect(state(link)).toMatchObject({ state: 'closed', trouble: '', txBytes: 3, label: 'Recorded capture' });
    expect(log.link(link)?.closedAt).not.toBeNull();
    expect(await handlers['serial.send']({ link, form: 'esc', data: '' })).toMatchObject({
      error: { code: 'not-open' },
    });
    await clock.run(20_000);
    expect(backend.opened).toHaveLength(1);
    expect(await tryOpen({ path: 'play:/c.atlog' })).toMatchObject({ ok: true, value: { link: link + 1 } });
    expect(() => state(link)).toThrow();
  });
});

describe('serial.send', () => {
  it.each([
    ['line', 'AT', 'AT\r'],
    ['line', '', '\r'],
    ['text', 'ü\n', 'Ã¼\n'],
    ['hex', '0x41, 54 0D', 'AT\r'],
    ['ctrl-z', '', '\x1a'],
    ['esc', 'ignored', '\x1b'],
  ] as const)('%s %j', async (form, data, expected) => {
    const { open, handlers, backend, sent } = createSerialHarness();
    const link = await open();
    expect(await handlers['serial.send']({ link, form, data })).toEqual({
      ok: true,
      value: { bytes: expected.length },
    });
    expect(backend.port('/dev/ttyUSB2').written).toBe(expected);
    await handlers['serial.close']({ link });
    expect(sent(link)).toBe(expected);
  });

  it('refuses what is no hex, and a link that is not open', async () => {
    const { open, handlers } = createSerialHarness();
    const link = await open();
    expect(await handlers['serial.send']({ link, form: 'hex', data: '4' })).toMatchObject({
      error: { code: 'bad-hex' },
    });
    expect(await handlers['serial.send']({ link: 99, form: 'esc', data: '' })).toMatchObject({
      error: { code: 'not-open' },
    });
  });

  it('bounds what waits for a port that takes nothing, and answers before it is taken', async () => {
    const { open, handlers, backend, clock, sent } = createSerialHarness();
    const link = await open();
    const port = backend.port('/dev/ttyUSB2');
    port.writes = 'hold';
    const first = handlers['serial.send']({ link, form: 'text', data: 'x'.repeat(65_000) });
    await clock.run(1000);
    expect(await first).toEqual({ ok: true, value: { bytes: 65_000 } });
    expect(await handlers['serial.send']({ link, form: 'text', data: 'y'.repeat(537) })).toMatchObject({
      error: { code: 'congested', details: { pending: 65_000 } },
    });
    const last = handlers['serial.send']({ link, form: 'text', data: 'z'.repeat(536) });
    port.release();
    expect(await last).toMatchObject({ ok: true });
    expect(port.written).toBe('x'.repeat(65_000) + 'z'.repeat(536));
    await handlers['serial.close']({ link });
    expect(sent(link)).toBe(port.written);
  });

  it('says once how much of what is shown as sent was not', async () => {
    const { open, handlers, backend, clock, rows } = createSerialHarness();
    const link = await open();
    backend.port('/dev/ttyUSB2').writes = 'fail';
    expect(await handlers['serial.send']({ link, form: 'line', data: 'AT' })).toMatchObject({
      error: { code: 'failed' },
    });
    backend.port('/dev/ttyUSB2').writes = 'hold';
    void handlers['serial.send']({ link, form: 'line', data: 'AT' });
    void handlers['serial.send']({ link, form: 'line', data: 'ATI' });
    backend.unplug('/dev/ttyUSB2');
    await clock.run(0);
    expect(rows(link).filter((row) => row.startsWith('warning'))).toEqual([
      'warning: 3 bytes shown as sent did not leave this machine.',
      'warning: 7 bytes shown as sent did not leave this machine.',
    ]);
  });
});

describe('serial.control and serial.baud', () => {
  it('drives one line and leaves the other', async () => {
    const { open, handlers, backend, rows, state } = createSerialHarness();
    const link = await open({ rts: false });
    expect(await handlers['serial.control']({ link, dtr: false })).toEqual({
      ok: true,
      value: { dtr: false, rts: false },
    });
    expect(backend.port('/dev/ttyUSB2').driven).toEqual({ dtr: false, rts: false });
    expect(rows(link).at(-1)).toBe('info: Set DTR off.');
    expect(state(link)).toMatchObject({ dtr: false, rts: false });
  });

  it('shows what the other side drives, looked at every second', async () => {
    const { open, backend, clock, state } = createSerialHarness();
    const link = await open();
    expect(state(link)).toMatchObject({ cts: false, dsr: false, dcd: false, dtr: true, rts: true });
    backend.port('/dev/ttyUSB2').lines = { cts: true, dsr: false, dcd: true };
    await clock.run(1000);
    expect(state(link)).toMatchObject({ cts: true, dsr: false, dcd: true });
  });

  it('stops to look where there are no lines', async () => {
    const { open, backend, clock, state, handlers } = createSerialHarness();
    const link = await open();
    backend.port('/dev/ttyUSB2').lines = null;
    await clock.run(1000);
    expect(clock.pending).toBe(0);
    expect(state(link)).toMatchObject({ cts: null, dtr: null });
    expect(await handlers['serial.control']({ link, dtr: true })).toMatchObject({ error: { code: 'not-supported' } });
  });

  it('changes the speed while open, and keeps the old one when the port refuses', async () => {
    const { open, handlers, backend, rows, state } = createSerialHarness();
    const link = await open();
    expect(await handlers['serial.baud']({ link, baud: 921_600 })).toEqual({ ok: true, value: {} });
    expect(backend.port('/dev/ttyUSB2').baud).toBe(921_600);
    expect(rows(link).at(-1)).toBe('info: The speed is now 921600 baud.');
    backend.port('/dev/ttyUSB2').refusedBauds.add(77);
    expect(await handlers['serial.baud']({ link, baud: 77 })).toMatchObject({ error: { code: 'unsupported' } });
    expect(state(link).settings.baud).toBe(921_600);
  });

  it('refuses a link that is not open', async () => {
    const { handlers } = createSerialHarness();
    expect(await handlers['serial.control']({ link: 5, dtr: true })).toMatchObject({ error: { code: 'not-open' } });
    expect(await handlers['serial.baud']({ link: 5, baud: 9600 })).toMatchObject({ error: { code: 'not-open' } });
    expect(await handlers['serial.close']({ link: 5 })).toMatchObject({ error: { code: 'not-open' } });
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
