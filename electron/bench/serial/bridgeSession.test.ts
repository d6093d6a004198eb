import { describe, expect, it } from 'vitest';
import { serialLink } from '#shared/contract/serial.ts';
import { createSerialHarness, MCU, MODEM } from './serialServiceHarness.testkit.ts';

const createBridge = async (change: Parameters<ReturnType<typeof createSerialHarness>['bridge']>[0] = {}) => {
  const harness = createSerialHarness([MCU, MODEM]);
  const link = await harness.bridge(change);
  return { ...harness, link, mcu: harness.mcu, modem: harness.modem };
};

describe('a bridge', () => {
  it('passes bytes on within the turn in which they came, both ways, and records them as one link', async () => {
    const { link, mcu, modem, rows, service, state, log } = await createBridge();
    mcu.receive('AT+CSQ\r');
    expect(modem.written).toBe('AT+CSQ\r');
    modem.receive('AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n');
    expect(mcu.written).toBe('AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n');
    expect(rows(link)).toEqual([
      `open: Bridging ${MCU} (MCU) at 115200 8N1 and ${MODEM} (modem) at 115200 8N1.`,
      'tx command "AT+CSQ\\r"',
      'rx echo "AT+CSQ\\r"',
      'rx info "\\r\\n+CSQ: 21,99\\r\\n"',
      'rx final "\\r\\nOK\\r\\n"',
    ]);
    expect(state(link)).toMatchObject({
      ...{ mode: 'bridge', role: 'modem', path: MODEM, state: 'open', txBytes: 7, rxBytes: 28 },
      mcu: { path: MCU, state: 'open', rxBytes: 7, txBytes: 28 },
      bridge: { toModem: { waiting: 0, dropped: 0, pauses: 0 }, toMcu: { dropped: 0 } },
    });
    for (const shown of service.state()) expect(serialLink.parse(shown)).toEqual(shown);
    expect(log.link(link)).toMatchObject({ role: 'modem', name: 'ttyACM0⇄ttyUSB2', address: `bridge:${MCU},${MODEM}` });
  });

  it('leaves nothing open when one of the two ports does not open', async () => {
    const { tryBridge, backend, service } = createSerialHarness([MCU]);
    expect(await tryBridge()).toMatchObject({ error: { code: 'not-found' } });
    expect(backend.port(MCU).closed).toBe(true);
    backend.plug(MODEM);
    expect(await tryBridge()).toMatchObject({ ok: true });
    expect(service.state()).toHaveLength(1);
  });

  it('refuses one port twice, a capture, and a port that is open', async () => {
    const { tryBridge, tryOpen, side } = createSerialHarness([MCU, MODEM, 'play:/c.atlog']);
    expect(await tryBridge({ mcu: side(MODEM) })).toMatchObject({ error: { code: 'bad-path' } });
    expect(await tryBridge({ mcu: side('play:/c.atlog') })).toMatchObject({ error: { code: 'bad-path' } });
    expect(await tryOpen({ path: MODEM })).toMatchObject({ ok: true });
    expect(await tryBridge()).toMatchObject({ error: { code: 'already-open' } });
  });

  it('is one link: neither of its ports can be opened again, and both are let go', async () => {
    const { link, tryOpen, handlers, mcu, modem, rows, clock } = await createBridge();
    expect(await tryOpen({ path: MCU })).toMatchObject({ error: { code: 'already-open' } });
    expect(await tryOpen({ path: MODEM })).toMatchObject({ error: { code: 'already-open' } });
    expect(await handlers['serial.close']({ link })).toEqual({ ok: true, value: {} });
    expect([mcu.closed, modem.closed]).toEqual([true, true]);
    expect(rows(link).at(-1)).toBe(`close: Closed the bridge of ${MCU} and ${MODEM}.`);
    expect(clock.pending).toBe(0);
    expect(await tryOpen({ path: MCU, role: 'mcu-console' })).toMatchObject({ ok: true });
  });

  it('stands beside the console of the MCU, each a link', async () => {
    const { link, backend, open, mcu, rows } = await createBridge();
    backend.plug('/dev/ttyACM1');
    const log = await open({ path: '/dev/ttyACM1', role: 'mcu-console' });
    backend.port('/dev/ttyACM1').receive('I (312) mqtt: AT\r\n');
    mcu.receive('AT\r');
    expect(rows(log).slice(1)).toEqual(['rx text "I (312) mqtt: AT\\r\\n"']);
    expect(rows(link).slice(1)).toEqual(['tx command "AT\\r"']);
  });
});

