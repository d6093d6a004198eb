import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type BrowserHost, type BrowserHostOptions, startBrowserHost } from '#bench/server/browserHost.ts';
import { MAX_FRAME_TO_BENCH } from '#shared/rpc/frameCodec.ts';
import { eventually } from '#test/e2e/support/eventually.ts';

const JS = 'export const answer = 42;\n';
let folder: string;
let rendererDir: string;
let host: BrowserHost;
let views: WebSocket[];
const clients: WebSocket[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-host-'));
  rendererDir = join(folder, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html><title>ModemScope</title>');
  await writeFile(join(rendererDir, 'assets', 'index-4f2a.js'), JS);
  await writeFile(join(rendererDir, 'odd name.bin'), 'odd');
  await writeFile(join(folder, 'secret.txt'), 'SECRET');
  await symlink(join(folder, 'secret.txt'), join(rendererDir, 'link.txt'));
  await symlink(folder, join(rendererDir, 'up'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = async (options: Partial<BrowserHostOptions> = {}): Promise<BrowserHost> => {
  const started = await startBrowserHost({
    listen: { host: '127.0.0.1', port: 0 },
    rendererDir,
    onView: (view) => views.push(view),
    ...options,
  });
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
};

beforeEach(async () => {
  views = [];
  host = await start();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await host.close();
});

const origin = (): string => `http://${host.address}`;
const port = (): number => Number(host.address.split(':').at(-1));

async function logIn(): Promise<string> {
  const answer = await fetch(host.url, { redirect: 'manual' });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Writes a request as it stands, with nothing normalised, and reads the answer to its end. */
function raw(lines: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port(), '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('end', () => done(answer));
    socket.on('error', fail);
  });
}
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

interface Dial {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly origin?: string | undefined;
  readonly autoPong?: boolean;
}
function dial({ path = '/wire', headers = {}, origin: from, autoPong = true }: Dial): WebSocket {
  const client = new WebSocket(`ws://${host.address}${path}`, {
    headers,
    autoPong,
    ...(from === undefined ? {} : { origin: from }),
  });
  client.on('error', () => {});
  clients.push(client);
  return client;
}
/** What became of a dial: open, or the status it was refused with. */
const outcome = (client: WebSocket): Promise<'open' | number> =>
  new Promise((done) => {
    client.once('open', () => done('open'));
    client.once('unexpected-response', (_request, response) => done(response.statusCode ?? 0));
    client.once('error', () => done(0));
  });

describe('the way in', () => {
  test('the token is taken out of the address and a cookie takes its place', async () => {
    const answer = await fetch(host.url, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(new RegExp(`^modemscope-${port()}=[^;]+; Path=/; HttpOnly; SameSite=Strict$`));
    expect(cookie).not.toContain(host.token);

    const page = await fetch(origin(), { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>ModemScope</title>');
  });

  test('a second browser gets in with the same token; a ticket gets one in, once', async () => {
    expect((await fetch(host.url, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(host.url, { redirect: 'manual' })).status).toBe(303);
    const ticket = host.newTicketUrl();
    expect(ticket).not.toContain(host.token);
    expect((await fetch(ticket, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(ticket, { redirect: 'manual' })).status).toBe(401);
  });

  test('a page with the cookie and a program with the token open the wire', async () => {
    expect(await outcome(dial({ headers: { Cookie: await logIn() }, origin: origin() }))).toBe('open');
    expect(await outcome(dial({ headers: { Authorization: `Bearer ${host.token}` } }))).toBe('open');
    await eventually('two views', () => views.length === 2);
  });
});

describe('files', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/index-4f2a.js', 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
    ['/odd%20name.bin', 'application/octet-stream', 'no-cache'],
  ])('%s is %s, cached %s', async (path, type, caching) => {
    const cookie = await logIn();
    const answer = await fetch(origin() + path, { headers: { Cookie: cookie } });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      type,
      caching,
    ]);
    const head = await fetch(origin() + path, { method: 'HEAD', headers: { Cookie: cookie } });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String((await answer.arrayBuffer()).byteLength));
    expect(await head.text()).toBe('');
  });

  test('every answer, also a refusal, carries the security headers', async () => {
    const cookie = await logIn();
    for (const answer of [
      await fetch(origin(), { headers: { Cookie: cookie } }),
      await fetch(`${origin()}/nothing`, { headers: { Cookie: cookie } }),
      await fetch(origin()),
      await fetch(host.url, { redirect: 'manual' }),
    ]) {
      expect(answer.headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });
});

describe('refused pages', () => {
  test.each([
    ['no cookie', '/', {}],
    ['a file without a cookie', '/assets/index-4f2a.js', {}],
    ['a name that does not exist without a cookie', '/nothing', {}],
    ['a wrong token', '/?token=wrong', {}],
    ['an empty token', '/?token=', {}],
    ['a wrong cookie', '/', { Cookie: 'modemscope-PORT=wrong' }],
    ['the token as a cookie', '/', { Cookie: 'modemscope-PORT=TOKEN' }],
    ['a wrong bearer token', '/', { Authorization: 'Bearer wrong' }],
  ])('%s: 401 that says how to get in', async (_what, path, given) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        value.replace('PORT', String(port())).replace('TOKEN', host.token),
      ]),
    );
    const answer = await fetch(origin() + path, { headers, redirect: 'manual' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).toContain('?token=…');
  });

  test('a wrong token is refused with a good cookie too', async () => {
    const answer = await fetch(`${origin()}/?token=wrong`, { headers: { Cookie: await logIn() } });
    expect(answer.status).toBe(401);
  });

  test.each([
    'elsewhere.example',
    'elsewhere.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.2:PORT',
    'localhost.elsewhere.example:PORT',
    '',
  ])('Host: %s: 403, also with token and cookie', async (name) => {
    const cookie = await logIn();
    const hostLine = `Host: ${name.replace('PORT', String(port()))}`;
    const common = [hostLine, `Cookie: ${cookie}`, 'Connection: close'];
    expect(statusOf(await raw(['GET / HTTP/1.1', ...common]))).toBe(403);
    const withToken = await raw([`GET /?token=${host.token} HTTP/1.1`, ...common]);
    expect(statusOf(withToken)).toBe(403);
    expect(withToken).not.toMatch(/set-cookie/i);
  });

  test.each(['localhost:PORT', 'LOCALHOST:PORT', '127.0.0.1:PORT'])('Host: %s is this bench', async (name) => {
    const lines = [`Host: ${name.replace('PORT', String(port()))}`, `Cookie: ${await logIn()}`, 'Connection: close'];
    expect(statusOf(await raw(['GET / HTTP/1.1', ...lines]))).toBe(200);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    '//etc/passwd',
    '/etc/passwd',
    'http://127.0.0.1/../secret.txt',
    'FOLDER/secret.txt',
    '/link.txt',
    '/up/secret.txt',
    '/index.html%00.js',
    '/index.html/',
    '/assets',
    '/assets/',
    '/.',
    '/%',
    '/%ff',
  ])('GET %s gives nothing away', async (target) => {
    const answer = await raw([
      `GET ${target.replace('FOLDER', folder)} HTTP/1.1`,
      `Host: ${host.address}`,
      `Cookie: ${await logIn()}`,
      'Connection: close',
    ]);
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toContain('SECRET');
    expect(answer).not.toContain('root:');
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s: 405', async (method) => {
    const answer = await raw([
      `${method} /?token=${host.token} HTTP/1.1`,
      `Host: ${host.address}`,
      `Cookie: ${await logIn()}`,
      'Content-Length: 0',
      'Connection: close',
    ]);
    expect(statusOf(answer)).toBe(405);
    expect(answer).toMatch(/^Allow: GET, HEAD\r$/im);
    expect(answer).not.toMatch(/set-cookie/i);
  });

  test('CONNECT is hung up on', async () => {
    expect(await raw(['CONNECT 127.0.0.1:22 HTTP/1.1', `Host: ${host.address}`])).toBe('');
  });

  test('HEAD does not use up a token', async () => {
    const ticket = host.newTicketUrl();
    expect((await fetch(ticket, { method: 'HEAD', redirect: 'manual' })).status).toBe(401);
    expect((await fetch(ticket, { redirect: 'manual' })).status).toBe(303);
  });

  test.each([
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a header block without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`],
  ])('%s: hung up on, and the next one is served', async (_what, text) => {
    const answer = await raw([text]).catch(() => '');
    expect([400, 431, Number.NaN]).toContain(statusOf(answer));
    expect((await fetch(host.url, { redirect: 'manual' })).status).toBe(303);
  });
});

describe('refused wires', () => {
  test.each<[string, number, (cookie: string) => Dial]>([
    ['no cookie', 401, () => ({ origin: origin() })],
    ['a wrong cookie', 401, () => ({ origin: origin(), headers: { Cookie: `modemscope-${port()}=wrong` } })],
    ['no Origin', 403, (cookie) => ({ headers: { Cookie: cookie } })],
    ['a wrong bearer token', 403, () => ({ headers: { Authorization: 'Bearer wrong' } })],
    ['the Origin of a stranger', 403, (Cookie) => ({ origin: 'http://elsewhere.example', headers: { Cookie } })],
    ['the Origin of another port', 403, (Cookie) => ({ origin: 'http://127.0.0.1:1', headers: { Cookie } })],
    ['the Origin of another scheme', 403, (Cookie) => ({ origin: `https://${host.address}`, headers: { Cookie } })],
    ['the Origin null (a sandboxed frame)', 403, (Cookie) => ({ origin: 'null', headers: { Cookie } })],
    [
      'a bearer token from a stranger’s page',
      403,
      () => ({ origin: 'http://elsewhere.example', headers: { Authorization: `Bearer ${host.token}` } }),
    ],
    [
      'a rebound Host with a matching Origin',
      403,
      (Cookie) => ({
        origin: `http://elsewhere.example:${port()}`,
        headers: { Cookie, Host: `elsewhere.example:${port()}` },
      }),
    ],
    ['another path', 404, (Cookie) => ({ path: '/', origin: origin(), headers: { Cookie } })],
    ['a path below', 404, (Cookie) => ({ path: '/wire/x', origin: origin(), headers: { Cookie } })],
    ['a malformed path', 404, (Cookie) => ({ path: '/%ff', origin: origin(), headers: { Cookie } })],
    ['the token in the address', 403, () => ({ path: `/wire?token=${host.token}` })],
  ])('%s: %i', async (_what, status, how) => {
    expect(await outcome(dial(how(await logIn())))).toBe(status);
    expect(views).toHaveLength(0);
  });

  test('a plain GET of the wire: 426', async () => {
    const answer = await fetch(`${origin()}/wire`, { headers: { Cookie: await logIn() } });
    expect(answer.status).toBe(426);
  });

  test('another protocol than WebSocket is no way in', async () => {
    const answer = await raw([
      'GET /wire HTTP/1.1',
      `Host: ${host.address}`,
      `Authorization: Bearer ${host.token}`,
      'Connection: Upgrade',
      'Upgrade: h2c',
    ]);
    expect(statusOf(answer)).toBe(400);
    expect(views).toHaveLength(0);
  });

  test('one view more than there is room for: 503, until another leaves', async () => {
    await host.close();
    host = await start({ maxViews: 2 });
    const how = { headers: { Authorization: `Bearer ${host.token}` } };
    const first = dial(how);
    expect(await outcome(first)).toBe('open');
    expect(await outcome(dial(how))).toBe('open');
    expect(await outcome(dial(how))).toBe(503);
    first.close();
    await eventually('room again', async () => (await outcome(dial(how))) === 'open');
  });

  test('more sockets than there is room for are hung up on', async () => {
    await host.close();
    host = await start({ maxConnections: 2 });
    const how = { headers: { Authorization: `Bearer ${host.token}` } };
    expect(await outcome(dial(how))).toBe('open');
    expect(await outcome(dial(how))).toBe('open');
    expect(await outcome(dial(how))).toBe(0);
  });

  test('a message larger than allowed ends that view with 1009, and no other', async () => {
    const how = { headers: { Authorization: `Bearer ${host.token}` } };
    const [big, other] = [dial(how), dial(how)];
    expect(await outcome(big)).toBe('open');
    expect(await outcome(other)).toBe('open');
    await eventually('both views', () => views.length === 2);
    const received: unknown[] = [];
    for (const view of views) view.on('message', (data) => received.push(data));
    const code = new Promise((done) => big.once('close', done));
    big.send(Buffer.alloc(MAX_FRAME_TO_BENCH + 1));
    expect(await code).toBe(1009);
    expect(received).toHaveLength(0);
    other.send('still here');
    await eventually('the other view’s message', () => received.length === 1);
  });

  test('bytes that are no WebSocket frame end that view', async () => {
    const lines = [
      'GET /wire HTTP/1.1',
      `Host: ${host.address}`,
      `Authorization: Bearer ${host.token}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      '',
      '\xff\xff\xff\xff',
    ];
    expect(statusOf(await raw(lines))).toBe(101);
    await eventually('the end of the view', () => views[0]?.readyState === WebSocket.CLOSED);
  });

  test('a view that answers no ping is dropped, one that does stays', async () => {
    await host.close();
    host = await start({ pingIntervalMs: 50 });
    const headers = { Authorization: `Bearer ${host.token}` };
    const silent = dial({ headers, autoPong: false });
    const alive = dial({ headers });
    expect(await outcome(alive)).toBe('open');
    let pings = 0;
    alive.on('ping', () => {
      pings += 1;
    });
    await eventually('the silent one to be dropped', () => silent.readyState === WebSocket.CLOSED);
    const before = pings;
    await eventually('more pings', () => pings > before + 2);
    expect(alive.readyState).toBe(WebSocket.OPEN);
  });
});

describe('start and end', () => {
  test.each([
    [{ pid: 4711, name: 'other-bench' }, 'is in use by other-bench (process 4711).'],
    [null, 'is in use. Choose another'],
  ])('a port in use is named, with its holder %j', async (holder, words) => {
    const second = await startBrowserHost({
      listen: { host: '127.0.0.1', port: port() },
      rendererDir,
      onView: () => {},
      findHolder: async (asked) => (asked === port() ? holder : null),
    });
    expect(second).toMatchObject({ ok: false, error: { code: 'port-in-use', details: { port: port() } } });
    expect(!second.ok && second.error.message).toContain(`Port ${port()} on 127.0.0.1 ${words}`);
  });

  test.each([
    ['192.0.2.7', 'bad-address'],
    ['no-such-host.invalid', 'bad-address'],
  ])('cannot listen on %s', async (address, code) => {
    const started = await startBrowserHost({ listen: { host: address, port: 0 }, rendererDir, onView: () => {} });
    expect(started).toMatchObject({ ok: false, error: { code } });
  });

  test('without a built window it says what to run', async () => {
    const started = await startBrowserHost({
      listen: { host: '127.0.0.1', port: 0 },
      rendererDir: join(folder, 'nowhere'),
      onView: () => {},
    });
    expect(started).toMatchObject({ ok: false, error: { code: 'no-window' } });
    expect(!started.ok && started.error.message).toContain('npm run build');
  });

  test('on all addresses it is known by the one it was reached at, and still not by a stranger’s name', async () => {
    await host.close();
    host = await start({ listen: { host: '0.0.0.0', port: 0 } });
    expect(host.url).toContain('http://localhost:');
    const page = async (name: string): Promise<number> =>
      statusOf(
        await raw([
          'GET / HTTP/1.1',
          `Host: ${name}:${port()}`,
          `Authorization: Bearer ${host.token}`,
          'Connection: close',
        ]),
      );
    expect(await page('127.0.0.1')).toBe(200);
    expect(await page(hostname())).toBe(200);
    expect(await page('elsewhere.example')).toBe(403);
    expect(await page('0.0.0.0')).toBe(403);
  });

  test('close says goodbye to every view, also a hung one, and frees the port', async () => {
    const headers = { Authorization: `Bearer ${host.token}` };
    const polite = dial({ headers });
    expect(await outcome(polite)).toBe('open');
    const code = new Promise((done) => polite.once('close', done));
    const hung = connect(port(), '127.0.0.1');
    hung.on('error', () => {});
    hung.write(
      [
        'GET /wire HTTP/1.1',
        `Host: ${host.address}`,
        `Authorization: Bearer ${host.token}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        '\r\n',
      ].join('\r\n'),
    );
    await eventually('both views', () => views.length === 2);
    const freed = port();
    await host.close();
    expect(await code).toBe(1001);
    hung.destroy();
    host = await start({ listen: { host: '127.0.0.1', port: freed } });
    expect(port()).toBe(freed);
  });
});
