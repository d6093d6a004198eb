import type { RowFilter } from '#shared/contract/log.ts';

/** What the user chose to see among the messages. */
export interface ConsoleFilter {
  readonly text: string;
  /** An MQTT topic filter; '' = any. */
  readonly topic: string;
}

export const NO_CONSOLE_FILTER: ConsoleFilter = { text: '', topic: '' };

const PUBLISH = 3;

/** PUBLISH packets from a broker to the console's client: the messages it received. */
export function consoleRowFilter({ text, topic }: ConsoleFilter): RowFilter {
  return {
    lanes: ['mqtt'],
    notes: false,
    roles: ['console'],
    dirs: ['tx'],
    packetTypes: [PUBLISH],
    ...(topic.trim() === '' ? {} : { topic: topic.trim() }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
}
