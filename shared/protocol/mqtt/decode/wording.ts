import { payloadPreview } from '../payloadPreview.ts';

/** Characters of a value shown in a field. */
const MAX_VALUE = 200;

export const countBytes = (count: number): string => `${count} ${count === 1 ? 'byte' : 'bytes'}`;

export const describeBytes = (data: Uint8Array): string =>
  data.length === 0 ? 'empty' : `${countBytes(data.length)}: ${payloadPreview(data, MAX_VALUE)}`;

/** For passwords and authentication data: how long, never what. */
export const describeSecret = (data: Uint8Array): string => `${countBytes(data.length)}, not shown`;
