import { describe, expect, it } from 'vitest';
import { createSerialHarness } from './serialServiceHarness.testkit.ts';

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
