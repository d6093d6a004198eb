import { describe, expect, it } from 'vitest';
import { serialLink } from '#shared/contract/serial.ts';
import { createSerialHarness, MCU, MODEM } from './serialServiceHarness.testkit.ts';

const createTap = async () => {
  const harness = createSerialHarness([MCU, MODEM]);
  const link = await harness.tap();
  return { ...harness, link, mcu: harness.mcu, modem: harness.modem };
};

describe('a tap', () => {
  it('merges two wires into one link, in the order in which they were read', async () => {
    const { link, mcu, modem, rows, clock, log, service, state } = await createTap();
    await clock.run(10);
    mcu.receive('AT+C');
    await clock.run(1);
    modem.receive('AT+C');
    mcu.receive('SQ\r');
    await clock.run(1);
    modem.receive('SQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n');
    mcu.receive('AT\r');
    expect(rows(link)).toEqual([
      `open: Tapping ${MCU} (MCU) at 115200 8N1 and ${MODEM} (modem) at 115200 8N1.`,
      'tx command "AT+CSQ\\r"',
      'rx echo "AT+CSQ\\r"',
      'rx info "\\r\\n+CSQ: 21,99\\r\\n"',
      'rx final "\\r\\nOK\\r\\n"',
      'tx command "AT\\r"',
    ]);
    expect(log.of(link).slice(1, 3)).toMatchObject([
      { t: 10_000, tLast: 11_000 },
      { t: 11_000, tLast: 12_000 },
    ]);
    expect(state(link)).toMatchObject({
      ...{ mode: 'tap', role: 'modem', path: MODEM, txBytes: 10, rxBytes: 28, bridge: null },
      mcu: { path: MCU, rxBytes: 10, txBytes: 0 },
    });
    for (const shown of service.state()) expect(serialLink.parse(shown)).toEqual(shown);
    expect(log.link(link)).toMatchObject({ name: 'ttyACM0+ttyUSB2', address: `tap:${MCU},${MODEM}` });
  });

  it('never writes, and leaves the control lines alone', async () => {
    const { link, handlers, mcu, modem, clock } = await createTap();
    const before = [mcu.driven, modem.driven];
    expect(await handlers['serial.send']({ link, form: 'line', data: 'AT' })).toMatchObject({
      error: { code: 'receive-only' },
    });
    expect(await handlers['serial.send']({ link, form: 'esc', data: '', side: 'mcu' })).toMatchObject({
      error: { code: 'receive-only' },
    });
    expect(await handlers['serial.control']({ link, dtr: false })).toMatchObject({ error: { code: 'not-supported' } });
    mcu.receive('AT\r');
    modem.receive('\r\nOK\r\n');
    await clock.run(5000);
    expect([mcu.written, modem.written]).toEqual(['', '']);
    expect([mcu.driven, modem.driven]).toEqual(before);
  });

  it.each([
    ['MCU', MCU, MODEM],
    ['modem', MODEM, MCU],
  ])('goes on with one wire when the port on the other one, of the %s, is lost', async (_what, gone, left) => {
    const { link, backend, clock, rows, state, log } = await createTap();
    backend.unplug(gone);
    expect([state(link).state, state(link).mcu?.state]).toEqual(gone === MODEM ? ['lost', 'open'] : ['open', 'lost']);
    const speak = (path: string): void => backend.port(path).receive(path === MCU ? 'AT\r' : '\r\nRDY\r\n');
    speak(left);
    backend.plug(gone);
    await clock.run(1000);
    expect([state(link).state, state(link).mcu?.state]).toEqual(['open', 'open']);
    speak(gone);
    await clock.run(3000);
    expect(rows(link).map((row) => row.split(' ')[0])).toEqual(
      ['open:', 'lost:', left, 'recovered:', gone].map((what) => (what === MCU ? 'tx' : what === MODEM ? 'rx' : what)),
    );
    expect(log.links()).toHaveLength(1);
  });

  it('changes the speed of both ports, or of one', async () => {
    const { link, handlers, mcu, modem, rows } = await createTap();
    await handlers['serial.baud']({ link, baud: 9600 });
    expect([mcu.baud, modem.baud]).toEqual([9600, 9600]);
    expect(rows(link).at(-1)).toBe(`info: The speed of ${MCU} and ${MODEM} is now 9600 baud.`);
    await handlers['serial.baud']({ link, baud: 57_600, side: 'mcu' });
    expect([mcu.baud, modem.baud]).toEqual([57_600, 9600]);
  });

  it('stays in sight when both ports are gone for good, until one of them is opened anew', async () => {
    const harness = createSerialHarness([MCU, MODEM]);
    const { tap, backend, service, open, rows } = harness;
    const link = await tap({ reconnect: false });
    backend.unplug(MCU);
    backend.unplug(MODEM);
    expect(service.state().map((shown) => shown.link)).toEqual([link]);
    backend.plug(MODEM);
    const again = await open();
    expect(service.state().map((shown) => shown.link)).toEqual([again]);
    expect(rows(link).at(-1)).toBe(`close: Closed the tap of ${MCU} and ${MODEM}.`);
  });
});

describe('the speed, judged by the bytes', () => {
  it('is told once when a wire reads like another speed, and shown', async () => {
    const { link, mcu, modem, rows, state, clock } = await createTap();
    for (let i = 0; i < 20; i += 1) mcu.receive(`AT+CSQ;+CREG?;+CGREG?;+CEREG?;+CPSI? ${i}\r`);
    // Each bit of the sender read twice, and more: 0x00, 0x80, 0xE0, 0xF8, 0x1E …
    for (let i = 0; i < 200; i += 1) modem.receive('\x00\x80\xe0\xf8\x00\x1e\x00\x78\xfe');
    await clock.run(3000);
    expect(rows(link).filter((row) => row.startsWith('warning'))).toEqual([
      expect.stringMatching(new RegExp(`^warning: ${MODEM}: .*another speed.*try a lower one`)),
    ]);
    expect(state(link).judged).toMatchObject({
      tx: { verdict: 'text', hint: '' },
      rx: { verdict: 'wrong-baud', tryRate: 'lower' },
    });
  });

  it('is judged anew after it was changed', async () => {
    const { link, handlers, modem, state, clock } = await createTap();
    for (let i = 0; i < 200; i += 1) modem.receive('\x00\x80\xe0\xf8\x00\x1e\x00\x78\xfe');
    await clock.run(3000);
    await handlers['serial.baud']({ link, baud: 57_600 });
    expect(state(link).judged.rx.verdict).toBe('unknown');
    for (let i = 0; i < 20; i += 1) modem.receive('\r\n+CREG: 1\r\n');
    expect(state(link).judged.rx.verdict).toBe('text');
  });
});
