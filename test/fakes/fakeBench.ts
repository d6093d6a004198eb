import type { CaptureLog } from '#bench/capture/captureLog.ts';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import { createRowStream } from '#bench/capture/rowStream.ts';
import { createStatePublisher } from '#bench/statePublisher.ts';
import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import {
  type BaudJudgement,
  DEFAULT_SERIAL_SETTINGS,
  type PortInfo,
  type PortState,
  type SerialLink,
} from '#shared/contract/serial.ts';
import { type Settings, settings as settingsSchema } from '#shared/contract/settings.ts';
import { serveWire } from '#shared/rpc/serveWire.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { fakeCommands } from './fakeHandlers.ts';

/** A bench with a real log and stream and nothing behind it: no port, no socket. What a window needs to be tried out. */
export interface FakeBench {
  readonly log: CaptureLog;
  readonly settings: Settings;
  /** Changes what the window is told. */
  set(change: Partial<Pick<BenchState, 'serial' | 'broker' | 'console'>>): void;
  setPorts(ports: readonly PortInfo[], warning?: string): void;
  /** Serves one window; the answer ends it. */
  serve(wire: Wire): () => void;
  close(): void;
}

export interface FakeBenchOptions {
  readonly clock: Clock;
  readonly defer: (callback: () => void) => void;
  readonly tailBytes?: number;
  readonly settings?: Partial<Settings>;
  /** Handlers in place of the built-in ones. */
  readonly commands?: Partial<CommandHandlers>;
}

const LISTEN = { host: '127.0.0.1', port: 1883, wsPort: 9001 };

export const IDLE_STATE: Pick<BenchState, 'serial' | 'broker' | 'console'> = {
  serial: [],
  broker: {
    state: 'listening',
    listen: LISTEN,
    address: '127.0.0.1:1883',
    wsAddress: '127.0.0.1:9001',
    trouble: '',
    freePort: null,
    clientCount: 0,
    clients: [],
  },
  console: {
    state: 'disconnected',
    url: 'bench:',
    clientId: '',
    link: null,
    trouble: '',
    subscriptions: [],
    topicsVersion: 0,
    topicCount: 0,
    received: 0,
    published: 0,
    level: 4,
    unverified: false,
    repeats: [],
    watches: [],
  },
};

const NOT_JUDGED: BaudJudgement = { verdict: 'unknown', confidence: 0, tryRate: null, hint: '' };

/** One port of a tap or a bridge. */
export const fakePort = (path: string, change: Partial<PortState> = {}): PortState => ({
  path,
  label: 'ST-LINK VCP',
  state: 'open',
  settings: DEFAULT_SERIAL_SETTINGS,
  ...{ dtr: true, rts: true, cts: true, dsr: false, dcd: false },
  ...{ rxBytes: 0, txBytes: 0, trouble: '', attempts: 0 },
  ...change,
});

export const fakeSerialLink = (link: number, path: string, change: Partial<SerialLink> = {}): SerialLink => ({
  link,
  path,
  label: 'SIM7600 AT port',
  role: 'modem',
  state: 'open',
  settings: DEFAULT_SERIAL_SETTINGS,
  dtr: true,
  rts: true,
  cts: true,
  dsr: false,
  dcd: false,
  rxBytes: 0,
  txBytes: 0,
  trouble: '',
  attempts: 0,
  mode: 'direct',
  mcu: null,
  bridge: null,
  judged: { tx: NOT_JUDGED, rx: NOT_JUDGED },
  detecting: false,
  ...change,
});

export function createFakeBench({ clock, defer, tailBytes = 20_000_000, ...given }: FakeBenchOptions): FakeBench {
  const log = createCaptureLog({ clock, limits: { tailBytes }, defer });
  const startedAt = clock.wall() - clock.now() / 1000;
  let state = IDLE_STATE;
  let ports: readonly PortInfo[] = [];
  let warning = '';
  let settings: Settings = { ...settingsSchema.parse({}), ...given.settings };

  const snapshot = (): BenchState => ({ now: clock.now(), ...state, log: log.stats() });
  const publisher = createStatePublisher({ clock, snapshot, lastSeq: () => log.lastSeq });
  log.onLink(publisher.linkChanged);

  const commands = fakeCommands({
    'bench.info': () => ok({ version: '0.0.0', host: 'test', platform: 'linux', startedAt }),
    'bench.state': () => ok(snapshot()),
    'log.links': () => ok({ links: [...log.links()] }),
    'log.mark': ({ text }) => ok({ seq: log.note('mark', text) }),
    'serial.ports': () => ok({ ports: [...ports], warning }),
    'serial.open': ({ path }) =>
      err('busy', `${path} is in use by ModemManager. Stop it or tell it to leave this port.`),
    'serial.open-tap': ({ mcu }) => err('not-found', `${mcu.path} is not there. Plug the board in.`),
    'serial.open-bridge': ({ mcu }) => err('not-found', `${mcu.path} is not there. Plug the board in.`),
    'serial.rewrite': () => ok({}),
    'serial.detect-baud': () => ok({ baud: null, confidence: 0, tried: [], hint: 'Nothing answered at any speed.' }),
    'serial.close': () => ok({}),
    'serial.send': () => err('not-open', 'The port is not open any more. Open it again.'),
    'serial.control': ({ dtr = true, rts = true }) => ok({ dtr, rts }),
    'serial.baud': () => ok({}),
    'broker.start': ({ host, port }) => ok({ address: `${host}:${port}` }),
    'broker.stop': () => ok({}),
    'console.topics': () => ok({ version: 0, topics: [], forgotten: 0 }),
    'settings.get': () => ok(settings),
    'settings.set': (patch) => {
      settings = { ...settings, ...patch };
      publisher.settingsChanged(settings);
      return ok(settings);
    },
    ...given.commands,
  });
  const streams = { 'log.rows': createRowStream({ log, clock }) };

  return {
    log,
    get settings() {
      return settings;
    },
    set(change) {
      state = { ...state, ...change };
      publisher.stateChanged();
    },
    setPorts(next, nextWarning = '') {
      ports = next;
      warning = nextWarning;
    },
    serve: (wire) =>
      serveWire({ wire, commands, streams, onEvent: publisher.onEvent, report: (error) => console.error(error) }),
    close: () => publisher.close(),
  };
}
