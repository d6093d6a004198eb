import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '#test/e2e/support/eventually.ts';
import { mosquittoPub, mosquittoSub } from '#test/e2e/support/mosquitto.ts';
import { startServedBench } from '#test/e2e/support/servedBench.ts';
import { freePort, type MosquittoBroker, startMosquitto } from './support/mosquittoBroker.ts';

// The built `modemscope serve` with a proxy and a bridge to a real Mosquitto.
const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean();
});
async function mosquitto(): Promise<MosquittoBroker> {
  const broker = await startMosquitto();
  leftovers.push(broker.remove);
  return broker;
}
/** What a subscriber there has heard once `say` was said often enough: it may be later than the first ones. */
async function arrives(port: number, topic: string, say: () => Promise<void>): Promise<void> {
  const sub = mosquittoSub(port, ['-t', topic, '-q', '1']);
  leftovers.push(sub.stop);
  await eventually(`${topic} on port ${port}`, async () => {
    await say();
    return sub.lines().length > 0;
  });
}

test('--proxy passes clients on; one that cannot listen is said and does not end the bench', async () => {
  const remote = await mosquitto();
  const port = await freePort();
  const url = `mqtt://127.0.0.1:${remote.port}`;
  const bench = await startServedBench(['--proxy', `${port}=${url}`, '--proxy', `${remote.port}=${url}`]);
  leftovers.push(bench.stop);
  await arrives(remote.port, 'a/b', () => mosquittoPub(port, ['-t', 'a/b', '-m', 'through', '-q', '1']));
  await eventually('the words', () => bench.stderr().includes(`The proxy to ${url} is not running`));
});

test('--bridge joins topics as the file says, here through a proxy that shows it', async () => {
  const remote = await mosquitto();
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'modemscope-bridge-'));
  leftovers.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'bridge.json');
  const rules = [{ direction: 'out', filter: 'sensors/#', remotePrefix: 'site7/' }];
  await writeFile(file, JSON.stringify({ url: `mqtt://127.0.0.1:${port}`, level: 5, rules }));
  const bench = await startServedBench(['--proxy', `${port}=mqtt://127.0.0.1:${remote.port}`, '--bridge', file]);
  leftovers.push(bench.stop);
  await arrives(remote.port, 'site7/sensors/t', () =>
    mosquittoPub(bench.brokerPort, ['-t', 'sensors/t', '-m', '21', '-q', '1']),
  );
});

test('a bridge file that cannot be used ends it with words', async () => {
  await expect(startServedBench(['--bridge', '/no/such/bridge.json'])).rejects.toThrow(/bridge\.json cannot be read/);
});
