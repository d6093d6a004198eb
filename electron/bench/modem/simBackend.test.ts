import { describe, expect, it } from 'vitest';
import { latin1Bytes, latin1Text } from '#shared/base/latin1.ts';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import { createFakeNetwork } from '#shared/modem/fakeNetwork.testkit.ts';
import { NO_FAULTS } from '#shared/modem/faults/faultPoints.ts';
import { judgeBaud } from '#shared/protocol/at/baudJudge.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeSerialBackend } from '../serial/fakeSerialBackend.testkit.ts';
import { withSimulatedPorts } from './simBackend.ts';

function setUp() {
  const clock = createFakeClock();
  const backend = withSimulatedPorts(
    { clock, random: () => 0.5, network: createFakeNetwork(clock), faults: NO_FAULTS },
    createFakeSerialBackend(['/dev/ttyUSB2']),
  );
  const open = (path: string, baud = 115_200) =>
    backend.open({ path, settings: { ...DEFAULT_SERIAL_SETTINGS, baud }, loop: false });
  return {
    clock,
    backend,
    open,
    async openSim(path = 'sim:sim7600', baud = 115_200) {
      const opened = await open(path, baud);
      if (!opened.ok) throw new Error(opened.error.message);
      const port = opened.value;
      let heard = '';
      port.onData((bytes) => {
        heard += latin1Text(bytes);
      });
      const take = (ms: number): string => {
        clock.advance(ms);
        const text = heard;
        heard = '';
        return text;
      };
      const say = (text: string, ms = 500): string => {
        void port.write(latin1Bytes(text));
        return take(ms);
      };
      return { port, take, say };
    },
  };
}

describe('simulated ports', () => {
  it('are listed behind the real ones', async () => {
    expect((await setUp().backend.list()).ports.map(({ path }) => path)).toEqual([
      ...['/dev/ttyUSB2', 'sim:sim7600', 'sim:a76xx'],
    ]);
  });

  it.each([
    ['sim:sim7600', 'RDY'],
    ['sim:a76xx', '*ATREADY: 1'],
  ])('%s boots when it is opened, and answers', async (path, banner) => {
    const { take, say } = await setUp().openSim(path);
    expect(take(10_000)).toContain(`\r\n${banner}\r\n`);
    expect(say('AT\r')).toBe('AT\r\r\nOK\r\n');
  });

  it('opens the others as ever, and refuses a modem there is none of', async () => {
    const { open } = setUp();
    expect((await open('/dev/ttyUSB2')).ok).toBe(true);
    expect(await open('sim:bg96')).toMatchObject({
      ok: false,
      error: { code: 'bad-path', message: expect.stringContaining('sim:sim7600 or sim:a76xx') },
    });
  });
});

describe('the line of a simulated port', () => {
  it('garbles both ways at another speed, and is well again at the right one', async () => {
    const { port, take, say } = await setUp().openSim('sim:sim7600', 9600);
    const banner = take(10_000);
    expect(banner).not.toContain('RDY');
    expect(judgeBaud(latin1Bytes(banner)).verdict).not.toBe('text');
    expect(say('AT\r')).not.toContain('OK');
    await port.setBaud(115_200);
    say('\r');
    expect(say('AT\r')).toContain('OK');
  });

  it('keeps what comes while it is held, in order', async () => {
    const { port, take, say } = await setUp().openSim();
    take(10_000);
    port.hold?.(true);
    expect(say('ATE0\r')).toBe('');
    expect(say('AT\r')).toBe('');
    port.hold?.(false);
    expect(take(0)).toBe('ATE0\r\r\nOK\r\n\r\nOK\r\n');
    expect(say('AT\r')).toBe('\r\nOK\r\n');
  });

  it('has the lines of a modem, and drives DTR', async () => {
    const { port } = await setUp().openSim();
    expect(await port.getLines()).toMatchObject({ ok: true, value: { cts: true, dsr: true } });
    expect((await port.setLines({ dtr: false })).ok).toBe(true);
    expect(port.driven).toEqual({ dtr: false, rts: true });
  });

  it('is dead after its close', async () => {
    const { clock, openSim } = setUp();
    const { port, take, say } = await openSim();
    await port.close();
    expect(take(20_000)).toBe('');
    expect(say('AT\r')).toBe('');
    expect((await port.write(latin1Bytes('AT\r'))).ok).toBe(false);
    expect((await port.setLines({ dtr: true })).ok).toBe(false);
    expect(clock.pending).toBe(0);
  });
});
