import { expect, test } from 'vitest';
import type { SerialKind, SerialRow } from '../../../model/row.ts';
import { createModemTracker } from './createModemTracker.ts';

const row = (text: string, link = 1, kind: SerialKind = 'info', dir: 'rx' | 'tx' = 'rx'): SerialRow => ({
  seq: 1,
  t: 5_000_000,
  tLast: 5_000_000,
  lane: 'serial',
  link,
  dir,
  kind,
  partial: false,
  bytes: new TextEncoder().encode(`\r\n${text}\r\n`),
  text: '',
});

test('what several lines tell comes together, each link for itself', () => {
  const tracker = createModemTracker();
  tracker.feed(row('+CPIN: READY'), 'sim7600');
  tracker.feed(row('+CEREG: 5', 1, 'urc'), 'sim7600');
  tracker.feed(row('+CPIN: NOT INSERTED', 2, 'urc'), 'a76xx');
  expect(tracker.modems).toMatchObject([
    { link: 1, sim: 'ready', registration: 'roaming', family: 'sim7600', updatedAt: 5_000_000 },
    { link: 2, sim: 'absent', registration: 'unknown', family: 'a76xx' },
  ]);
});

test('a signal reading is a sample', () => {
  const tracker = createModemTracker();
  expect(tracker.feed(row('+CSQ: 20,99'), 'sim7600')).toEqual({ link: 1, t: 5_000_000, rssi: -73, rsrp: null });
  expect(tracker.feed(row('+CPIN: READY'), 'sim7600')).toBeNull();
});

test('what the host says, echoes and rows that tell nothing change nothing', () => {
  const tracker = createModemTracker();
  tracker.feed(row('+CPIN: READY', 1, 'command', 'tx'), 'sim7600');
  tracker.feed(row('+CPIN: READY', 1, 'echo'), 'sim7600');
  tracker.feed(row('OK', 1, 'final'), 'sim7600');
  expect(tracker.modems).toEqual([]);
});

test('many links are bounded', () => {
  const tracker = createModemTracker();
  for (let link = 1; link <= 40; link += 1) tracker.feed(row('+CPIN: READY', link), 'sim7600');
  expect(tracker.modems.map(({ link }) => link)).toEqual(Array.from({ length: 16 }, (_, i) => 25 + i));
});
