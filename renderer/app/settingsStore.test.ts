import { expect, test } from 'vitest';
import { err, ok } from '#shared/base/result.ts';
import { type Settings, settings as settingsSchema } from '#shared/contract/settings.ts';
import { createFakeClock, settle } from '#test/fakes/fakeClock.ts';
import { createFakeRpcClient } from '#test/fakes/fakeRpcClient.ts';
import { createSettingsStore, INITIAL_SETTINGS, SETTINGS_DELAY_MS } from './settingsStore.ts';

function setUp(saved: Partial<Settings> = {}, state: 'ready' | 'connecting' = 'ready') {
  const clock = createFakeClock();
  const rpc = createFakeRpcClient(
    {
      'settings.get': () => ok({ ...INITIAL_SETTINGS, ...saved }),
      'settings.set': (patch) => ok({ ...INITIAL_SETTINGS, ...saved, ...patch }),
    },
    state,
  );
  const binding = createSettingsStore(rpc, clock.after);
  const sent = () => rpc.asked.filter(({ name }) => name === 'settings.set').map(({ input }) => input);
  return { clock, rpc, binding, sent, get: () => binding.store.getState() };
}

test('what holds before the bench answers is what an empty file gives', () => {
  expect(INITIAL_SETTINGS).toEqual(settingsSchema.parse({}));
});

test('the bench is asked at the start', async () => {
  const { get } = setUp({ theme: 'dark' });
  expect(get().loaded).toBe(false);
  await settle();
  expect(get().loaded).toBe(true);
  expect(get().settings.theme).toBe('dark');
});

test('a change holds at once and is sent a moment later, with what came in between', async () => {
  const { clock, sent, get } = setUp();
  await settle();
  get().patch({ theme: 'light' });
  get().patchLayout('inspector', false);
  get().patchLayout('timeline', false);
  expect(get().settings).toMatchObject({ theme: 'light', layout: { inspector: false, timeline: false } });
  expect(sent()).toEqual([]);
  clock.advance(SETTINGS_DELAY_MS);
  expect(sent()).toEqual([{ theme: 'light', layout: { inspector: false, timeline: false } }]);
});

test('a layout that stays as it is is not sent', async () => {
  const { clock, sent, get } = setUp({ layout: { inspector: false } });
  await settle();
  get().patchLayout('inspector', false);
  clock.advance(SETTINGS_DELAY_MS);
  expect(sent()).toEqual([]);
});

test('what the bench says does not undo what it has not been told yet', async () => {
  const { rpc, get } = setUp();
  await settle();
  get().patch({ theme: 'light' });
  rpc.emit('settings.changed', { ...INITIAL_SETTINGS, theme: 'dark', timeMode: 'wall' });
  expect(get().settings).toMatchObject({ theme: 'light', timeMode: 'wall' });
});

test('changes made while the bench is away are sent when it is back', async () => {
  const { clock, rpc, sent, get } = setUp({}, 'connecting');
  get().patch({ theme: 'light' });
  clock.advance(SETTINGS_DELAY_MS);
  expect(sent()).toEqual([]);
  rpc.setState('ready');
  await settle();
  expect(sent()).toEqual([{ theme: 'light' }]);
  expect(get().settings.theme).toBe('light');
});

test('a change that was under way when the wire closed is sent again', async () => {
  const clock = createFakeClock();
  let open = false;
  const rpc = createFakeRpcClient({
    'settings.get': () => ok(INITIAL_SETTINGS),
    'settings.set': () => (open ? ok(INITIAL_SETTINGS) : err('closed', 'gone')),
  });
  const { store } = createSettingsStore(rpc, clock.after);
  await settle();
  store.getState().patch({ timeMode: 'delta' });
  clock.advance(SETTINGS_DELAY_MS);
  await settle();
  open = true;
  rpc.setState('ready');
  await settle();
  expect(rpc.asked.filter(({ name }) => name === 'settings.set')).toHaveLength(2);
});

test('a closing window sends what waits', async () => {
  const { binding, sent, get } = setUp();
  await settle();
  get().patch({ theme: 'dark' });
  binding.flush();
  binding.flush();
  expect(sent()).toEqual([{ theme: 'dark' }]);
});
