import { expect, test } from 'vitest';
import { createServices } from '#renderer/app/services.ts';
import { ok } from '#shared/base/result.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import { DEFAULT_SERIAL_SETTINGS, type PortInfo, type SerialLink } from '#shared/contract/serial.ts';
import type { SerialPair } from '#shared/contract/settings.ts';
import { fakePort, fakeSerialLink, IDLE_STATE } from '#test/fakes/fakeBench.ts';
import { createFakeRpcClient } from '#test/fakes/fakeRpcClient.ts';
import type { PaletteCommand } from './paletteCommand.ts';
import { serialCommands } from './serialCommands.ts';

const log = {
  ...{ lastSeq: 0, firstSeq: 1, tailBytes: 0, tailLimit: 1, dropped: 0 },
  rows: { serial: 0, mqtt: 0, note: 0 },
  bytes: { serial: 0, mqtt: 0 },
};
const withLinks = (...serial: SerialLink[]): BenchState => ({ now: 0, ...IDLE_STATE, log, serial });
const ports: PortInfo[] = [
  { path: '/dev/ttyUSB2', kind: 'at', label: 'SIM7600 AT port', detail: '', recommended: true },
  { path: 'play:/opt/boot.atlog', kind: 'player', label: 'Boot', detail: '', recommended: false },
];
const flow = { waiting: 0, dropped: 0, pauses: 0 };
const bridge = fakeSerialLink(3, '/dev/ttyUSB2', {
  mode: 'bridge',
  mcu: fakePort('/dev/ttyACM0'),
  bridge: { forwardLines: true, modem: { rxBytes: 0, txBytes: 0 }, toModem: flow, toMcu: flow, rules: [] },
});
const side = (path: string) => ({ path, settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null });
const pair: SerialPair = { mode: 'tap', mcu: side('COM3'), modem: side('COM4'), forwardLines: false, rules: [] };

function setUp() {
  const rpc = createFakeRpcClient({
    'serial.open-tap': () => ok({ link: 9 }),
    'serial.detect-baud': () => ok({ baud: 9600, confidence: 1, tried: [], hint: '' }),
  });
  const services = createServices(
    rpc,
    () => () => {},
    () => {},
  );
  return { services, rpc };
}
const WAYS = ['Open a port …', 'Tap the two wires between MCU and modem …', 'Bridge MCU and modem through the bench …'];
const titles = (commands: readonly PaletteCommand[]): string[] => commands.map(({ title }) => title);
const run = async (commands: readonly PaletteCommand[], title: string): Promise<void> => {
  const command = commands.find((one) => one.title === title);
  if (command === undefined) throw new Error(`No command ${title}`);
  if ('ask' in command.run) expect(await command.run.ask()).toBe('');
  else command.run.act();
};

test('ports and pairs that are closed can be opened, open ones closed', () => {
  const { services } = setUp();
  expect(titles(serialCommands(services, withLinks(), ports, [pair]))).toEqual([
    ...WAYS,
    'Open the tap of COM3 / COM4 again',
    'Open SIM7600 AT port (ttyUSB2)',
    'Play Boot (boot.atlog)',
  ]);
  const open = withLinks(fakeSerialLink(1, '/dev/ttyUSB2'), fakeSerialLink(2, 'COM4'));
  expect(titles(serialCommands(services, open, ports, [pair]))).toEqual([
    ...WAYS,
    'Play Boot (boot.atlog)',
    'Speed, lines and state of SIM7600 AT port (ttyUSB2) …',
    'Detect the speed of ttyUSB2 (sends AT)',
    'Close SIM7600 AT port (ttyUSB2)',
    'Speed, lines and state of SIM7600 AT port (COM4) …',
    'Detect the speed of COM4 (sends AT)',
    'Close SIM7600 AT port (COM4)',
  ]);
});

test('a bridge takes both its ports, and has its own commands', () => {
  const { services } = setUp();
  const console: PortInfo = {
    ...ports[1],
    path: '/dev/ttyACM0',
    kind: 'vcp',
    label: 'VCP',
    detail: '',
    recommended: false,
  };
  expect(titles(serialCommands(services, withLinks(bridge), [console], []))).toEqual([
    ...WAYS,
    'Speed, lines and state of the bridge of ttyACM0 / ttyUSB2 …',
    'Rewrite rules of the bridge of ttyACM0 / ttyUSB2 …',
    'Detect the speed of ttyACM0 (only listens)',
    'Detect the speed of ttyUSB2 (sends AT)',
    'Close the bridge of ttyACM0 / ttyUSB2',
  ]);
});

test('the speed of what has none is not looked for', () => {
  const { services } = setUp();
  const links = [fakeSerialLink(1, 'play:/opt/boot.atlog'), fakeSerialLink(2, 'tcp://rack.example:4000')];
  const offered = titles(serialCommands(services, withLinks(...links), [], []));
  expect(offered.filter((title) => title.startsWith('Detect'))).toEqual([]);
});

test('they do what they say', async () => {
  const { services, rpc } = setUp();
  const commands = serialCommands(services, withLinks(bridge), ports, [pair]);
  await run(commands, 'Tap the two wires between MCU and modem …');
  expect(services.view.getState()).toMatchObject({ listenMode: 'tap', portPickerOpen: true });
  await run(commands, 'Open the tap of COM3 / COM4 again');
  await run(commands, 'Detect the speed of ttyACM0 (only listens)');
  expect(services.view.getState().linkPanel).toBe(3);
  const asked = rpc.asked.filter(({ name }) => /^serial\./.test(name));
  expect(asked).toMatchObject([
    { name: 'serial.open-tap', input: { mcu: { path: 'COM3' }, modem: { path: 'COM4' } } },
    { name: 'serial.detect-baud', input: { target: { by: 'link', link: 3, side: 'mcu' } } },
  ]);
  expect(services.settings.getState().settings.pairs).toEqual([pair]);
});
