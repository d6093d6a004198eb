import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openWebSocketWire } from '#renderer/wire/webSocketWire.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import { createRpcClient } from '#shared/rpc/createRpcClient.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { WIRE_PATH } from '#shared/rpc/wirePath.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { rawClient } from './support/brokerKit.ts';
import { createTestBench } from './support/farEnd.ts';

// The built `modemscope serve` as a process of its own.
let folder: string;
const running: ChildProcess[] = [];
const servers: Server[] = [];
const clients: RpcClient[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-serve-'));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const child of running.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly code: Promise<number | null>;
  out(): string;
  err(): string;
}

function modemscope(...args: readonly string[]): Run {
  const child = spawn(process.execPath, [resolve('out/main/cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const code = new Promise<number | null>((done) => child.once('close', done));
  return { child, code, out: () => out, err: () => errors };
}

const ANY_PORTS = ['--listen', '127.0.0.1:0', '--broker', '127.0.0.1:0', '--ws', 'off', '--no-open'];
const serve = (...args: readonly string[]): Run =>
  modemscope('serve', ...ANY_PORTS, '--data', join(folder, 'data'), ...args);

/** Ready, with what it printed in JSON. */
async function ready(run: Run): Promise<{ url: string; broker: string | null; pid: number }> {
  await eventually('the bench to be ready', () => {
    if (run.child.exitCode !== null) throw new Error(`It ended with ${run.child.exitCode}: ${run.err()}`);
    return run.out().includes('\n');
  });
  return JSON.parse(run.out());
}

/** The window's own wire, with the token in the place of a browser's cookie. */
async function connect(url: string): Promise<RpcClient> {
  const { host, searchParams } = new URL(url);
  const headers = { Authorization: `Bearer ${searchParams.get('token')}` };
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(address: string) {
        super(address, { headers });
      }
    },
  );
  const wire = await openWebSocketWire(`ws://${host}${WIRE_PATH}`);
  vi.unstubAllGlobals();
  if (!wire.ok) throw new Error(wire.error.message);
  const client = createRpcClient({ wire: wire.value, report: () => {}, validate: true });
  clients.push(client);
  return client;
}

async function occupyPort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

describe('help', () => {
  test.each([[['--help']], [['serve', '--help']], [['help', 'serve']], [['--version']]])(
    '%j ends with 0',
    async (args) => {
      const run = modemscope(...args);
      expect(await run.code).toBe(0);
      expect(run.out().length).toBeGreaterThan(4);
      expect(run.err()).toBe('');
    },
  );

  test('serve --help names every option', async () => {
    const run = modemscope('serve', '--help');
    await run.code;
    for (const option of ['--listen', '--broker', '--ws', '--serial', '--baud', '--data', '--no-open', '--json']) {
      expect(run.out()).toContain(option);
    }
    expect(run.out()).toContain('127.0.0.1:4180');
    expect(run.out()).toContain('127.0.0.1:1883');
  });
});

describe('wrong arguments', () => {
  test.each([
    [['serve', '--listen', 'here'], 'Give HOST:PORT'],
    [['serve', '--listen', '127.0.0.1:70000'], 'Give HOST:PORT'],
    [['serve', '--broker', '1883x'], 'Give HOST:PORT'],
    [['serve', '--ws', 'on'], 'or off'],
    [['serve', '--baud', 'fast'], 'Give a speed'],
    [['serve', '--nonsense'], '--nonsense'],
    [['serve', 'extra'], 'too many arguments'],
    [['nonsense'], 'nonsense'],
    [[], 'Usage'],
  ])('%j: said on standard error, ends with 1', async (args, words) => {
    const run = modemscope(...args);
    expect(await run.code).toBe(1);
    expect(run.err()).toContain(words);
    expect(run.out()).toBe('');
  });
});

describe('a bench that runs', () => {
  test('prints one line of JSON when ready, serves the window and the wire, and ends with 0 on SIGTERM', async () => {
    const run = serve('--json');
    const { url, broker, pid } = await ready(run);
    expect(run.out().split('\n')).toHaveLength(2);
    expect(pid).toBe(run.child.pid);
    expect(broker).toMatch(/^127\.0\.0\.1:\d+$/);
    expect((await fetch(new URL('/', url))).status).toBe(401);
    const cookie = (await fetch(url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL('/', url), { headers: { Cookie: cookie } });
    expect(await page.text()).toContain('<div id="root">');

    const client = await connect(url);
    expect(await client.call('bench.info', {})).toMatchObject({ ok: true, value: { host: 'serve' } });
    expect((await stat(join(folder, 'data'))).mode & 0o077).toBe(0);
    run.child.kill('SIGTERM');
    expect(await run.code).toBe(0);
    await eventually('the view to hear of it', () => client.state === 'closed');
  });

  test('without --json the address stands alone on the first line', async () => {
    const run = serve();
    await eventually('the words', () => run.out().includes('Ctrl+C'));
    expect(run.out().split('\n')[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    run.child.kill('SIGINT');
    expect(await run.code).toBe(0);
    expect(run.err()).toBe('');
  });

  test('goes on without its broker when the port is in use, and says so', async () => {
    const port = await occupyPort();
    const run = serve('--json', '--broker', `127.0.0.1:${port}`);
    const { url, broker } = await ready(run);
    expect(broker).toBeNull();
    expect(run.err()).toContain(String(port));
    const client = await connect(url);
    const state = await client.call('bench.state', {});
    expect(state).toMatchObject({ ok: true, value: { broker: { state: 'failed', listen: { port } } } });
    const freePort = state.ok ? (state.value satisfies BenchState).broker.freePort : null;
    expect(freePort).not.toBeNull();
  });

  test('opens the serial port it is given: a capture that plays', async () => {
    const capture = join(folder, 'boot.atlog');
    await writeFile(capture, '# a modem that starts\n0.000000 RX \\r\\nRDY\\r\\n\n');
    const run = serve('--json', '--serial', `play:${capture}`, '--baud', '921600');
    const client = await connect((await ready(run)).url);
    const state = await client.call('bench.state', {});
    expect(state).toMatchObject({
      ok: true,
      value: { serial: [{ path: `play:${capture}`, settings: { baud: 921_600 } }] },
    });
  });

  test('lays a link before its broker', async () => {
    const { url, broker } = await ready(serve('--json'));
    const client = await connect(url);
    const lay = (profile: string) => client.call('simulator.link-profile', { target: 'broker', profile });
    expect(await lay('7g')).toMatchObject({ ok: false, error: { code: 'bad-profile' } });
    expect(await lay('lte,timeout=50')).toMatchObject({ ok: true });
    expect(await client.call('simulator.get', {})).toMatchObject({
      ok: true,
      value: { links: { bearer: '', broker: 'lte,timeout=50' } },
    });
    const device = await rawClient(Number(broker?.split(':')[1]));
    device.send(Uint8Array.from([0x10, 12, 0, 4, 77, 81, 84, 84, 4, 2, 0, 60, 0, 0]));
    await eventually('the dead link to end it', () => device.closed);
    expect(device.bytes()).toHaveLength(0);
  });

  test('plays the modem itself: AT is answered through the bench', async () => {
    const run = serve('--json', '--serial', 'sim:sim7600');
    const client = await connect((await ready(run)).url);
    let heard = '';
    client.open(
      'log.rows',
      {
        filter: { lanes: ['serial'], notes: false, dirs: ['rx'] },
        ...{ from: { at: 'tail', backlog: 1000 }, mirror: 1000 },
      },
      {
        item: (_item, body) => {
          heard += Buffer.from(body ?? []).toString('latin1');
        },
        end: () => undefined,
      },
    );
    await eventually('the boot banner', () => heard.includes('RDY'));
    const state = await client.call('bench.state', {});
    const link = state.ok ? (state.value.serial[0]?.link ?? 0) : 0;
    expect(state).toMatchObject({ ok: true, value: { serial: [{ path: 'sim:sim7600', state: 'open' }] } });
    expect(await client.call('serial.send', { link, form: 'line', data: 'AT+CMEE?' })).toMatchObject({ ok: true });
    await eventually('the answer', () => heard.includes('+CMEE: 2') && heard.includes('OK'));
    const listed = await client.call('serial.ports', {});
    expect(listed.ok ? listed.value.ports.filter(({ kind }) => kind === 'sim').map(({ path }) => path) : []).toEqual([
      ...['sim:a76xx', 'sim:board', 'sim:board-console', 'sim:sim7600'],
    ]);
  });

  test.each(['tap', 'bridge'])('opens the two ports of a %s it is given', async (mode) => {
    const bench = await createTestBench();
    try {
      const [mcu, modem] = [await bench.farEnd('ttyMCU'), await bench.farEnd('ttyMODEM')];
      const run = serve('--json', '--serial', `${mode}:${mcu.path},${modem.path}`, '--baud', '9600');
      const client = await connect((await ready(run)).url);
      expect(await client.call('bench.state', {})).toMatchObject({
        ok: true,
        value: { serial: [{ mode, path: modem.path, settings: { baud: 9600 }, mcu: { path: mcu.path } }] },
      });
    } finally {
      await bench.close();
    }
  });

  test('goes on without the serial port when there is none, and says so', async () => {
    const run = serve('--json', '--serial', join(folder, 'ttyNOTHING'));
    const client = await connect((await ready(run)).url);
    expect(run.err()).toContain('ttyNOTHING');
    expect(await client.call('bench.info', {})).toMatchObject({ ok: true });
  });

  test('warns when the window is open to the network', async () => {
    const run = serve('--json', '--listen', '0.0.0.0:0');
    expect((await ready(run)).url).toMatch(/^http:\/\/localhost:\d+\//);
    expect(run.err()).toContain('WARNING');
    expect(run.err()).toContain('nothing is encrypted');
  });
});

describe('a bench that cannot run', () => {
  test('the port of the window in use: named with its holder, ends with 1', async () => {
    const port = await occupyPort();
    const run = serve('--json', '--listen', `127.0.0.1:${port}`);
    expect(await run.code).toBe(1);
    expect(run.err()).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(run.err()).toContain('--listen');
    expect(run.out()).toBe('');
  });

  test('a data folder that is a file: said, ends with 1', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const run = modemscope('serve', ...ANY_PORTS, '--data', join(file, 'data'));
    expect(await run.code).toBe(1);
    expect(run.err()).toContain('--data DIR');
    expect(run.out()).toBe('');
  });
});
