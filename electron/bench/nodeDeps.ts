import type { BenchInfo } from '#shared/contract/bench.ts';
import type { BenchDeps } from './benchDeps.ts';
import { type ProgramPaths, sampleCaptures } from './host/programPaths.ts';
import { createNodeModemNetwork } from './modem/nodeModemNetwork.ts';
import { createNodeSerialBackend } from './serial/nodeSerialBackend.ts';
import { createNodeFiles } from './settings/nodeFiles.ts';
import { createSystemClock } from './systemClock.ts';

/** What the newest rows may use of the memory; the oldest go first and are counted. */
const TAIL_BYTES = 128 * 1_048_576;

export interface NodeDepsOptions {
  readonly host: BenchInfo['host'];
  /** Absolute path. */
  readonly dataDir: string;
  readonly paths: ProgramPaths;
}

/** The real world for a bench: this machine's ports, files and clock. Every host uses it; tests hand in fakes instead. */
export function createNodeDeps({ host, dataDir, paths }: NodeDepsOptions): BenchDeps {
  const clock = createSystemClock();
  const files = createNodeFiles();
  return {
    clock,
    serial: createNodeSerialBackend({ clock, files, platform: process.platform }),
    network: createNodeModemNetwork({ clock }),
    files,
    dataDir,
    sampleCaptures: sampleCaptures(paths.resourcesDir),
    limits: { tailBytes: TAIL_BYTES },
    info: { version: paths.version, host, platform: process.platform },
  };
}
