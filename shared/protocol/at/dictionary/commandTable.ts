import type { CommandEntry } from './entryTypes.ts';

/** Every command of every family. One array per group; the order is that of the completion list. */
export const COMMAND_TABLE: readonly CommandEntry[] = [];
