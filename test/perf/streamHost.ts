import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createBench } from '#bench/createBench.ts';
import { programPaths } from '#bench/host/programPaths.ts';
import { createNodeDeps } from '#bench/nodeDeps.ts';
import { startBrowserHost } from '#bench/server/browserHost.ts';
import { createWebSocketServerWire } from '#bench/server/webSocketServerWire.ts';
import type { StreamHandlers } from '#shared/contract/contract.ts';
import { serveWire } from '#shared/rpc/serveWire.ts';
import { type RowSource, startRowSource } from './rowSource.ts';

// A bench in a process of its own that serves the built window and appends rows at the rate it is told on standard input:
// `rate N`, `report`, `stop`. Prints one JSON line when ready and one for each report.

const dataDir = mkdtempSync(join(tmpdir(), 'modemscope-perf-'));
const paths = programPaths(resolve('.'));
const deps = createNodeDeps({ host: 'test', dataDir, paths });
const bench = await createBench(deps);
const counts = { batches: 0, rows: 0, skips: 0, skipped: 0, lost: 0 };

const rowStream = bench.streams['log.rows'];
const streams: StreamHandlers = {
  ...bench.streams,
  'log.rows': (input, sink) =>
    rowStream(input, {
      get credits() {
        return sink.credits;
      },
      push(item, body) {
        if (item.type === 'batch') {
          counts.batches += 1;
          counts.rows += item.count;
        } else {
          counts.skips += 1;
          counts.skipped += item.before - item.after - 1;
          if (item.lost) counts.lost += 1;
        }
        sink.push(item, body);
      },
      onCredit: (listener) => sink.onCredit(listener),
      end: () => sink.end(),
    }),
};

const report = (error: unknown): void => console.error(error);
const started = await startBrowserHost({
  listen: { host: '127.0.0.1', port: 0 },
  rendererDir: paths.rendererDir,
  onView: (socket) => {
    serveWire({
      wire: createWebSocketServerWire(socket),
      commands: bench.commands,
      streams,
      onEvent: bench.onEvent,
      report,
    });
  },
});
if (!started.ok) throw new Error(started.error.message);
const host = started.value;

let source: RowSource | undefined;
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
createInterface({ input: process.stdin }).on('line', async (line) => {
  const [word, value] = line.split(' ');
  if (word === 'rate') {
    source?.stop();
    source = startRowSource(bench.log, deps.clock, Number(value));
  } else if (word === 'report') {
    say({ ...counts, appended: source?.appended ?? 0, memory: process.memoryUsage().rss });
  } else if (word === 'stop') {
    source?.stop();
    await Promise.all([host.close(), bench.close()]);
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  }
});
say({ url: host.url });
