import { generate } from 'mqtt-packet';
import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';

/** Milliseconds between two bursts of the source: finer than a frame. */
const TICK_MS = 5;

const encoder = new TextEncoder();
const AT_LINES = [
  ['command', 'tx', 'AT+CSQ\r'],
  ['info', 'rx', '\r\n+CSQ: 21,99\r\n'],
  ['final', 'rx', '\r\nOK\r\n'],
  ['command', 'tx', 'AT+CEREG?\r'],
  ['info', 'rx', '\r\n+CEREG: 0,1\r\n'],
  ['final', 'rx', '\r\nOK\r\n'],
  ['urc', 'rx', '\r\n+CMQTTPUB: 0,0\r\n'],
] as const;

export interface RowSource {
  /** Rows appended so far. */
  readonly appended: number;
  stop(): void;
}

/**
 * Appends `rate` rows a second straight into the log, as the serial framer, the broker's tap and the console's link would:
 * two fifths AT rows, two fifths packets of a device, one fifth messages to the console.
 */
export function startRowSource(log: CaptureLog, clock: Clock, rate: number): RowSource {
  const serial = log.openLink({ lane: 'serial', role: 'modem', address: '/dev/ttyUSB2', name: 'ttyUSB2' });
  const device = log.openLink({ lane: 'mqtt', role: 'device', address: '127.0.0.1:40001', name: 'bench-7' });
  const console_ = log.openLink({ lane: 'mqtt', role: 'console', address: 'local', name: 'console' });
  const at = AT_LINES.map(([kind, dir, text]) => ({ kind, dir, bytes: encoder.encode(text) }));
  const publishes = Array.from(
    { length: 64 },
    (_, i) =>
      new Uint8Array(
        generate({
          cmd: 'publish',
          topic: `plant/${i % 8}/temp`,
          payload: `{"t":${20 + i / 10},"n":${i}}`,
          qos: 0,
          retain: false,
          dup: false,
        }),
      ),
  );
  let appended = 0;
  let owed = 0;
  let last = performance.now();

  const appendOne = (): void => {
    const t = clock.now();
    const turn = appended % 5;
    const publish = publishes[appended % publishes.length] ?? new Uint8Array();
    if (turn < 2) {
      const line = at[appended % at.length];
      if (line === undefined) return;
      log.append({ lane: 'serial', link: serial, t, tLast: t, text: '', partial: false, ...line });
    } else {
      const toConsole = turn === 4;
      log.append({
        lane: 'mqtt',
        link: toConsole ? console_ : device,
        dir: toConsole ? 'tx' : 'rx',
        kind: 'packet',
        level: 4,
        t,
        tLast: t,
        text: '',
        bytes: publish,
      });
    }
    appended += 1;
  };
  const timer = setInterval(() => {
    const now = performance.now();
    owed += ((now - last) / 1000) * rate;
    last = now;
    for (; owed >= 1; owed -= 1) appendOne();
  }, TICK_MS);

  return {
    get appended() {
      return appended;
    },
    stop: () => clearInterval(timer),
  };
}
