import { describe, expect, it } from 'vitest';
import { resample } from '#shared/protocol/at/uartResample.ts';
import type { FakePort } from './fakeSerialBackend.testkit.ts';
import { createSerialHarness, MCU, MODEM } from './serialServiceHarness.testkit.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const ANSWER = latin1('AT\r\r\nOK\r\n');

/** What a port at its speed makes of text that is sent at `sentBaud`. */
const heard = (port: FakePort, text: Uint8Array, sentBaud: number): Uint8Array =>
  resample(text, { sentBaud, readBaud: port.baud });

/** A modem that answers AT sent at its speed, and to what it cannot read returns its echo as garbage, like a real one. */
function playModem(port: FakePort, baud: number): void {
  port.answer = () => {
    if (port.baud === baud) port.receive(ANSWER);
    else if (port.baud < baud * 4) port.receive(heard(port, ANSWER.subarray(0, 3), baud));
  };
}

const path = { target: { by: 'path', path: MODEM } } as const;

describe('serial.detect-baud on a port that is not open', () => {
  it.each([115_200, 9600, 57_600, 921_600, 300])('finds a modem at %i baud and lets the port go', async (baud) => {
    const { handlers, backend, clock, service, log } = createSerialHarness([MODEM]);
    backend.onOpened = (port) => playModem(port, baud);
    const detecting = handlers['serial.detect-baud'](path);
    await clock.run(60_000);
    const result = await detecting;
    expect(result).toMatchObject({ ok: true, value: { baud, hint: `AT is answered at ${baud} baud.` } });
    if (!result.ok) return;
    expect(result.value.confidence).toBeGreaterThan(0.9);
    expect(result.value.tried.at(-1)).toMatchObject({ baud, result: 'answered' });
    expect(backend.port(MODEM).closed).toBe(true);
    expect([service.state(), log.rows]).toEqual([[], []]);
    expect(clock.pending).toBe(0);
  });

  it('tries the speeds in order, the likeliest first, or those that are given', async () => {
    const { handlers, clock } = createSerialHarness([MODEM]);
    const all = handlers['serial.detect-baud'](path);
    await clock.run(60_000);
    const result = await all;
    expect(result).toMatchObject({
      value: { baud: null, confidence: 0, hint: expect.stringContaining('Nothing answered') },
    });
    expect(result.ok && result.value.tried.map(({ baud }) => baud).slice(0, 3)).toEqual([115_200, 9600, 57_600]);
    expect(result.ok && result.value.tried.every(({ result: one }) => one === 'silent')).toBe(true);
    const some = handlers['serial.detect-baud']({ ...path, rates: [1200, 2400] });
    await clock.run(60_000);
    expect(await some).toMatchObject({ value: { tried: [{ baud: 1200 }, { baud: 2400 }] } });
  });

  it('asks three times at each speed: what was sent at wrong ones spoils the first', async () => {
    const { handlers, backend, clock } = createSerialHarness([MODEM]);
    let asked = 0;
    backend.onOpened = (port) => {
      port.answer = () => {
        asked += 1;
        if (asked === 3) port.receive(ANSWER);
      };
    };
    const detecting = handlers['serial.detect-baud']({ ...path, rates: [9600] });
    await clock.run(2000);
    expect(await detecting).toMatchObject({ value: { baud: 9600 } });
    expect(backend.port(MODEM).written).toBe('AT\rAT\rAT\r');
  });

  it.each([
    ['an echo alone', 'AT\r', 'answered'],
    ['an error', '\r\nERROR\r\n', 'answered'],
    ['an error with its number', '\r\n+CME ERROR: 58\r\n', 'answered'],
    ['a log of an MCU', 'I (312) mqtt: connected to the broker, session 1\r\n'.repeat(2), 'text'],
  ])('takes %s for a sign of the right speed', async (_what, text, kind) => {
    const { handlers, backend, clock } = createSerialHarness([MODEM]);
    backend.onOpened = (port) => {
      port.answer = () => port.receive(heard(port, latin1(text), 9600));
    };
    const detecting = handlers['serial.detect-baud']({ ...path, rates: [9600, 19_200] });
    await clock.run(5000);
    expect(await detecting).toMatchObject({ value: { baud: 9600, tried: [{ baud: 9600, result: kind }] } });
  });

  it('tells noise from silence', async () => {
    const { handlers, backend, clock } = createSerialHarness([MODEM]);
    let count = 0;
    backend.onOpened = (port) => {
      port.answer = () => port.receive(Uint8Array.from({ length: 40 }, () => (count++ * 167 + 11) & 255));
    };
    const detecting = handlers['serial.detect-baud']({ ...path, rates: [9600, 19_200] });
    await clock.run(5000);
    expect(await detecting).toMatchObject({
      value: {
        baud: null,
        tried: [{ result: 'noise' }, { result: 'noise' }],
        hint: expect.stringContaining('no text'),
      },
    });
  });

  it('leaves out speeds the port does not run at, and says when there are none but those', async () => {
    const { handlers, backend, clock } = createSerialHarness([MODEM]);
    backend.onOpened = (port) => {
      port.refusedBauds.add(77);
      playModem(port, 9600);
    };
    const some = handlers['serial.detect-baud']({ ...path, rates: [77, 9600] });
    await clock.run(5000);
    expect(await some).toMatchObject({ value: { baud: 9600, tried: [{ baud: 77, result: 'unsupported' }, {}] } });
    expect(await handlers['serial.detect-baud']({ ...path, rates: [77] })).toMatchObject({
      error: { code: 'unsupported' },
    });
  });

  it('passes on why a port does not open, and refuses one that is open or tried already', async () => {
    const { handlers, open, clock } = createSerialHarness([MODEM, MCU]);
    expect(await handlers['serial.detect-baud']({ target: { by: 'path', path: '/dev/nothing' } })).toMatchObject({
      error: { code: 'not-found' },
    });
    await open();
    expect(await handlers['serial.detect-baud'](path)).toMatchObject({ error: { code: 'already-open' } });
    const first = handlers['serial.detect-baud']({ target: { by: 'path', path: MCU }, rates: [9600] });
    expect(await handlers['serial.detect-baud']({ target: { by: 'path', path: MCU } })).toMatchObject({
      error: { code: 'already-open' },
    });
    await clock.run(5000);
    expect(await first).toMatchObject({ ok: true });
  });

  it('sends nothing where it is to listen: on a path when told so, and on the console of an MCU', async () => {
    const { handlers, open, backend, clock } = createSerialHarness([MODEM]);
    const log = latin1('I (312) mqtt: connected to the broker, session 1\r\n'.repeat(3));
    const talk = async (): Promise<void> => {
      for (let i = 0; i < 40; i += 1) {
        await clock.run(200);
        const port = backend.port(MODEM);
        if (!port.closed) port.receive(heard(port, log, 9600));
      }
    };
    const rates = [57_600, 9600];
    const onPath = handlers['serial.detect-baud']({ target: { ...path.target, listen: true }, rates });
    await talk();
    expect(await onPath).toMatchObject({ value: { baud: 9600, hint: 'Text comes at 9600 baud.' } });
    expect(backend.port(MODEM).written).toBe('');
    const link = await open({ role: 'mcu-console' });
    const onLink = handlers['serial.detect-baud']({ target: { by: 'link', link }, rates });
    await talk();
    expect(await onLink).toMatchObject({ value: { baud: 9600 } });
    expect(backend.port(MODEM).written).toBe('');
  });

  it('ends when the port goes away', async () => {
    const { handlers, backend, clock } = createSerialHarness([MODEM]);
    const detecting = handlers['serial.detect-baud'](path);
    await clock.run(100);
    backend.unplug(MODEM);
    await clock.run(2000);
    expect(await detecting).toMatchObject({ error: { code: 'not-open' } });
  });
});