describe('a side of a bridge that goes away', () => {
  it('is waited for; the other side goes on, and what is meant for it is recorded, dropped and counted', async () => {
    const { link, backend, clock, mcu, modem, rows, state } = await createBridge();
    backend.unplug(MODEM);
    mcu.receive('AT\r');
    expect(modem.written).toBe('');
    expect(state(link)).toMatchObject({
      ...{ state: 'lost', trouble: 'it hung up', mcu: { state: 'open' } },
      bridge: { toModem: { dropped: 3 }, toMcu: { dropped: 0 } },
    });
    backend.plug(MODEM);
    await clock.run(1000);
    expect(state(link).state).toBe('open');
    mcu.receive('ATI\r');
    expect(backend.port(MODEM).written).toBe('ATI\r');
    backend.port(MODEM).receive('\r\nOK\r\n');
    expect(mcu.written).toBe('\r\nOK\r\n');
    expect(rows(link).slice(1)).toEqual([
      `lost: ${MODEM} is gone: it hung up. Waiting for it to come back.`,
      `tx command "AT\\r" (not passed on: ${MODEM} is gone)`,
      `recovered: Back as ${MODEM} after 0.3 s, at 115200 8N1.`,
      `warning: 3 bytes from ${MCU} were not passed on to ${MODEM}.`,
      'tx command "ATI\\r"',
      'rx final "\\r\\nOK\\r\\n"',
    ]);
  });

  it('the MCU likewise', async () => {
    const { link, backend, clock, modem, state, received } = await createBridge();
    backend.unplug(MCU);
    modem.receive('\r\nRDY\r\n');
    expect(state(link)).toMatchObject({ state: 'open', mcu: { state: 'lost', trouble: 'it hung up' } });
    backend.plug(MCU);
    await clock.run(1000);
    modem.receive('\r\n+CPIN: READY\r\n');
    expect(backend.port(MCU).written).toBe('\r\n+CPIN: READY\r\n');
    expect(received(link)).toBe('\r\nRDY\r\n\r\n+CPIN: READY\r\n');
    expect(state(link)).toMatchObject({
      mcu: { state: 'open', rxBytes: 0, txBytes: 16 },
      bridge: { toMcu: { dropped: 7 } },
    });
  });

  it('is named anew when it comes back under another name, and never taken for the other one', async () => {
    const twin = (path: string) => ({ path, vendorId: '1a86', productId: '7523' });
    const harness = createSerialHarness([twin('/dev/ttyUSB0'), twin('/dev/ttyUSB1')]);
    const { bridge, side, backend, clock, state, log } = harness;
    const link = await bridge({ mcu: side('/dev/ttyUSB0'), modem: side('/dev/ttyUSB1') });
    backend.unplug('/dev/ttyUSB0');
    await clock.run(2000);
    expect(state(link).mcu).toMatchObject({ state: 'lost', path: '/dev/ttyUSB0' });
    backend.plug(twin('/dev/ttyUSB4'));
    await clock.run(5000);
    expect(state(link)).toMatchObject({ path: '/dev/ttyUSB1', mcu: { state: 'open', path: '/dev/ttyUSB4' } });
    expect(log.link(link)).toMatchObject({ name: 'ttyUSB4⇄ttyUSB1', address: 'bridge:/dev/ttyUSB4,/dev/ttyUSB1' });
  });
});

