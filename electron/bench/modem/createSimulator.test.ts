import { describe, expect, it } from 'vitest';
import { latin1Text } from '#shared/base/latin1.ts';
import { ok } from '#shared/base/result.ts';
import { createSeededRandom } from '#shared/base/seededRandom.ts';
import { DEFAULT_SERIAL_SETTINGS, type SerialOpenBridgeInput } from '#shared/contract/serial.ts';
import type { SimulatorState } from '#shared/contract/simulator.ts';
import { serveBroker } from '#shared/modem/fakeBroker.testkit.ts';
import { createFakeNetwork } from '#shared/modem/fakeNetwork.testkit.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeSerialBackend } from '../serial/fakeSerialBackend.testkit.ts';
import { createSimulator } from './createSimulator.ts';
import { createLinkProfiles } from './linkProfiles.ts';

/** A simulator whose board and modem are joined by hand, as the bench's bridge does. */
function setUp() {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const broker = serveBroker(network, clock, '127.0.0.1', 18_883);
  const states: SimulatorState[] = [];
  const subscribed: string[] = [];
  const simulator = createSimulator({
    ...{ clock, network, random: createSeededRandom(4), links: createLinkProfiles() },
    brokerAddress: () => '127.0.0.1:18883',
    onChange: (state) => states.push(state),
  });
  const backend = simulator.over(createFakeSerialBackend(['/dev/ttyUSB2']));
  const open = async (path: string) => {
    const opened = await backend.open({ path, settings: DEFAULT_SERIAL_SETTINGS, loop: false });
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  };
  const bridges: SerialOpenBridgeInput[] = [];
  let log = '';
  const handlers = simulator.handlers({
    serial: {
      async 'serial.open-bridge'(input) {
        bridges.push(input);
        const [mcu, modem] = [await open(input.mcu.path), await open(input.modem.path)];
        mcu.onData((bytes) => void modem.write(bytes));
        modem.onData((bytes) => void mcu.write(bytes));
        return ok({ link: 1 });
      },
      async 'serial.open'({ path }) {
        (await open(path)).onData((bytes) => {
          log += latin1Text(bytes);
        });
        return ok({ link: 2 });
      },
      'serial.close': () => ok({}),
    },
    console: {
      'console.subscribe'({ subscriptions }) {
        subscribed.push(...subscriptions.map(({ filter }) => filter));
        return ok({ granted: [1] });
      },
    },
    subscriptions: () => subscribed.length,
  });
  return { clock, backend, broker, handlers, states, subscribed, bridges, simulator, log: () => log };
}

describe('the simulator', () => {
  it('lists the simulated ports behind the real ones', async () => {
    const { ports } = await setUp().backend.list();
    expect(ports.map(({ path }) => path)).toEqual([
      ...['/dev/ttyUSB2', 'sim:sim7600', 'sim:a76xx', 'sim:board', 'sim:board-console'],
    ]);
  });

  it('starts the board on a modem through a bridge, and it publishes to the bench’s broker within 5 s', async () => {
    const { clock, handlers, broker, states, subscribed, bridges, log } = setUp();
    expect(await handlers['simulator.start']({ profile: 'sim7600' })).toEqual(ok({ link: 1, console: 2 }));
    await clock.run(5000);
    expect(bridges[0]).toMatchObject({ mcu: { path: 'sim:board' }, modem: { path: 'sim:sim7600' } });
    expect(subscribed).toEqual(['boards/#']);
    expect(log()).toContain('<inf> mqtt: connected');
    const published = broker.rows.filter(({ dir, bytes }) => dir === 'rx' && (bytes[0] ?? 0) >> 4 === 3);
    expect(published.length).toBeGreaterThan(0);
    expect(states.at(-1)).toMatchObject({
      modem: { path: 'sim:sim7600', power: 'on' },
      board: { phase: 'running' },
      faults: [],
      mapped: true,
    });
  });

  it('arms faults, shows them bite, and disarms them', async () => {
    const { clock, handlers } = setUp();
    await handlers['simulator.start']({ profile: 'sim7600' });
    const armed = await handlers['simulator.arm']({ fault: 'sim-absent' });
    await clock.run(5000);
    const state = await handlers['simulator.get']({});
    expect(state).toMatchObject({ value: { faults: [{ fault: 'sim-absent', live: true, struck: 1 }] } });
    if (!armed.ok) throw new Error(armed.error.message);
    await handlers['simulator.disarm']({ id: armed.value.id });
    expect(await handlers['simulator.get']({})).toMatchObject({ value: { faults: [] } });
    await clock.run(60_000);
    expect(await handlers['simulator.get']({})).toMatchObject({ value: { board: { phase: 'running' } } });
  });

  it.each([
    ['nothing-like-it', 'unknown-fault'],
    ['connack=9', 'bad-value'],
    ['restart@x', 'bad-trigger'],
  ])('refuses %s', async (fault, code) => {
    expect(await setUp().handlers['simulator.arm']({ fault })).toMatchObject({ error: { code } });
  });

  it('does not reach the broker when the mapping is off', async () => {
    const { clock, handlers, broker } = setUp();
    await handlers['simulator.map']({ mapped: false });
    await handlers['simulator.start']({ profile: 'sim7600' });
    await clock.run(10_000);
    expect(broker.rows).toEqual([]);
  });

  it('resets the board and cuts the modem’s power', async () => {
    const { clock, handlers, log } = setUp();
    expect(await handlers['simulator.restart']({ what: 'modem' })).toMatchObject({ error: { code: 'not-running' } });
    expect(await handlers['simulator.restart']({ what: 'board' })).toMatchObject({ error: { code: 'not-running' } });
    await handlers['simulator.start']({ profile: 'a76xx' });
    await clock.run(5000);
    await handlers['simulator.restart']({ what: 'board' });
    await handlers['simulator.restart']({ what: 'modem' });
    await clock.run(10_000);
    expect(log().split('sensor board, client')).toHaveLength(3);
    expect(await handlers['simulator.get']({})).toMatchObject({ value: { board: { phase: 'running', connects: 2 } } });
  });
});

it('lays a link of a kind, or none, and tells of it', async () => {
  const { clock, handlers, states } = setUp();
  const lay = (target: 'bearer' | 'broker', profile: string) => handlers['simulator.link-profile']({ target, profile });
  expect(await lay('bearer', 'nb-iot')).toMatchObject({ ok: true });
  expect(await lay('broker', 'lte,loss=0.1')).toMatchObject({ ok: true });
  expect(await lay('broker', '7g')).toMatchObject({ ok: false, error: { code: 'bad-profile' } });
  clock.advance(1000);
  expect(states.at(-1)?.links).toEqual({ bearer: 'nb-iot', broker: 'lte,loss=0.1' });
  expect(await lay('broker', ' ')).toMatchObject({ ok: true });
  clock.advance(1000);
  expect(states.at(-1)?.links).toEqual({ bearer: 'nb-iot', broker: '' });
});
