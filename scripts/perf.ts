import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { measureAppend, ROWS } from '../test/perf/appendRows.bench.ts';
import { measureEngine } from '../test/perf/atEngine.bench.ts';
import { measureFramer } from '../test/perf/atFramer.bench.ts';
import { measureBridgeLatency } from '../test/perf/bridgeLatency.bench.ts';
import { measureTapCost } from '../test/perf/brokerTap.bench.ts';
import { measureDecoder } from '../test/perf/mqttDecoder.bench.ts';
import { measureStream } from '../test/perf/streamBench.ts';
import { ensureFreshBuild } from './freshBuild.ts';
import { markdownTable, replaceBetweenMarks } from './perfTable.ts';

// Prints the benchmarks; with `--write` also puts them into the README. Ratios are measured side by side in one run, so
// they hold on a noisy machine; absolute figures hold for the machine named.

const STREAM_SECONDS = 10;
const STREAM_RATES = [20_000, 100_000];

const root = resolve(import.meta.dirname, '..');
const round = (value: number, digits = 0): string => value.toFixed(digits);
const thousands = (value: number): string => Math.round(value).toLocaleString('en');

ensureFreshBuild(root);

const parts: string[] = [];
const tell = (part: string): void => {
  parts.push(part);
  console.log(`\n${part}`);
};
const processor = cpus()[0]?.model ?? 'unknown processor';
tell(`Measured on ${cpus().length} × ${processor}, Node ${process.versions.node}, headless Chromium.`);

const tap = await measureTapCost();
tell(
  markdownTable(
    ['Capturing every packet', 'plain aedes', 'with capture', 'ratio'],
    tap.map((run) => [
      run.name,
      `${thousands(run.plain)} msg/s`,
      `${thousands(run.tapped)} msg/s`,
      round(run.ratio, 2),
    ]),
  ),
);

const stream = await measureStream(STREAM_RATES, STREAM_SECONDS);
tell(
  markdownTable(
    ['Rows into three panes', 'fps', 'frame p95', 'frame max', 'heap before → after', 'delivered', 'gaps', 'lost'],
    stream.map((run) => [
      `${thousands(run.appendedPerSecond)} rows/s for ${STREAM_SECONDS} s`,
      round(run.fps, 1),
      `${round(run.frameP95, 1)} ms`,
      `${round(run.frameMax, 1)} ms`,
      `${round(run.heapBefore)} → ${round(run.heapAfter)} MiB`,
      `${thousands(run.deliveredPerSecond)} rows/s`,
      String(run.gaps),
      String(run.lost),
    ]),
  ),
);

const framer = measureFramer();
tell(
  markdownTable(
    ['AT framer, one core', 'lines/s', 'MB/s'],
    framer.map((run) => [run.name, thousands(run.linesPerSecond), round(run.megabytesPerSecond, 1)]),
  ),
);

const engine = measureEngine();
tell(
  markdownTable(
    ['AT framer, transactions and dictionary, one core', 'lines/s', 'MB/s'],
    engine.map((run) => [run.name, thousands(run.linesPerSecond), round(run.megabytesPerSecond, 1)]),
  ),
);

const decoder = measureDecoder();
tell(
  markdownTable(
    ['MQTT packets, one core', 'packets/s', 'ratio'],
    decoder.map((run) => [run.name, thousands(run.packetsPerSecond), round(run.ratio, 2)]),
  ),
);

const append = measureAppend();
tell(
  markdownTable(
    [`Capture log of ${thousands(ROWS)} rows, one core`, 'rows/s'],
    append.map((run) => [run.name, thousands(run.rowsPerSecond)]),
  ),
);

const latency = await measureBridgeLatency();
tell(
  markdownTable(
    ['A command line over pseudo terminals', 'median', 'p99', 'max'],
    latency.map((run) => [
      run.name,
      `${round(run.median, 2)} ms`,
      `${round(run.p99, 2)} ms`,
      `${round(run.max, 2)} ms`,
    ]),
  ),
);

if (process.argv.includes('--write')) {
  const readme = resolve(root, 'README.md');
  writeFileSync(readme, replaceBetweenMarks(readFileSync(readme, 'utf8'), 'perf', parts.join('\n\n')));
  console.log('\nWritten to README.md.');
}
