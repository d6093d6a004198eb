import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

export interface PortHolder {
  readonly pid: number;
  /** The program's short name, as in /proc/PID/comm. */
  readonly name: string;
}

export interface PortHolders {
  readonly holders: readonly PortHolder[];
  /** Processes of other users hide their open files: ModemManager may be the holder although it is not in the list. */
  readonly modemManagerRuns: boolean;
}

const NOBODY: PortHolders = { holders: [], modemManagerRuns: false };

/**
 * Which processes have a device open (Linux). `procDir`: where procfs is mounted; `device`: the resolved path. Empty where
 * there is no procfs. Never throws.
 */
export async function findPortHolders(procDir: string, device: string): Promise<PortHolders> {
  const names = await readdir(procDir).catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name));
  const seen = await Promise.all(pids.map((pid) => lookAt(join(procDir, pid), device)));
  return seen.reduce<PortHolders>(
    (all, process, i) => ({
      holders: process.holds ? [...all.holders, { pid: Number(pids[i]), name: process.name }] : all.holders,
      modemManagerRuns: all.modemManagerRuns || process.name === MODEM_MANAGER,
    }),
    NOBODY,
  );
}

export const MODEM_MANAGER = 'ModemManager';

async function lookAt(dir: string, device: string): Promise<{ readonly holds: boolean; readonly name: string }> {
  const name = (await readFile(join(dir, 'comm'), 'utf8').catch(() => '')).trim();
  const files = await readdir(join(dir, 'fd')).catch(() => []);
  const targets = await Promise.all(files.map((file) => readlink(join(dir, 'fd', file)).catch(() => '')));
  return { holds: targets.includes(device), name };
}
