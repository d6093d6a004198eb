import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { rowBytes } from '#shared/model/rowChunk.ts';
import { decodeRowChunk } from '#shared/model/rowChunkCodec.ts';
import { createRpcClient } from '#shared/rpc/createRpcClient.ts';
import { createMessagePortWire } from '#shared/rpc/portWire.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { createElectron, type FakeElectron } from '#test/fakes/electron/createElectron.ts';
import { FakeContents, FakeFrame } from '#test/fakes/electron/fakeContents.ts';
import type { FakePage } from '#test/fakes/electron/fakePage.ts';
import type { FakeWindow } from '#test/fakes/electron/fakeWindow.ts';
import { loadBuiltMain } from '#test/fakes/electron/loadBuiltMain.ts';

// The built main process and preload, driven through a stand-in for Electron. The numbers are those of Electron's security
// checklist (Electron documentation, tutorial "Security"). What is looked at is what Electron would be told.
const MAIN = resolve('out/main/index.js');
const ORIGIN = 'app://modemscope';

let dataDir: string;
let electron: FakeElectron;
const argv = process.argv;
const listenersBefore = ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'].map(
  (name) => [name, process.listeners(name as NodeJS.Signals)] as const,
);

/** Free ports for the broker, so that no other bench on this machine matters. */
const SETTINGS = JSON.stringify({ broker: { host: '127.0.0.1', port: 0, wsPort: null } });

/** Electron's own addition to `process`. */
const electronProcess = process as { resourcesPath?: string };

async function startProgram(options: Parameters<typeof createElectron>[0] = {}): Promise<FakeElectron> {
  const started = createElectron(options);
  process.argv = [argv[0] ?? 'node', 'main', `--data=${dataDir}`];
  electronProcess.resourcesPath = join(dataDir, 'packaged');
  await loadBuiltMain(MAIN, started);
  return started;
}

async function theWindow(of: FakeElectron): Promise<FakeWindow> {
  await eventually('a shown window', () => of.windows[0]?.shown === true);
  const [window] = of.windows;
  if (window === undefined) throw new Error('The window went away');
  return window;
}
const pageOf = (window: FakeWindow): FakePage => {
  const { page } = window.webContents.mainFrame;
  if (page === undefined) throw new Error('No page is loaded');
  return page;
};
const portsGiven = (page: FakePage): readonly MessagePort[] => page.received.flatMap(({ ports }) => ports);

/** Does what our page does: asks for the port and speaks the contract over it. */
async function connect(page: FakePage): Promise<RpcClient> {
  const had = portsGiven(page).length;
  page.postMessage({ type: 'modemscope:ready' });
  await eventually('the port', () => portsGiven(page).length > had);
  const port = portsGiven(page).at(-1);
  if (port === undefined) throw new Error('No port came');
  return createRpcClient({
    wire: createMessagePortWire(port),
    validate: true,
    report: (error) => {
      throw error;
    },
  });
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'modemscope-electron-'));
  await writeFile(join(dataDir, 'settings.json'), SETTINGS);
  electron = await startProgram();
});
afterEach(() => void vi.unstubAllEnvs());
afterAll(async () => {
  process.argv = argv;
  delete electronProcess.resourcesPath;
  for (const [name, before] of listenersBefore) {
    for (const listener of process.listeners(name as NodeJS.Signals)) {
      if (!before.includes(listener)) process.off(name, listener);
    }
  }
  await rm(dataDir, { recursive: true, force: true });
});

