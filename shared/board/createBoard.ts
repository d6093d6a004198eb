import type { Clock } from '../base/clock.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import type { FaultPoints } from '../modem/faults/faultPoints.ts';
import { createAtDriver } from './atDriver.ts';
import { parseOrders } from './boardOrders.ts';
import { type BoardRun, createRunSwitch, type RunSwitch } from './boardRun.ts';
import { type BoardSettings, statusTopic, telemetryTopic } from './boardSettings.ts';
import { type BoardPhase, bringUp } from './bringUp.ts';
import { tearDown } from './connectMqtt.ts';
import { createDriverFaults } from './driverFaults.ts';
import type { ModemMessage } from './modemReader.ts';
import { publish } from './publish.ts';
import { createSensors } from './sensors.ts';

export interface BoardPorts {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Faults of the group `firmware` are asked for. */
  readonly faults: FaultPoints;
  /** The MCU's TXD to the modem. */
  readonly toModem: (bytes: Uint8Array) => void;
  /** A line of the log on the MCU's console, without line end. */
  readonly console: (line: string) => void;
  /** Something to show changed. */
  readonly onChange?: () => void;
}

/** What a panel shows of the board. */
export interface BoardState {
  readonly phase: BoardPhase;
  readonly published: number;
  readonly received: number;
  readonly led: 'on' | 'off';
  readonly intervalMs: number;
  /** Times the link was brought up. */
  readonly connects: number;
}

export interface Board {
  /** Bytes of the modem. */
  receive(bytes: Uint8Array): void;
  /** Power-up, or the reset button. */
  restart(): void;
  state(): BoardState;
  close(): void;
}

const BACKOFF_MS = [1000, 2000, 5000, 10_000, 30_000] as const;
/** Readings between two looks at the signal. */
const SIGNAL_EVERY = 10;
const BOOTED = /^(?:RDY|\*ATREADY: 1|QCRDY)$/;
const LINK_LOST = /^\+CMQTT(?:CONNLOST: 0,|NONET)/;

/** A sensor board's firmware in miniature: brings the link up, publishes readings, obeys, and comes back after losses. */
export function createBoard(ports: BoardPorts, settings: BoardSettings): Board {
  const { clock, faults } = ports;
  const sensors = createSensors(ports.random);
  let life: RunSwitch | null = null;
  let session: RunSwitch | null = null;
  let bootedAt = 0;
  let phase: BoardPhase = 'off';
  let linkLost = false;
  let connects = 0;
  let failures = 0;
  let published = 0;
  let received = 0;
  let led: 'on' | 'off' = 'off';
  let { intervalMs } = settings;
  let topic = '';
  let payload: Uint8Array = new Uint8Array(0);
  let report = false;

  const log: BoardRun['log'] = (level, module, text) => {
    const ms = Math.floor((clock.now() - bootedAt) / 1000);
    const seconds = String(Math.floor(ms / 1000)).padStart(5, '0');
    ports.console(`[${seconds}.${String(ms % 1000).padStart(3, '0')}] <${level}> ${module}: ${text}`);
  };
  const enter = (reached: BoardPhase): void => {
    phase = reached;
    ports.onChange?.();
  };
  const obey = (): void => {
    received += 1;
    const orders = parseOrders(payload);
    if (orders === null) {
      log('wrn', 'app', `a message on ${topic} that is no command`);
      return;
    }
    if (orders.led !== undefined) led = orders.led;
    if (orders.interval !== undefined) intervalMs = orders.interval * 1000;
    report = true;
    log('inf', 'app', `command ${decodeUtf8(payload)}`);
    session?.wake();
  };
  const onMessage = (message: ModemMessage): void => {
    if (message.type === 'topic') topic = decodeUtf8(message.bytes);
    if (message.type === 'payload') payload = message.bytes;
    if (message.type !== 'line') return;
    const { text } = message;
    if (text.startsWith('+CMQTTRXSTART:')) payload = new Uint8Array(0);
    if (text.startsWith('+CMQTTRXEND:')) obey();
    if (LINK_LOST.test(text)) {
      log('wrn', 'mqtt', `connection lost (${text})`);
      linkLost = true;
      session?.wake();
    }
    if (BOOTED.test(text)) modemBooted();
  };
  const modemBooted = (): void => {
    log(phase === 'modem' ? 'inf' : 'wrn', 'modem', phase === 'modem' ? 'started' : 'restarted');
    if (phase === 'modem' || phase === 'off') return;
    session?.end();
    driver.reset();
  };
  const driver = createAtDriver({
    ...{ clock, onMessage },
    toModem: ports.toModem,
    faults: createDriverFaults(faults),
  });

  const runOf = (own: RunSwitch): BoardRun => ({
    ...{ settings, log },
    get alive() {
      return own.alive;
    },
    at: (text, options) =>
      own.alive ? driver.command(text, options) : Promise.resolve({ final: 'reset', lines: [], result: null }),
    sleep: own.sleep,
    misbehaves: (fault) => faults.active(fault) !== null,
  });
  const publishReadings = async (run: BoardRun): Promise<void> => {
    for (let seq = 1; run.alive && !linkLost; seq += 1) {
      const reading = sensors.read(published + 1, led);
      if (!(await publish(run, telemetryTopic(settings), reading, seq % 2 === 0 ? 1 : 0))) return;
      published += 1;
      ports.onChange?.();
      if (report && run.alive && !linkLost) {
        report = false;
        await publish(run, statusTopic(settings), { led, interval: intervalMs / 1000, published }, 1);
      }
      if (seq % SIGNAL_EVERY === 0 && run.alive && !linkLost) await run.at('AT+CSQ');
      if (!report) await run.sleep(intervalMs);
    }
  };
  /** Brings the link up and works until it is lost. */
  const work = async (own: RunSwitch): Promise<void> => {
    const run = runOf(own);
    linkLost = false;
    const up = await bringUp(run, enter);
    if (up) {
      connects += 1;
      enter('running');
      failures = 0;
      await publishReadings(run);
    }
    if (!run.alive) return;
    enter('waiting');
    const pause = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 1000;
    failures += 1;
    log('wrn', 'app', `starting over in ${pause / 1000} s`);
    await run.sleep(pause);
    if (run.alive && connects > 0) await tearDown(run);
  };
  const live = async (own: RunSwitch): Promise<void> => {
    while (own.alive) {
      session = createRunSwitch(clock.after);
      await work(session);
    }
  };
  const restart = (): void => {
    life?.end();
    session?.end();
    driver.reset();
    bootedAt = clock.now();
    enter('modem');
    intervalMs = settings.intervalMs;
    led = 'off';
    life = createRunSwitch(clock.after);
    log('inf', 'main', `sensor board, client ${settings.clientId}`);
    void live(life);
  };
  const off = faults.on('mcu-restart', () => {
    if (phase !== 'running') return false;
    ports.console('*** reset ***');
    restart();
    return true;
  });

  return {
    receive: driver.receive,
    restart,
    state: () => ({ phase, published, received, led, intervalMs, connects }),
    close() {
      off();
      life?.end();
      session?.end();
      driver.reset();
      phase = 'off';
    },
  };
}
