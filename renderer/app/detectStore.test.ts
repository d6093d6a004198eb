import { expect, test } from 'vitest';
import { err, ok } from '#shared/base/result.ts';
import { createFakeRpcClient } from '#test/fakes/fakeRpcClient.ts';
import { createDetectStore, type DetectTarget, detectKey } from './detectStore.ts';

const found = { baud: 9600, confidence: 1, tried: [], hint: 'AT is answered at 9600 baud.' };
const onPath: DetectTarget = { by: 'path', path: '/dev/ttyUSB2' };
const onModem: DetectTarget = { by: 'link', link: 1 };
const onMcu: DetectTarget = { by: 'link', link: 1, side: 'mcu' };

test('a search runs once on each port, and its outcome stays until it is dismissed', async () => {
  const rpc = createFakeRpcClient({
    'serial.detect-baud': ({ target }) => (target.by === 'path' ? ok(found) : err('busy', 'Speeds are being tried.')),
  });
  const store = createDetectStore(rpc);
  const { start, dismiss } = store.getState();
  const run = (target: DetectTarget) => store.getState().runs[detectKey(target)];
  const first = start(onPath);
  const again = start(onPath);
  expect(run(onPath)).toEqual({ phase: 'running' });
  await Promise.all([first, again, start(onMcu)]);
  expect(rpc.asked).toHaveLength(2);
  expect(run(onPath)).toEqual({ phase: 'done', result: found });
  expect(run(onMcu)).toEqual({ phase: 'failed', message: 'Speeds are being tried.' });
  dismiss(onPath);
  expect([run(onPath), run(onModem)]).toEqual([undefined, undefined]);
  expect(run(onMcu)).toBeDefined();
});

test('outcomes are not kept without end', async () => {
  const store = createDetectStore(createFakeRpcClient({ 'serial.detect-baud': () => ok(found) }));
  for (let i = 0; i < 30; i += 1) await store.getState().start({ by: 'path', path: `COM${i}` });
  expect(Object.keys(store.getState().runs)).toHaveLength(20);
  expect(Object.keys(store.getState().runs).at(-1)).toBe('path COM29');
});
