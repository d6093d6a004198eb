import { mkdir } from 'node:fs/promises';
import type { BrokerListen } from '#shared/contract/broker.ts';
import { DEFAULT_REMOTE_TLS } from '#shared/contract/proxy.ts';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import type { ModemProfileName } from '#shared/modem/modemProfile.ts';
import { serveWire } from '#shared/rpc/serveWire.ts';
import { createProcHolderLookup } from '../broker/portHolder.ts';
import { type Bench, createBench } from '../createBench.ts';
import type { ProgramPaths } from '../host/programPaths.ts';
import { createShutdown, endWithProcess } from '../host/shutdown.ts';
import { startBroker } from '../host/startBroker.ts';
import { startConsole } from '../host/startConsole.ts';
import { createNodeDeps } from '../nodeDeps.ts';
import { type BrowserHost, startBrowserHost } from '../server/browserHost.ts';
import { isLoopback, type ListenAddress } from '../server/listenAddress.ts';
import { createWebSocketServerWire } from '../server/webSocketServerWire.ts';
import { openInBrowser } from './openInBrowser.ts';
import type { ProxyOption, SerialOption } from './parseServeOptions.ts';
import { readBridgeFile } from './readBridgeFile.ts';

export interface ServeOptions {
  readonly listen: ListenAddress;
  readonly broker?: ListenAddress;
  readonly ws?: number | 'off';
  readonly serial?: SerialOption;
  readonly simulate?: ModemProfileName;
  readonly baud: number;
  readonly proxy?: readonly ProxyOption[];
  /** Absolute path of a bridge file. */
  readonly bridge?: string;
  /** Absolute path. */
  readonly data: string;
  readonly open: boolean;
  readonly json?: boolean;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const report = (error: unknown): void =>
  say(`A fault in the bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);

/** Runs the bench until the process is told to end. Rejects with words for the user when it cannot start. */
export async function runServe(options: ServeOptions, paths: ProgramPaths): Promise<void> {
  const open: { bench?: Bench; host?: BrowserHost } = {};
  const exit = (code: number): void => process.exit(code);
  const shutdown = createShutdown({
    close: async () => {
      await Promise.all([open.host?.close(), open.bench?.close()]);
    },
    exit,
    report,
  });
  endWithProcess(process, { shutdown, exit, report });

  await makeDataDir(options.data);
  const bridge = options.bridge === undefined ? undefined : await readBridgeFile(options.bridge);
  const bench = await createBench(createNodeDeps({ host: 'serve', dataDir: options.data, paths }));
  open.bench = bench;
  const { commands, streams, onEvent } = bench;
  const started = await startBrowserHost({
    listen: options.listen,
    rendererDir: paths.rendererDir,
    findHolder: createProcHolderLookup(),
    onView: (socket) => {
      serveWire({ wire: createWebSocketServerWire(socket), commands, streams, onEvent, report });
    },
  });
  if (!started.ok) {
    say(started.error.message);
    return shutdown(1);
  }
  const host = started.value;
  open.host = host;

  const broker = await startBroker(commands, askedBroker(options));
  if (broker.ok) await startConsole(commands);
  else say(`The MQTT broker is not running: ${broker.error.message} The window offers a free port.`);
  if (options.serial !== undefined) await openSerial(bench, options.serial, options.baud);
  if (options.simulate !== undefined) {
    const simulated = await commands['simulator.start']({ profile: options.simulate });
    if (!simulated.ok) say(`The simulated board does not run: ${simulated.error.message}`);
  }

  const proxies = await startProxies(bench, options.proxy ?? []);
  if (bridge !== undefined) {
    const password = process.env.MODEMSCOPE_BRIDGE_PASSWORD ?? '';
    const joined = await commands['bridge.start']({ ...bridge, password });
    if (!joined.ok) say(`The bridge to ${bridge.url} does not run: ${joined.error.message}`);
  }

  announce(options, { host, broker: broker.ok ? broker.value.address : null, proxies });
  if (options.open) openInBrowser(host.newTicketUrl());
}

async function makeDataDir(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The folder for settings and sessions cannot be made: ${reason}. Choose another with --data DIR.`);
  }
}

function askedBroker({ broker, ws }: ServeOptions): Partial<BrokerListen> {
  return { ...broker, ...(ws === undefined ? {} : { wsPort: ws === 'off' ? null : ws }) };
}

/** That a port cannot be opened now is no reason to end: the window can open it later. */
async function openSerial({ commands }: Bench, asked: SerialOption, baud: number): Promise<void> {
  const settings = { ...DEFAULT_SERIAL_SETTINGS, baud };
  const port = (path: string) => ({ path, settings, dtr: null, rts: null });
  const open = async () => {
    if (asked.mode === 'direct') {
      return commands['serial.open']({ ...port(asked.path), role: 'modem', reconnect: true, loop: true });
    }
    const pair = { mcu: port(asked.mcu), modem: port(asked.modem), reconnect: true };
    return asked.mode === 'tap'
      ? commands['serial.open-tap'](pair)
      : commands['serial.open-bridge']({ ...pair, forwardLines: false, rules: [] });
  };
  const opened = await open();
  if (opened.ok) return;
  const what =
    asked.mode === 'direct' ? `serial port ${asked.path}` : `${asked.mode} of ${asked.mcu} and ${asked.modem}`;
  say(`The ${what} is not open: ${opened.error.message}`);
}

/** The addresses of those that listen; what is wrong with another one is said, and the window can start it later. */
async function startProxies({ commands }: Bench, asked: readonly ProxyOption[]): Promise<readonly string[]> {
  const addresses: string[] = [];
  for (const proxy of asked) {
    const started = await commands['proxy.start']({ ...proxy, name: '', tls: DEFAULT_REMOTE_TLS });
    if (started.ok) addresses.push(started.value.address);
    else say(`The proxy to ${proxy.url} is not running: ${started.error.message}`);
  }
  return addresses;
}

interface Started {
  readonly host: BrowserHost;
  /** null: it does not run. */
  readonly broker: string | null;
  readonly proxies: readonly string[];
}

function announce({ listen, json, proxy }: ServeOptions, { host, broker, proxies }: Started): void {
  if (!isLoopback(listen.host)) {
    say(
      `WARNING: the window listens on ${host.address}, for every computer that reaches this one. The key in the address below keeps\n` +
        'strangers out, but nothing is encrypted: who can listen on the network can read the key and the traffic.',
    );
  }
  if (json) {
    process.stdout.write(`${JSON.stringify({ url: host.url, broker, pid: process.pid, ...(proxy && { proxies }) })}\n`);
    return;
  }
  process.stdout.write(
    `${host.url}\n` +
      'Open this address in a browser. It holds the key to the bench: keep it to yourself. Ctrl+C ends the bench.\n' +
      (broker === null ? '' : `MQTT broker: ${broker}\n`) +
      proxies.map((address) => `Proxy: ${address}\n`).join(''),
  );
}
