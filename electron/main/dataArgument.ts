import { resolve } from 'node:path';

/** The folder of `--data DIR` or `--data=DIR`, absolute. Other arguments are Chromium's affair. */
export function dataArgument(argv: readonly string[]): string | undefined {
  for (const [i, argument] of argv.entries()) {
    const value = argument === '--data' ? argv[i + 1] : /^--data=(.*)$/s.exec(argument)?.[1];
    if (value) return resolve(value);
  }
  return undefined;
}
