import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeSerialBackend } from '#bench/serial/nodeSerialBackend.ts';
import type { SerialBackend, SerialPortHandle } from '#bench/serial/serialBackend.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import { createPtyPair, type PtyPair } from '#test/integration/support/ptyPair.ts';
import { createRealSerial } from '#test/integration/support/realSerial.ts';

export interface LatencyRun {
  readonly name: string;
  /** Milliseconds from the write at one end to the read at the other. */
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

const LINES = 1000;
const LINE = new TextEncoder().encode('AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1\r');
const RULE: RewriteRule = {
  ...{ id: 'broker', enabled: true, direction: 'tx', replace: 'tcp://192.0.2.117:1883' },
  match: { by: 'argument', command: '+CMQTTCONNECT', index: 1, was: '' },
};

/**
 * How long a command line takes through a pair of pseudo terminals alone, and through two pairs with the bridge between them.
 * The difference is more than the bridge adds: it holds the way through the second pair too.
 */
export async function measureBridgeLatency(lines = LINES): Promise<readonly LatencyRun[]> {
  const dir = await mkdtemp(join(tmpdir(), 'modemscope-latency-'));
  const pairs = [
    await createPtyPair(join(dir, 'ttyMCU'), join(dir, 'ttyMCUfar')),
    await createPtyPair(join(dir, 'ttyMODEM'), join(dir, 'ttyMODEMfar')),
  ] as const;
  try {
    const runs = [await measureWire('a pair of terminals alone', pairs[0], lines)];
    runs.push(await measureBridge('through the bridge', pairs, [], lines));
    runs.push(await measureBridge('through the bridge, line rewritten', pairs, [RULE], lines));
    return runs;
  } finally {
    await Promise.all(pairs.map((pair) => pair.close()));
    await rm(dir, { recursive: true, force: true });
  }
}

const backendOf = (): SerialBackend =>
  createNodeSerialBackend({
    clock: createSystemClock(),
    files: { readText: () => Promise.resolve(null) },
    platform: process.platform,
  });

async function open(backend: SerialBackend, path: string): Promise<SerialPortHandle> {
  const opened = await backend.open({ path, settings: DEFAULT_SERIAL_SETTINGS, loop: false });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function measureWire(name: string, pair: PtyPair, lines: number): Promise<LatencyRun> {
  const backend = backendOf();
  const [from, to] = [await open(backend, pair.far), await open(backend, pair.near)];
  const run = await sendLines(name, from, to, lines);
  await Promise.all([from.close(), to.close()]);
  return run;
}

async function measureBridge(
  name: string,
  [mcu, modem]: readonly [PtyPair, PtyPair],
  rules: readonly RewriteRule[],
  lines: number,
): Promise<LatencyRun> {
  const serial = createRealSerial();
  await serial.bridge({ mcu: mcu.near, modem: modem.near, rules });
  const backend = backendOf();
  const [from, to] = [await open(backend, mcu.far), await open(backend, modem.far)];
  const run = await sendLines(name, from, to, lines);
  await Promise.all([from.close(), to.close()]);
  await serial.service.close();
  return run;
}

/** Line after line, the next one a moment after the one before has arrived whole. */
async function sendLines(
  name: string,
  from: SerialPortHandle,
  to: SerialPortHandle,
  lines: number,
): Promise<LatencyRun> {
  let arrived = (): void => undefined;
  to.onData((bytes) => {
    if (bytes.at(-1) === 0x0d) arrived();
  });
  const took: number[] = [];
  for (let i = 0; i < lines; i += 1) {
    const begin = process.hrtime.bigint();
    await new Promise<void>((resolve) => {
      arrived = resolve;
      void from.write(LINE);
    });
    took.push(Number(process.hrtime.bigint() - begin) / 1e6);
    await new Promise((next) => setTimeout(next, 1));
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { name, median: at(0.5), p99: at(0.99), max: at(1) };
}