describe('a side of a bridge that takes nothing', () => {
  const big = 'x'.repeat(30_000);

  it('holds the other side back, lets it go on when there is room, and says so when it took long', async () => {
    const { link, mcu, modem, clock, rows, state, sent } = await createBridge();
    modem.writes = 'hold';
    mcu.receive(big);
    mcu.receive(big);
    expect(mcu.held).toBe(false);
    mcu.receive(big);
    expect(mcu.held).toBe(true);
    mcu.receive('more');
    expect(state(link).bridge?.toModem).toEqual({ waiting: 90_000, dropped: 0, pauses: 1 });
    await clock.run(1500);
    expect(rows(link).filter((row) => row.startsWith('warning'))).toEqual([
      `warning: ${MODEM} takes no bytes: 90000 wait for it, and ${MCU} is not read meanwhile. Check the flow control (CTS) and the speeds.`,
    ]);
    modem.release();
    await clock.run(0);
    expect(mcu.held).toBe(false);
    expect(rows(link)).toContain(`info: ${MCU} is read again, after 1.5 s.`);
    expect(modem.written).toBe(`${big}${big}${big}more`);
    await clock.run(3000);
    expect(sent(link)).toBe(modem.written);
    expect(state(link).bridge?.toModem).toEqual({ waiting: 0, dropped: 0, pauses: 1 });
  });

  it('makes no words about a short pause', async () => {
    const { link, mcu, modem, clock, rows } = await createBridge();
    modem.writes = 'hold';
    for (let i = 0; i < 3; i += 1) mcu.receive(big);
    await clock.run(900);
    modem.release();
    await clock.run(5000);
    expect(rows(link).filter((row) => /^(warning|info)/.test(row))).toEqual([]);
  });

  it('is kept a megabyte for when the other side cannot be held; the rest is dropped and told', async () => {
    const { link, mcu, modem, clock, rows, state } = await createBridge();
    mcu.unstoppable = true;
    modem.writes = 'hold';
    for (let i = 0; i < 36; i += 1) mcu.receive(big);
    expect(state(link).bridge?.toModem).toMatchObject({ waiting: 1_020_000, dropped: 60_000 });
    modem.release();
    await clock.run(5000);
    expect(modem.written).toHaveLength(1_020_000);
    expect(rows(link)).toContain(`warning: 60000 bytes from ${MCU} were not passed on to ${MODEM}.`);
  });

  it('is not held back itself while it holds the other one back, which might wait for just that', async () => {
    const { link, mcu, modem, clock, state } = await createBridge();
    mcu.writes = 'hold';
    modem.writes = 'hold';
    for (let i = 0; i < 3; i += 1) {
      mcu.receive(big);
      modem.receive(big);
    }
    expect([mcu.held, modem.held]).toEqual([true, false]);
    modem.release();
    await clock.run(0);
    expect([mcu.held, modem.held]).toEqual([false, true]);
    mcu.release();
    await clock.run(0);
    expect([mcu.held, modem.held]).toEqual([false, false]);
    expect(state(link).bridge).toMatchObject({ toModem: { pauses: 1, dropped: 0 }, toMcu: { pauses: 1, dropped: 0 } });
    expect([mcu.written.length, modem.written.length]).toEqual([90_000, 90_000]);
  });

  it('stops holding when it goes away meanwhile; the one that comes back is held like the one before', async () => {
    const { link, mcu, modem, backend, clock, state } = await createBridge();
    modem.writes = 'hold';
    for (let i = 0; i < 3; i += 1) mcu.receive(big);
    backend.unplug(MCU);
    backend.plug(MCU);
    await clock.run(1000);
    expect(backend.port(MCU).held).toBe(true);
    backend.unplug(MODEM);
    await clock.run(0);
    expect(backend.port(MCU).held).toBe(false);
    expect(state(link).bridge?.toModem).toMatchObject({ waiting: 0, dropped: 90_000 });
  });
});

describe('what the user sends into a bridge', () => {
  it.each([
    ['modem', 'tx command "AT\\r" (injected: sent by the bench, not by the MCU)'],
    ['mcu', 'rx echo "AT\\r" (injected: sent by the bench, not by the modem)'],
  ] as const)('to the %s', async (side, row) => {
    const { link, handlers, mcu, modem, rows, state } = await createBridge();
    expect(await handlers['serial.send']({ link, form: 'line', data: 'AT', side })).toEqual({
      ok: true,
      value: { bytes: 3 },
    });
    expect(side === 'mcu' ? mcu.written : modem.written).toBe('AT\r');
    expect(side === 'mcu' ? modem.written : mcu.written).toBe('');
    expect(rows(link).slice(1)).toEqual([row]);
    const sentToModem = side === 'modem' ? 3 : 0;
    expect(state(link).bridge?.modem).toEqual({ rxBytes: 0, txBytes: sentToModem });
    expect(state(link)).toMatchObject({ rxBytes: 3 - sentToModem, mcu: { rxBytes: 0, txBytes: 3 - sentToModem } });
  });

  it('goes to the modem when no side is named, and nowhere while it is away', async () => {
    const { link, handlers, backend, modem } = await createBridge();
    await handlers['serial.send']({ link, form: 'line', data: 'AT' });
    expect(modem.written).toBe('AT\r');
    backend.unplug(MODEM);
    expect(await handlers['serial.send']({ link, form: 'line', data: 'AT' })).toMatchObject({
      error: { code: 'not-open' },
    });
  });
});

