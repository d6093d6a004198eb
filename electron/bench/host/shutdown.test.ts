import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createShutdown, endWithProcess } from './shutdown.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(close: () => Promise<void>) {
  const exits: number[] = [];
  const reports: unknown[] = [];
  const exit = (code: number): void => void exits.push(code);
  const report = (error: unknown): void => void reports.push(error);
  const shutdown = createShutdown({ close, exit, report, limitMs: 1000 });
  const events = new EventEmitter();
  endWithProcess(events, { shutdown, exit, report });
  return { exits, reports, events, shutdown };
}

test.each([['SIGINT'], ['SIGTERM']])('%s closes and ends with 0', async (signal) => {
  const close = vi.fn(async () => {});
  const { exits, reports, events } = setUp(close);
  events.emit(signal);
  await vi.advanceTimersByTimeAsync(5000);
  expect({ exits, reports }).toEqual({ exits: [0], reports: [] });
  expect(close).toHaveBeenCalledTimes(1);
});

test('a close that hangs is given up and said', async () => {
  const { exits, reports, events } = setUp(() => new Promise(() => {}));
  events.emit('SIGTERM');
  await vi.advanceTimersByTimeAsync(999);
  expect(exits).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(exits).toEqual([1]);
  expect(String(reports[0])).toContain('1000 ms');
});

test('asked twice it ends at once', () => {
  const { exits, events } = setUp(() => new Promise(() => {}));
  events.emit('SIGINT');
  events.emit('SIGINT');
  expect(exits).toEqual([130]);
});

test('a close that fails is reported and ends with 1', async () => {
  const { exits, reports, shutdown } = setUp(() => Promise.reject(new Error('disk full')));
  shutdown(0);
  await vi.advanceTimersByTimeAsync(0);
  expect({ exits, reports }).toEqual({ exits: [1], reports: [new Error('disk full')] });
});

test.each([['uncaughtException'], ['unhandledRejection']])(
  '%s is reported, closes what is open and ends with 1, however often it comes',
  async (fault) => {
    const close = vi.fn(async () => {});
    const { exits, reports, events } = setUp(close);
    events.emit(fault, new Error('first'));
    events.emit(fault, new Error('second'));
    await vi.advanceTimersByTimeAsync(0);
    expect({ exits, reports }).toEqual({ exits: [1], reports: [new Error('first'), new Error('second')] });
    expect(close).toHaveBeenCalledTimes(1);
  },
);
