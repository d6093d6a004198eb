import { expect, test } from 'vitest';
import { createServices } from '#renderer/app/services.ts';
import { err, ok } from '#shared/base/result.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import { fakePort, fakeSerialLink, IDLE_STATE } from '#test/fakes/fakeBench.ts';
import { createFakeRpcClient } from '#test/fakes/fakeRpcClient.ts';
import { brokerCommands, markCommands, sendCommands } from './benchCommands.ts';
import type { PaletteCommand } from './paletteCommand.ts';

const log = {
  lastSeq: 0,
  firstSeq: 1,
  rows: { serial: 0, mqtt: 0, note: 0 },
  bytes: { serial: 0, mqtt: 0 },
  tailBytes: 0,
  tailLimit: 1,
  dropped: 0,
};
const idle: BenchState = { now: 0, ...IDLE_STATE, log };
const open: BenchState = { ...idle, serial: [fakeSerialLink(1, '/dev/ttyUSB2')] };
function setUp() {
  const rpc = createFakeRpcClient({
    'serial.send': () => err('congested', 'The port does not take more.'),
    'broker.start': () => ok({ address: '127.0.0.1:1883' }),
    'log.mark': () => ok({ seq: 1 }),
  });
  const services = createServices(
    rpc,
    () => () => {},
    () => {},
  );
  const asked = () =>
    rpc.asked.filter(
      ({ name }) =>
        name.includes('.') && !/^(bench|settings|diagnosis|modem|simulator|proxy|bridge|log\.links)/.test(name),
    );
  return { services, asked };
}
const titles = (commands: readonly PaletteCommand[]): string[] => commands.map(({ title }) => title);
const ask = async (command: PaletteCommand | undefined): Promise<string> =>
  command !== undefined && 'ask' in command.run ? command.run.ask() : 'nothing to ask';

test('what is typed goes to the modem only when it is an AT command and a port is open', () => {
  const { services } = setUp();
  expect(sendCommands(services, idle, 'AT+CSQ')).toEqual([]);
  expect(titles(sendCommands(services, open, 'theme'))).toHaveLength(2);
  expect(sendCommands(services, open, 'at+csq')[0]).toMatchObject({ title: 'Send at+csq to ttyUSB2', always: true });
});

test('nothing is sent to a tap', () => {
  const { services } = setUp();
  const tap: BenchState = { ...idle, serial: [fakeSerialLink(1, 'COM4', { mode: 'tap', mcu: fakePort('COM3') })] };
  expect(sendCommands(services, tap, 'AT+CSQ')).toEqual([]);
});

test('what the bench answers against is said', async () => {
  const { services, asked } = setUp();
  expect(await ask(sendCommands(services, open, 'AT+CSQ')[0])).toBe('The port does not take more.');
  expect(asked()).toEqual([{ name: 'serial.send', input: { link: 1, form: 'line', data: 'AT+CSQ' } }]);
});

test('the broker can be started when it is stopped, stopped when it runs', async () => {
  const { services } = setUp();
  const stopped: BenchState = { ...idle, broker: { ...idle.broker, state: 'stopped' } };
  expect(titles(brokerCommands(services, idle))[0]).toBe('Stop the broker');
  const [start] = brokerCommands(services, stopped);
  expect(start?.title).toBe('Start the broker on port 1883');
  expect(await ask(start)).toBe('');
});

test('a mark takes the typed words', () => {
  const { services, asked } = setUp();
  expect(markCommands(services, '')).toEqual([]);
  const [mark] = markCommands(services, 'antenna off');
  if (mark !== undefined && 'act' in mark.run) mark.run.act();
  expect(asked()).toEqual([{ name: 'log.mark', input: { text: 'antenna off' } }]);
});