describe('the speed of a bridge', () => {
  it.each([
    ['both ports', undefined, [9600, 9600]],
    ['the MCU', 'mcu', [9600, 115_200]],
    ['the modem', 'modem', [115_200, 9600]],
  ] as const)('of %s', async (_what, side, expected) => {
    const { link, handlers, mcu, modem } = await createBridge();
    expect(await handlers['serial.baud']({ link, baud: 9600, side })).toEqual({ ok: true, value: {} });
    expect([mcu.baud, modem.baud]).toEqual(expected);
  });

  it('stays on both when one of them refuses', async () => {
    const { link, handlers, mcu, modem, state } = await createBridge();
    modem.refusedBauds.add(77);
    expect(await handlers['serial.baud']({ link, baud: 77 })).toMatchObject({ error: { code: 'unsupported' } });
    expect([mcu.baud, modem.baud]).toEqual([115_200, 115_200]);
    expect(state(link)).toMatchObject({ settings: { baud: 115_200 }, mcu: { settings: { baud: 115_200 } } });
  });
});

describe('the control lines of a bridge', () => {
  it('are set as asked for, on each side, and later on either', async () => {
    const { side } = createSerialHarness();
    const { link, handlers, mcu, modem, rows } = await createBridge({
      mcu: { ...side(MCU), rts: false },
      modem: { ...side(MODEM), dtr: false },
    });
    expect([mcu.driven, modem.driven]).toEqual([
      { dtr: true, rts: false },
      { dtr: false, rts: true },
    ]);
    await handlers['serial.control']({ link, dtr: true });
    await handlers['serial.control']({ link, rts: true, side: 'mcu' });
    expect([mcu.driven, modem.driven]).toEqual([
      { dtr: true, rts: true },
      { dtr: true, rts: true },
    ]);
    expect(rows(link).slice(-2)).toEqual([`info: ${MODEM}: set DTR on.`, `info: ${MCU}: set RTS on.`]);
  });

  it('are passed on when that is asked for: DTR arrives at DSR, RTS at CTS', async () => {
    const { mcu, modem, clock } = await createBridge({ forwardLines: true });
    expect([mcu.driven, modem.driven]).toEqual([
      { dtr: false, rts: false },
      { dtr: false, rts: false },
    ]);
    mcu.lines = { cts: true, dsr: false, dcd: false };
    modem.lines = { cts: false, dsr: true, dcd: true };
    await clock.run(20);
    expect([mcu.driven, modem.driven]).toEqual([
      { dtr: true, rts: false },
      { dtr: false, rts: true },
    ]);
  });

  it('are left to the driver where it does the flow control', async () => {
    const harness = createSerialHarness([MCU, MODEM]);
    const { settings } = harness.side(MODEM);
    await harness.bridge({
      forwardLines: true,
      modem: { ...harness.side(MODEM), settings: { ...settings, flow: 'rtscts' } },
    });
    expect(harness.modem.driven).toEqual({ dtr: false, rts: true });
  });

  it('are not passed on where a port has none, which is said once', async () => {
    const harness = createSerialHarness([MCU, MODEM]);
    harness.backend.lineless.add(MODEM);
    const link = await harness.bridge({ forwardLines: true });
    harness.mcu.lines = { cts: true, dsr: true, dcd: true };
    await harness.clock.run(100);
    expect(harness.rows(link).filter((row) => row.startsWith('warning'))).toEqual([
      `warning: DTR and RTS are not passed on to ${MODEM}. No lines here.`,
    ]);
  });
});