describe('before Electron is ready', () => {
  test('18: the page has a scheme of its own, standard and secure, that bypasses nothing', () => {
    expect(electron.told.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test('4: every page is sandboxed; one instance for each data folder', () => {
    expect(electron.told.sandboxEnabled).toBe(true);
    expect(electron.told.paths.userData).toBe(dataDir);
    expect(electron.told.lockAsked).toBe(true);
    expect(electron.windows).toHaveLength(0);
  });
});

describe('the window', () => {
  beforeAll(async () => {
    electron.start();
    await theWindow(electron);
  });

  test('2, 3, 4, 6, 8, 9, 10: isolated, sandboxed, without Node, nothing loosened', async () => {
    const { options } = await theWindow(electron);
    expect(options.webPreferences).toEqual({
      preload: resolve('out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    });
    expect(options.show).toBe(false);
    expect({ width: options.width, height: options.height }).toEqual({ width: 1440, height: 900 });
  });

  test('1, 7, 18: the page comes from app:// with a policy', async () => {
    const answer = await electron.session.load(`${ORIGIN}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const page = await answer.text();
    expect(page).toContain('<div id="root">');
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/); // the policy would refuse it
  });

  test('every file the page names is ours and there', async () => {
    const page = await (await electron.session.load(`${ORIGIN}/index.html`)).text();
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, path]) => new URL(path ?? '', `${ORIGIN}/`).href)
      .filter((url) => !url.startsWith('data:image/')); // the policy lets pictures be in the page itself
    expect(named.length).toBeGreaterThan(0);
    for (const url of named) {
      expect(url).toMatch(/^app:\/\/modemscope\/assets\//);
      expect([url, (await electron.session.load(url)).status]).toEqual([url, 200]);
    }
  });

  test.each([
    `${ORIGIN}/../main/index.js`,
    `${ORIGIN}/%2e%2e/main/index.js`,
    `${ORIGIN}/..%2fmain%2findex.js`,
    `${ORIGIN}/..%5cmain%5cindex.js`,
    `${ORIGIN}//etc/passwd`,
    `${ORIGIN}/index.html%00`,
    `${ORIGIN}/%`,
    'app://elsewhere/index.html',
    'app://modemscope.elsewhere.example/index.html',
  ])('%s is not found', async (url) => {
    const answer = await electron.session.load(url);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('only GET', async () => {
    expect((await electron.session.load(`${ORIGIN}/`, 'POST')).status).toBe(404);
  });

  test.each([
    'https://elsewhere.example/',
    'http://127.0.0.1:4180/',
    'file:///etc/passwd',
    'app://elsewhere/',
    `${ORIGIN}/other.html`,
    'javascript:alert(1)',
    'data:text/html,x',
  ])('13: no navigation to %s', async (url) => {
    const { webContents } = await theWindow(electron);
    expect(webContents.mayNavigate('will-navigate', url)).toBe(false);
    expect(webContents.mayNavigate('will-frame-navigate', url, false)).toBe(false);
    expect(webContents.mayNavigate('will-redirect', url)).toBe(false);
  });

  test('13: the page may be loaded again, but not into a frame and not by a redirect', async () => {
    const { webContents } = await theWindow(electron);
    expect(webContents.mayNavigate('will-navigate', `${ORIGIN}/`)).toBe(true);
    expect(webContents.mayNavigate('will-frame-navigate', `${ORIGIN}/`, false)).toBe(false);
    expect(webContents.mayNavigate('will-redirect', `${ORIGIN}/`)).toBe(false);
  });

  test.each([
    ['https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html', true],
    ['https://elsewhere.example/', false],
    ['http://docs.oasis-open.org/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    [`${ORIGIN}/`, false],
    ['about:blank', false],
  ])('14, 15: no new window for %s; handed to the browser: %s', async (url, outside) => {
    const { webContents } = await theWindow(electron);
    const before = electron.told.opened.length;
    const details = { url } as Parameters<NonNullable<typeof webContents.windowOpenHandler>>[0];
    expect(webContents.windowOpenHandler?.(details)).toEqual({ action: 'deny' });
    expect(electron.told.opened.slice(before)).toEqual(outside ? [url] : []);
  });

  test('11, 12: no embedded pages', async () => {
    const { webContents } = await theWindow(electron);
    let prevented = false;
    webContents.emit('will-attach-webview', {
      preventDefault: () => {
        prevented = true;
      },
    });
    expect(prevented).toBe(true);
  });

  test('what holds for the window holds for any other contents, too', () => {
    const contents = new FakeContents({}, { send: () => {}, load: async () => {} });
    electron.app.emit('web-contents-created', {}, contents);
    expect(contents.mayNavigate('will-navigate', 'https://elsewhere.example/')).toBe(false);
    expect(contents.windowOpenHandler).toBeDefined();
  });

  test.each([
    'media',
    'geolocation',
    'notifications',
    'serial',
    'usb',
    'hid',
    'clipboard-read',
    'openExternal',
    'unknown',
  ])('5: %s is refused', (permission) => {
    expect(electron.session.permits(permission, ORIGIN)).toEqual({ request: false, check: false });
  });

  test('5: copying text is granted, to our page alone', () => {
    const copy = 'clipboard-sanitized-write';
    expect(electron.session.permits(copy, ORIGIN)).toEqual({ request: true, check: true });
    expect(electron.session.permits(copy, ORIGIN, false)).toEqual({ request: false, check: false });
    expect(electron.session.permits(copy, 'https://elsewhere.example')).toEqual({ request: false, check: false });
    expect(electron.session.permits(copy, `${ORIGIN}.elsewhere.example`)).toEqual({ request: false, check: false });
    expect(electron.session.device?.({} as Parameters<typeof electron.session.device>[0])).toBe(false);
  });

  test.each(['https://elsewhere.example/x', 'http://127.0.0.1/', 'ws://127.0.0.1:1883/', 'wss://elsewhere.example/'])(
    '1: %s is not requested',
    (url) => expect(electron.session.lets(url)).toBe(false),
  );

  test('the menu has no developer’s back door that the system’s own roles do not have', () => {
    const roles = JSON.stringify(electron.told.menu);
    expect(roles).toContain('"editMenu"');
    expect(roles).not.toContain('click');
  });
});

describe('the hand-over of the port', () => {
  test('20: the page gets the word that it is in Electron and nothing of Electron', async () => {
    expect(pageOf(await theWindow(electron)).exposed).toEqual({ modemscopeHost: 'electron' });
  });

  test('end to end: the page asks, gets a port, and the bench answers on it', async () => {
    const client = await connect(pageOf(await theWindow(electron)));
    const info = await client.call('bench.info', {});
    expect(info).toMatchObject({ ok: true, value: { host: 'electron', platform: process.platform } });

    const texts: string[] = [];
    client.open(
      'log.rows',
      { filter: { lanes: [], notes: true }, from: { at: 'tail', backlog: 1000 }, mirror: 1000 },
      {
        item(item, body) {
          if (item.type !== 'batch' || body === undefined) return;
          const chunk = decodeRowChunk(body);
          if (!chunk.ok) throw new Error(chunk.error.message);
          for (let i = 0; i < chunk.value.count; i += 1) {
            texts.push(chunk.value.texts.get(i) ?? '');
            expect(rowBytes(chunk.value, i)).toHaveLength(0);
          }
        },
        end: () => {},
      },
    );
    expect(await client.call('log.mark', { text: 'antenna off' })).toMatchObject({ ok: true });
    expect(await client.call('log.mark', { text: 'antenna on' })).toMatchObject({ ok: true });
    await eventually('both marks', () => texts.includes('antenna on'));
    expect(texts.indexOf('antenna off')).toBeLessThan(texts.indexOf('antenna on'));
    client.close();
  });

  test('a page that asks again gets a new port and loses the old one', async () => {
    const page = pageOf(await theWindow(electron));
    const first = await connect(page);
    expect(await first.call('bench.info', {})).toMatchObject({ ok: true });
    const second = await connect(page);
    await eventually('the end of the old port', () => first.state === 'closed');
    expect(await second.call('bench.info', {})).toMatchObject({ ok: true });
    second.close();
  });

  test.each<[string, (window: FakeWindow) => { contents: FakeContents; frame: FakeFrame | null }]>([
    ['a frame inside our page', ({ webContents }) => ({ contents: webContents, frame: new FakeFrame(ORIGIN) })],
    ['a frame that is gone', ({ webContents }) => ({ contents: webContents, frame: null })],
    [
      'contents of no window of ours',
      () => {
        const contents = new FakeContents({}, { send: () => {}, load: async () => {} });
        contents.mainFrame = new FakeFrame(ORIGIN);
        return { contents, frame: contents.mainFrame };
      },
    ],
  ])('17: %s gets no port', async (_what, who) => {
    const window = await theWindow(electron);
    const client = await connect(pageOf(window));
    const { contents, frame } = who(window);
    const heard: unknown[] = [];
    if (frame !== null) frame.postMessage = (...message) => void heard.push(message);
    electron.sendFrom(contents, frame, 'modemscope:ready');
    // Our page, which asks after it, is answered: so the other one was looked at, and it keeps its port until then.
    expect(await client.call('bench.info', {})).toMatchObject({ ok: true });
    const next = await connect(pageOf(window));
    expect(heard).toEqual([]);
    next.close();
  });

  test('17: our window, main frame, but another origin: no port', async () => {
    const window = await theWindow(electron);
    const { webContents } = window;
    const ours = webContents.mainFrame;
    const foreign = new FakeFrame('https://elsewhere.example');
    const heard: unknown[] = [];
    foreign.postMessage = (...message) => void heard.push(message);
    webContents.mainFrame = foreign;
    electron.sendFrom(webContents, foreign, 'modemscope:ready');
    await new Promise((next) => setImmediate(() => setImmediate(next)));
    webContents.mainFrame = ours;
    (await connect(pageOf(window))).close();
    expect(heard).toEqual([]);
  });

  test('the preload hears only its own page', async () => {
    const page = pageOf(await theWindow(electron));
    const had = portsGiven(page).length;
    page.postMessage({ type: 'modemscope:ready' }, { another: 'window' });
    for (const data of [null, 'modemscope:ready', { type: 'other' }, {}, 7]) page.postMessage(data);
    (await connect(page)).close();
    expect(portsGiven(page)).toHaveLength(had + 1);
  });
});

describe('the life of the program', () => {
  test('a second start brings the window to the front', async () => {
    const window = await theWindow(electron);
    window.minimized = true;
    const before = window.focused;
    electron.app.emit('second-instance', {}, [], '');
    expect(window.minimized).toBe(false);
    expect(window.focused).toBe(before + 1);
    expect(electron.windows).toHaveLength(1);
  });

  test('a page that crashes is loaded again once; one that crashes at once again is left alone', async () => {
    const { webContents } = await theWindow(electron);
    webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(webContents.reloads).toBe(1);
    webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(webContents.reloads).toBe(1);
  });

  test('place and size are kept; closing the last window closes the bench, then the program', async () => {
    const window = await theWindow(electron);
    const client = await connect(pageOf(window));
    expect(await client.call('bench.info', {})).toMatchObject({ ok: true });
    window.bounds = { x: 200, y: 100, width: 1000, height: 700 };
    window.maximized = true;
    electron.closeWindow(window);
    await eventually('the end of the program', () => electron.told.exits.length > 0);
    expect(electron.told.exits).toEqual([0]);
    expect(electron.told.quits).toBe(1);
    expect(JSON.parse(await readFile(join(dataDir, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 200, y: 100, width: 1000, height: 700 },
      maximized: true,
    });
  });

  test('the next start opens the window where it was, and on the screen there is', async () => {
    const next = await startProgram();
    next.start();
    const window = await theWindow(next);
    expect(window.bounds).toEqual({ x: 200, y: 100, width: 1000, height: 700 });
    expect(window.maximized).toBe(true);
    window.bounds = { x: 5000, y: 100, width: 1000, height: 700 };
    window.maximized = false;
    next.closeWindow(window);
    await eventually('its end', () => next.told.exits.length > 0);

    const third = await startProgram({ screens: [{ x: 0, y: 0, width: 1280, height: 800 }] });
    third.start();
    const again = await theWindow(third);
    expect(again.bounds).toEqual({ x: 140, y: 50, width: 1000, height: 700 });
    third.closeWindow(again);
    await eventually('its end', () => third.told.exits.length > 0);
  });

  test('a second instance opens nothing and leaves', async () => {
    const second = await startProgram({ lock: false });
    second.start();
    await eventually('its end', () => second.told.exits.length > 0);
    expect(second.windows).toHaveLength(0);
    expect(second.session.protocols.size).toBe(0);
  });

  test.each([
    ['in development the page comes from the development server', false, 'http://localhost:5173/'],
    ['a packaged program does not look at the environment', true, `${ORIGIN}/`],
  ])('%s', async (_what, packaged, url) => {
    vi.stubEnv('ELECTRON_RENDERER_URL', 'http://localhost:5173');
    const program = await startProgram({ packaged });
    program.start();
    const window = await theWindow(program);
    expect(window.webContents.mayNavigate('will-navigate', url)).toBe(true);
    expect(program.session.lets('http://localhost:5173/app/main.tsx')).toBe(!packaged);
    expect((await (await connect(pageOf(window))).call('bench.info', {})).ok).toBe(true);
    program.closeWindow(window);
    await eventually('its end', () => program.told.exits.length > 0);
  });

  test('a bench that cannot start says so and ends with 1', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const program = await startProgram();
    program.session.protocol.handle = () => {
      throw new Error('no scheme today');
    };
    program.start();
    await eventually('its end', () => program.told.exits.length > 0);
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
    expect(program.told.errorBoxes).toEqual(['ModemScope cannot start: no scheme today']);
    expect(program.told.exits).toEqual([1]);
    expect(program.windows).toHaveLength(0);
  });
});
