import { expect, test } from 'vitest';
import type { BaudJudgement } from '#shared/contract/serial.ts';
import { fakePort, fakeSerialLink } from '#test/fakes/fakeBench.ts';
import { hasWrongSpeed, sidesOf } from './linkSides.ts';

const flow = { waiting: 0, dropped: 0, pauses: 0 };
const good: BaudJudgement = { verdict: 'text', confidence: 1, tryRate: null, hint: '' };
const wrong: BaudJudgement = { verdict: 'wrong-baud', confidence: 0.9, tryRate: 'lower', hint: 'Try a lower speed.' };
const mcu = fakePort('/dev/ttyACM0');

test('a direct port asks a modem with AT and only listens to an MCU', () => {
  expect(sidesOf(fakeSerialLink(1, 'COM3'))).toMatchObject([{ side: 'modem', asksAt: true, flow: null }]);
  expect(sidesOf(fakeSerialLink(1, 'COM3', { role: 'mcu-console' }))).toMatchObject([{ asksAt: false }]);
});

test('a tap has two ports that never send; what the MCU says judges its port', () => {
  const link = fakeSerialLink(1, 'COM3', { mode: 'tap', mcu, judged: { tx: wrong, rx: good } });
  expect(sidesOf(link)).toMatchObject([
    { side: 'mcu', port: mcu, judged: wrong, asksAt: false, flow: null },
    { side: 'modem', port: { path: 'COM3' }, judged: good, asksAt: false, flow: null },
  ]);
});

test('a bridge asks its modem alone; each port has what waits for it', () => {
  const modem = { rxBytes: 49, txBytes: 55 };
  const bridge = {
    forwardLines: true,
    rules: [],
    modem,
    toModem: { ...flow, waiting: 7 },
    toMcu: { ...flow, dropped: 3 },
  };
  expect(sidesOf(fakeSerialLink(1, 'COM3', { mode: 'bridge', mcu, bridge, rxBytes: 72 }))).toMatchObject([
    { side: 'mcu', asksAt: false, flow: { dropped: 3 } },
    { side: 'modem', port: { path: 'COM3', ...modem }, asksAt: true, flow: { waiting: 7 } },
  ]);
});

test.each([
  [{ judged: { tx: good, rx: wrong } }, true],
  [{ judged: { tx: good, rx: wrong }, state: 'lost' }, false],
  [{ judged: { tx: good, rx: wrong }, detecting: true }, false],
  [{ judged: { tx: wrong, rx: good } }, false],
  [{ judged: { tx: wrong, rx: good }, mode: 'tap', mcu }, true],
  [{ judged: { tx: good, rx: good }, mode: 'tap', mcu }, false],
] as const)('a wrong speed: %o %s', (change, is) => {
  expect(hasWrongSpeed(fakeSerialLink(1, 'COM3', change))).toBe(is);
});
