import { expect, test } from 'vitest';
import { createFakeFiles } from '#test/fakes/fakeFiles.ts';
import { createAccess } from './createAccess.ts';

const PATH = '/data/broker-access.json';
const bytes = (text: string): Uint8Array => Buffer.from(text);

function setUp(initial: Readonly<Record<string, string>> = {}) {
  const files = createFakeFiles(initial);
  const notes: string[] = [];
  const access = createAccess({ files, dataDir: '/data', onChange: () => {}, note: (text) => notes.push(text) });
  return { files, notes, access };
}

test('a user gets in with the right password only, also after a restart; the password is nowhere', async () => {
  const { files, access } = setUp();
  await access.load();
  const set = await access.handlers['broker.set-user']({ name: 'board', password: 'korrekt-pferd' });
  expect(set).toMatchObject({ ok: true, value: { users: ['board'] } });
  await access.handlers['broker.set-access']({ anonymous: false });
  expect([...files.contents.values()].join()).not.toContain('korrekt');
  expect(JSON.stringify(access.current())).not.toContain('hash');

  const again = createAccess({ files, dataDir: '/data', onChange: () => {}, note: () => {} });
  await again.load();
  expect(await again.login('board', bytes('korrekt-pferd'))).toBe('in');
  expect(await again.login('board', bytes('korrekt-pferd'))).toBe('in');
  expect(await again.login('board', bytes('falsch'))).toBe('bad-login');
  expect(await again.login('board', undefined)).toBe('bad-login');
  expect(await again.login('stranger', bytes('korrekt-pferd'))).toBe('bad-login');
  expect(await again.login(undefined, undefined)).toBe('no-login');
});

test('a new password replaces the old one, a deleted user is out', async () => {
  const { access } = setUp();
  await access.handlers['broker.set-user']({ name: 'board', password: 'one' });
  expect(await access.login('board', bytes('one'))).toBe('in');
  await access.handlers['broker.set-user']({ name: 'board', password: 'two' });
  expect(await access.login('board', bytes('one'))).toBe('bad-login');
  expect(await access.login('board', bytes('two'))).toBe('in');
  await access.handlers['broker.set-access']({ anonymous: false });
  await access.handlers['broker.delete-user']({ name: 'board' });
  expect(await access.login('board', bytes('two'))).toBe('bad-login');
  expect(await access.handlers['broker.delete-user']({ name: 'board' })).toMatchObject({
    ok: false,
    error: { code: 'no-user' },
  });
});

test('without users a name is no obstacle', async () => {
  const { access } = setUp();
  expect(await access.login('left-over', bytes('x'))).toBe('in');
});

test('a burst of wrong passwords is turned away, not queued without end', async () => {
  const { access } = setUp();
  await access.handlers['broker.set-user']({ name: 'board', password: 'one' });
  const verdicts = await Promise.all(Array.from({ length: 60 }, () => access.login('board', bytes('wrong'))));
  expect(new Set(verdicts)).toEqual(new Set(['bad-login', 'busy']));
});

test('changes made at once do not undo each other', async () => {
  const { access } = setUp();
  await Promise.all([
    access.handlers['broker.set-user']({ name: 'a', password: 'x' }),
    access.handlers['broker.set-user']({ name: 'b', password: 'x' }),
    access.handlers['broker.set-access']({ persist: true }),
  ]);
  expect(access.current()).toMatchObject({ users: ['a', 'b'], persist: true });
});

test('a rule needs a topic filter', async () => {
  const { access } = setUp();
  const rules = [{ who: 'all', name: '', filter: 'a#', action: 'both', allow: true } as const];
  expect(await access.handlers['broker.set-access']({ rules })).toMatchObject({
    ok: false,
    error: { code: 'bad-filter' },
  });
  expect(access.current().rules).toEqual([]);
});

test.each(['{', '{"users":7}', ''])('a file that cannot be understood opens no door: %j', async (text) => {
  const { access, notes } = setUp({ [PATH]: text });
  await access.load();
  expect(access.login(undefined, undefined)).toBe('no-login');
  expect(notes).toHaveLength(1);
});

test('a disk that is full changes nothing', async () => {
  const { files, access } = setUp();
  files.writeTrouble = new Error('no space left');
  expect(await access.handlers['broker.set-access']({ anonymous: false })).toMatchObject({
    ok: false,
    error: { code: 'failed', message: expect.stringContaining('no space left') },
  });
  expect(access.current().anonymous).toBe(true);
});
