import type { UrcEntry } from './entryTypes.ts';

/** Every unsolicited result code of every family. */
export const URC_TABLE: readonly UrcEntry[] = [];
