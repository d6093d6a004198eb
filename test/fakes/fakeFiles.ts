import type { BenchFiles } from '#bench/benchDeps.ts';

/** Files in a map, with the troubles a disk can have. */
export interface FakeFiles extends BenchFiles {
  readonly contents: Map<string, string>;
  /** Paths in the order they were written. */
  readonly writes: readonly string[];
  /** While set, every read fails with it. */
  readTrouble: Error | undefined;
  /** While set, every write fails with it and changes nothing. */
  writeTrouble: Error | undefined;
  /** Holds writes back until the answer is called. */
  hold(): () => void;
}

export function createFakeFiles(initial: Readonly<Record<string, string>> = {}): FakeFiles {
  const contents = new Map(Object.entries(initial));
  const writes: string[] = [];
  let gate: Promise<void> = Promise.resolve();

  const files: FakeFiles = {
    contents,
    writes,
    readTrouble: undefined,
    writeTrouble: undefined,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    async readText(path) {
      if (files.readTrouble !== undefined) throw files.readTrouble;
      return contents.get(path) ?? null;
    },
    async writeText(path, text) {
      await gate;
      if (files.writeTrouble !== undefined) throw files.writeTrouble;
      writes.push(path);
      contents.set(path, text);
    },
  };
  return files;
}
