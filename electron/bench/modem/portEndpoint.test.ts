import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '#shared/base/latin1.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeSerialBackend } from '../serial/fakeSerialBackend.testkit.ts';
import { openPortEndpoint } from './portEndpoint.ts';

const PATH = '/dev/ttyUSB0';

async function setUp(lines = { cts: false, dsr: false, dcd: false }) {
  const clock = createFakeClock();
  const backend = createFakeSerialBackend([PATH]);
  backend.onOpened = (port) => {
    port.lines = lines;
  };
  const warnings: string[] = [];
  const opened = await openPortEndpoint({ clock, backend, warn: (words) => warnings.push(words) }, PATH, 115_200);
  if (!opened.ok) throw new Error(opened.error.message);
  const endpoint = opened.value;
  const dtr: boolean[] = [];
  endpoint.onDtr?.((on) => dtr.push(on));
  return { clock, endpoint, port: backend.port(PATH), warnings, dtr };
}

describe('the speed of a port that plays the modem', () => {
  it('changes when what was said before has left', async () => {
    const { clock, endpoint, port } = await setUp();
    port.writes = 'hold';
    endpoint.write(latin1Bytes('\r\nOK\r\n'));
    endpoint.setBaud?.(9600);
    await clock.run(1000);
    expect(port.baud).toBe(115_200);
    port.release();
    await clock.run(15);
    expect(port.baud).toBe(115_200);
    await clock.run(50);
    expect(port.baud).toBe(9600);
  });

  it.each([0, 115_200])('stays at %d, which follows the host or is the same', async (baud) => {
    const { clock, endpoint, port } = await setUp();
    endpoint.setBaud?.(baud);
    await clock.run(1000);
    expect(port.baud).toBe(115_200);
  });

  it('says so when the port cannot', async () => {
    const { clock, endpoint, port, warnings } = await setUp();
    port.refusedBauds.add(3_000_000);
    endpoint.setBaud?.(3_000_000);
    await clock.run(1000);
    expect(warnings).toEqual([expect.stringContaining('The port stays at its speed')]);
  });
});

describe('the lines of a port that plays the modem', () => {
  it("DSR is the host's DTR, once it was seen", async () => {
    const { clock, port, dtr } = await setUp();
    await clock.run(500);
    expect(dtr).toEqual([]);
    port.lines = { cts: false, dsr: true, dcd: false };
    await clock.run(500);
    port.lines = { cts: false, dsr: false, dcd: false };
    await clock.run(500);
    expect(dtr).toEqual([true, false]);
  });

  it('loses what a port does not take, and stops when it is closed', async () => {
    const { clock, endpoint, port } = await setUp();
    port.writes = 'hold';
    for (let i = 0; i < 100; i += 1) endpoint.write(new Uint8Array(1024));
    port.release();
    expect(port.written.length).toBe(65_536);
    await endpoint.close();
    await clock.run(1000);
    expect(port.closed).toBe(true);
    expect(clock.pending).toBe(0);
  });
});

it('says why a port cannot be had', async () => {
  const backend = createFakeSerialBackend([]);
  const opened = await openPortEndpoint({ clock: createFakeClock(), backend, warn: () => undefined }, PATH, 9600);
  expect(opened).toMatchObject({ ok: false, error: { code: 'failed', message: expect.stringContaining(PATH) } });
});
