import { expect, test } from 'vitest';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import { DEFAULT_SERIAL_SETTINGS, type PortInfo, serialContract } from '#shared/contract/serial.ts';
import { MAX_PAIRS, type SerialPair, settingsPatch } from '#shared/contract/settings.ts';
import { fakePort, fakeSerialLink } from '#test/fakes/fakeBench.ts';
import {
  bridgeInput,
  firstPair,
  isComplete,
  pairName,
  pairProblem,
  rememberChange,
  rememberedRules,
  rememberPair,
  tapInput,
} from './pairModel.ts';

const side = (path: string, baud = 115_200): SerialPair['mcu'] => ({
  ...{ path, dtr: null, rts: null },
  settings: { ...DEFAULT_SERIAL_SETTINGS, baud },
});
const pair = (mode: SerialPair['mode'], mcu: string, modem: string, rules: RewriteRule[] = []): SerialPair => ({
  ...{ mode, rules, forwardLines: false },
  ...{ mcu: side(mcu), modem: side(modem, 9600) },
});
const rule: RewriteRule = {
  ...{ id: 'rule-1', enabled: true, direction: 'tx', replace: 'tcp://203.0.113.7:1883' },
  match: { by: 'argument', command: '+CMQTTCONNECT', index: 1, was: '' },
};
const at: PortInfo = { path: '/dev/ttyUSB2', kind: 'at', label: 'SIM7600 AT port', detail: '', recommended: true };
const probe: PortInfo = { path: '/dev/ttyACM0', kind: 'vcp', label: 'ST-LINK VCP', detail: '', recommended: false };
const NONE = new Set<string>();

test('a bridge begins with the port of the modem, a tap with nothing: which wire is which is the user to say', () => {
  expect(firstPair('bridge', [], [at, probe], NONE)).toMatchObject({ mcu: { path: '' }, modem: { path: at.path } });
  expect(firstPair('tap', [], [at, probe], NONE)).toMatchObject({ mcu: { path: '' }, modem: { path: '' } });
  expect(firstPair('bridge', [], [at, probe], new Set([at.path])).modem.path).toBe('');
  const simulated: PortInfo = { ...at, path: 'sim:sim7600', kind: 'sim' };
  expect(firstPair('bridge', [], [simulated, at], NONE).modem.path).toBe(at.path);
});

test('the pair opened last comes again, unless one of its ports is open', () => {
  const [older, newer] = [pair('bridge', 'A', 'B'), pair('bridge', 'C', 'D')];
  const pairs = [pair('tap', 'E', 'F'), newer, older];
  expect(firstPair('bridge', pairs, [at], NONE)).toBe(newer);
  expect(firstPair('bridge', pairs, [at], new Set(['D']))).toBe(older);
  expect(firstPair('bridge', pairs, [at], new Set(['D', 'A'])).modem.path).toBe(at.path);
});

test.each([
  [pair('tap', '', ''), false, ''],
  [pair('tap', '/dev/ttyUSB0', ''), false, ''],
  [pair('tap', '/dev/ttyUSB0', '/dev/ttyUSB1'), true, ''],
  [pair('bridge', 'COM3', 'tcp://rack.example:4000'), true, ''],
  [pair('tap', '/dev/ttyUSB0', '/dev/ttyUSB0'), true, 'Both sides are set to ttyUSB0. A tap needs two ports'],
  [pair('bridge', 'play:/opt/boot.atlog', 'COM3'), true, 'boot.atlog is a recorded capture. Choose Direct'],
])('%o', (given, complete, problem) => {
  expect(isComplete(given)).toBe(complete);
  if (problem === '') expect(pairProblem(given)).toBe('');
  else expect(pairProblem(given)).toContain(problem);
});

test('what is asked of the bench is what it takes', () => {
  const bridge = bridgeInput(pair('bridge', 'A', 'B', [rule]));
  expect(serialContract['serial.open-bridge'].input.parse(bridge)).toEqual(bridge);
  const tap = tapInput(pair('tap', 'A', 'B'));
  expect(serialContract['serial.open-tap'].input.parse(tap)).toEqual(tap);
  expect([tap.mcu.settings.baud, tap.modem.settings.baud]).toEqual([115_200, 9600]);
});

test('pairs are remembered newest first, the same two ports once, and not without end', () => {
  let pairs: SerialPair[] = [];
  for (let i = 0; i < 15; i += 1) pairs = rememberPair(pairs, pair('tap', `M${i}`, 'X'));
  expect(pairs).toHaveLength(MAX_PAIRS);
  pairs = rememberPair(pairs, pair('tap', 'M10', 'X'));
  expect(pairs.map(pairName).slice(0, 2)).toEqual(['tap of M10 / X', 'tap of M14 / X']);
  expect(pairs.filter(({ mcu }) => mcu.path === 'M10')).toHaveLength(1);
  expect(settingsPatch.parse({ pairs }).pairs).toEqual(pairs);
});

test('the rules of a bridge are kept for the same two ports alone', () => {
  const pairs = [pair('bridge', 'A', 'B', [rule])];
  expect(rememberedRules(pairs, pair('bridge', 'A', 'B'))).toEqual([rule]);
  expect(rememberedRules(pairs, pair('bridge', 'B', 'A'))).toEqual([]);
  expect(rememberedRules(pairs, pair('bridge', 'B', 'A'), [rule])).toEqual([rule]);
  expect(rememberedRules(pairs, pair('tap', 'A', 'B'), [rule])).toEqual([]);
  expect(rememberedRules(pairs, pair('tap', 'A', 'B'))).toEqual([]);
  const link = fakeSerialLink(1, 'B', { mode: 'bridge', mcu: fakePort('A') });
  const changed = rememberChange(pairs, link, (old) => ({ ...old, rules: [] }));
  expect(rememberedRules(changed, pair('bridge', 'A', 'B'))).toEqual([]);
  const other = fakeSerialLink(1, 'C', { mode: 'bridge', mcu: fakePort('A') });
  expect(rememberChange(pairs, other, (old) => ({ ...old, rules: [] }))).toEqual(pairs);
});
