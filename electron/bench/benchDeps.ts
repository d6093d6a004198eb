import type { Clock } from '#shared/base/clock.ts';
import type { BenchInfo } from '#shared/contract/bench.ts';
import type { ModemNetwork } from '#shared/modem/modemNetwork.ts';
import type { SerialBackend } from './serial/serialBackend.ts';

/** Small text files by absolute path; the fake keeps them in a map. */
export interface BenchFiles {
  /** The content, or null when there is no such file. Throws on any other trouble. */
  readText(path: string): Promise<string | null>;
  /** Replaces the file in one step (a crash leaves the old or the new one), for its owner only. */
  writeText(path: string, text: string): Promise<void>;
}

export interface BenchLimits {
  /** Memory the log's tail may use, in bytes. */
  readonly tailBytes: number;
}

/** Everything of the outside world a bench needs. Hosts and tests hand it in; the bench holds no singletons. */
export interface BenchDeps {
  readonly clock: Clock;
  readonly serial: SerialBackend;
  /** What simulated modems reach. */
  readonly network: ModemNetwork;
  readonly files: BenchFiles;
  /** Folder for settings and sessions. */
  readonly dataDir: string;
  /** Captures offered as player ports, absolute paths. */
  readonly sampleCaptures: readonly string[];
  readonly limits: BenchLimits;
  readonly info: Pick<BenchInfo, 'version' | 'host' | 'platform'>;
}