describe('serial.detect-baud on a link', () => {
  it('records what is sent and heard, says what it does, and puts the speed back', async () => {
    const { handlers, open, backend, clock, rows, state } = createSerialHarness([MODEM]);
    const link = await open();
    playModem(backend.port(MODEM), 9600);
    const detecting = handlers['serial.detect-baud']({ target: { by: 'link', link }, rates: [115_200, 9600] });
    await clock.run(0);
    expect(state(link).detecting).toBe(true);
    expect(await handlers['serial.send']({ link, form: 'line', data: 'ATI' })).toMatchObject({
      error: { code: 'failed' },
    });
    expect(await handlers['serial.baud']({ link, baud: 300 })).toMatchObject({ error: { code: 'failed' } });
    expect(await handlers['serial.detect-baud']({ target: { by: 'link', link } })).toMatchObject({
      error: { code: 'busy' },
    });
    await clock.run(10_000);
    expect(await detecting).toMatchObject({ value: { baud: 9600 } });
    expect(backend.port(MODEM).baud).toBe(115_200);
    expect(state(link)).toMatchObject({
      detecting: false,
      settings: { baud: 115_200 },
      judged: { rx: { verdict: 'unknown' } },
    });
    const told = rows(link).filter((row) => !/^rx (garbage|text|urc)/.test(row));
    expect(told.slice(1, 6)).toEqual([
      `info: Asking on ${MODEM} at 115200 baud.`,
      ...Array.from({ length: 3 }, () => 'tx command "AT\\r" (sent by the bench, to try 115200 baud)'),
      `info: Asking on ${MODEM} at 9600 baud.`,
    ]);
    expect(told.at(-1)).toBe('info: AT is answered at 9600 baud. The port is at 115200 baud.');
    expect(told.filter((row) => row.startsWith('warning'))).toEqual([]);
  });

  it('stops when the port goes away; it comes back at its own speed', async () => {
    const { handlers, open, backend, clock, state } = createSerialHarness([MODEM]);
    const link = await open();
    const detecting = handlers['serial.detect-baud']({ target: { by: 'link', link }, rates: [9600, 19_200, 38_400] });
    await clock.run(100);
    backend.unplug(MODEM);
    backend.plug(MODEM);
    await clock.run(5000);
    expect(await detecting).toMatchObject({ error: { code: 'not-open' } });
    expect(backend.port(MODEM).baud).toBe(115_200);
    expect(state(link)).toMatchObject({ state: 'open', detecting: false });
  });

  it('ends when the link is closed', async () => {
    const { handlers, open, clock, rows } = createSerialHarness([MODEM]);
    const link = await open();
    const detecting = handlers['serial.detect-baud']({ target: { by: 'link', link } });
    await clock.run(100);
    await handlers['serial.close']({ link });
    await clock.run(5000);
    expect(await detecting).toMatchObject({ error: { code: 'not-open' } });
    expect(rows(link).at(-1)).toBe(`close: Closed ${MODEM}.`);
    expect(clock.pending).toBe(0);
    expect(await handlers['serial.detect-baud']({ target: { by: 'link', link } })).toMatchObject({
      error: { code: 'not-open' },
    });
  });

  it('only listens on a tap, and gives up where nobody speaks', async () => {
    const harness = createSerialHarness([MCU, MODEM]);
    const { handlers, clock, state, rows } = harness;
    const link = await harness.tap();
    const { mcu, modem } = harness;
    const silent = handlers['serial.detect-baud']({ target: { by: 'link', link } });
    await clock.run(11_000);
    expect(await silent).toMatchObject({ value: { baud: null, tried: [{ result: 'silent' }] } });

    const text = latin1('AT+CSQ;+CREG?;+CGREG?;+CEREG?;+CPSI?\r'.repeat(4));
    const talking = handlers['serial.detect-baud']({
      target: { by: 'link', link, side: 'mcu' },
      rates: [115_200, 9600, 57_600],
    });
    for (let i = 0; i < 60; i += 1) {
      mcu.receive(heard(mcu, text, 57_600));
      await clock.run(200);
    }
    expect(await talking).toMatchObject({ value: { baud: 57_600, hint: 'Text comes at 57600 baud.' } });
    expect([mcu.written, modem.written]).toEqual(['', '']);
    expect(state(link).mcu?.settings.baud).toBe(115_200);
    expect(rows(link)).toContain(`info: Listening on ${MCU} at 57600 baud.`);
  });

  it('keeps the MCU out of it on a bridge, and what the modem says at other speeds from the MCU', async () => {
    const harness = createSerialHarness([MCU, MODEM]);
    const { handlers, clock, rows, state } = harness;
    const link = await harness.bridge();
    const { mcu, modem } = harness;
    playModem(modem, 9600);
    const detecting = handlers['serial.detect-baud']({ target: { by: 'link', link }, rates: [115_200, 9600] });
    await clock.run(50);
    mcu.receive('AT+CSQ\r');
    await clock.run(10_000);
    expect(await detecting).toMatchObject({ value: { baud: 9600 } });
    expect(modem.written).not.toContain('CSQ');
    expect(mcu.written).toBe('');
    expect(rows(link)).toContain('tx command "AT+CSQ\\r" (not passed on: other speeds are being tried)');
    expect(rows(link)).toContain(`warning: 7 bytes from ${MCU} were not passed on to ${MODEM}.`);
    expect(state(link).bridge?.toModem.dropped).toBe(7);
    mcu.receive('ATI\r');
    expect(modem.written.endsWith('ATI\r')).toBe(true);
  });
});
