import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPortHolders, type PortHolder } from '#bench/serial/portHolders.ts';

/** Finds the process that listens on a TCP port; null when it cannot be told. Never throws. */
export type FindHolder = (port: number) => Promise<PortHolder | null>;

const LISTEN = '0A';

/**
 * Inodes of the sockets that listen on `port`, from the text of /proc/net/tcp or tcp6: columns sl, local address, remote
 * address, state, …, inode (tenth). Addresses are hex, `0100007F:075B`.
 */
export function listeningInodes(table: string, port: number): readonly string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(suffix) === true && columns[3] === LISTEN)
    .flatMap((columns) => columns[9] ?? []);
}

/** Linux: looks into procfs. Finds processes of the same user, or of all when the bench may look. */
export function createProcHolderLookup(procDir = '/proc'): FindHolder {
  return async (port) => {
    const tables = await Promise.all(
      ['tcp', 'tcp6'].map((name) => readFile(join(procDir, 'net', name), 'utf8').catch(() => '')),
    );
    for (const inode of tables.flatMap((table) => listeningInodes(table, port))) {
      const [holder] = (await findPortHolders(procDir, `socket:[${inode}]`)).holders;
      if (holder !== undefined) return holder;
    }
    return null;
  };
}
