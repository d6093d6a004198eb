import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBridgeFile } from './readBridgeFile.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-bridge-'));
  await writeFile(join(folder, 'ca.pem'), 'PEM');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: unknown) {
  const path = join(folder, 'bridge.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readBridgeFile(path);
}
const URL = 'mqtts://broker.example';

test('what is left out is filled in, the certificate read from beside the file', async () => {
  expect(
    await read({ url: URL, caFile: 'ca.pem', rules: [{ filter: '#' }, { filter: 'a', direction: 'in', qos: 2 }] }),
  ).toEqual({
    ...{ url: URL, clientId: '', username: '', level: 4, clean: true, keepAlive: 60 },
    tls: { ca: 'PEM', insecure: false },
    rules: [
      { direction: 'both', filter: '#', localPrefix: '', remotePrefix: '', qos: 1 },
      { direction: 'in', filter: 'a', localPrefix: '', remotePrefix: '', qos: 2 },
    ],
  });
});

test.each<readonly [string, unknown, RegExp]>([
  ['no JSON', '{', /is no JSON/],
  ['no rules', { url: URL, rules: [] }, /rules/],
  ['a wrong type', { url: URL, keepAlive: '60', rules: [{ filter: '#' }] }, /keepAlive/],
  ['a name it does not know', { url: URL, user: 'x', rules: [{ filter: '#' }] }, /user/],
  ['a password', { url: URL, password: 'x', rules: [{ filter: '#' }] }, /password/],
  [
    'a certificate that is not there',
    { url: URL, caFile: 'none.pem', rules: [{ filter: '#' }] },
    /none\.pem cannot be read/,
  ],
])('%s is refused', async (_, content, words) => {
  await expect(read(content)).rejects.toThrow(words);
});
