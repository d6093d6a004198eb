import { expect, test } from 'vitest';
import { createServices } from '#renderer/app/services.ts';
import { err, ok } from '#shared/base/result.ts';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import type { SerialPair } from '#shared/contract/settings.ts';
import { fakePort, fakeSerialLink } from '#test/fakes/fakeBench.ts';
import { createFakeRpcClient, type FakeRpcClient } from '#test/fakes/fakeRpcClient.ts';
import { openPair, setBaud, setRules } from './serialActions.ts';

const side = (path: string) => ({ path, settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null });
const pair: SerialPair = { mode: 'bridge', mcu: side('COM3'), modem: side('COM4'), forwardLines: true, rules: [] };
const bridge = fakeSerialLink(7, 'COM4', { mode: 'bridge', mcu: fakePort('COM3') });
const rule: RewriteRule = {
  ...{ id: 'rule-1', enabled: true, direction: 'tx', replace: '203.0.113.7' },
  match: { by: 'text', text: 'mqtt.vendor.example' },
};

function setUp(answers: Parameters<typeof createFakeRpcClient>[0]) {
  const rpc = createFakeRpcClient(answers);
  const services = createServices(
    rpc,
    () => () => {},
    () => {},
  );
  return { rpc, services, pairs: () => services.settings.getState().settings.pairs };
}
const asked = ({ asked: all }: FakeRpcClient) => all.filter(({ name }) => name.startsWith('serial.'));

test('a bridge is opened as it was left: what changed while it was open is kept', async () => {
  const { rpc, services, pairs } = setUp({
    'serial.open-bridge': () => ok({ link: 7 }),
    'serial.rewrite': () => ok({}),
    'serial.baud': () => ok({}),
  });
  expect(await openPair(services, pair)).toBe('');
  expect(await setRules(services, bridge, [rule])).toBe('');
  expect(await setBaud(services, bridge, 'mcu', 9600)).toBe('');
  expect(asked(rpc)).toMatchObject([
    { name: 'serial.open-bridge', input: { mcu: { path: 'COM3' }, modem: { path: 'COM4' }, forwardLines: true } },
    { name: 'serial.rewrite', input: { link: 7, rules: [rule] } },
    { name: 'serial.baud', input: { link: 7, side: 'mcu', baud: 9600 } },
  ]);
  expect(pairs()).toEqual([
    { ...pair, rules: [rule], mcu: { ...pair.mcu, settings: { ...DEFAULT_SERIAL_SETTINGS, baud: 9600 } } },
  ]);
});

test('what the bench refuses is said and not kept', async () => {
  const { services, pairs } = setUp({
    'serial.open-bridge': () => err('not-found', 'COM3 is not there. Plug the board in.'),
    'serial.rewrite': () => err('not-open', 'There is no open port with the number 7.'),
  });
  expect(await openPair(services, pair)).toBe('COM3 is not there. Plug the board in.');
  expect(await setRules(services, bridge, [rule])).toBe('There is no open port with the number 7.');
  expect(pairs()).toEqual([]);
});

test('a single port has no sides', async () => {
  const { rpc, services, pairs } = setUp({ 'serial.baud': () => ok({}) });
  expect(await setBaud(services, fakeSerialLink(1, 'COM4'), 'modem', 9600)).toBe('');
  expect(asked(rpc)[0]?.input).toEqual({ link: 1, baud: 9600 });
  expect(pairs()).toEqual([]);
});
