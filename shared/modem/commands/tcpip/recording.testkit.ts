import { latin1Bytes, latin1Text } from '../../../base/latin1.ts';
import type { AtlogRecord } from '../../../model/atlog.ts';
import { recordsToRows } from '../../../protocol/at/recordsToRows.ts';
import type { ModemUnderTest } from '../../modem.testkit.ts';

/** A dialogue with the simulated modem, recorded. */
export interface Recording {
  readonly records: AtlogRecord[];
  tx(data: string | Uint8Array, ms?: number): string;
  wait(ms: number): string;
}

export function record({ modem, clock, heard }: Pick<ModemUnderTest, 'modem' | 'clock' | 'heard'>): Recording {
  const records: AtlogRecord[] = [];
  const wait = (ms: number): string => {
    let all = '';
    for (let left = ms; left > 0; left -= 5) {
      const text = heard(5);
      if (text !== '') records.push({ t: clock.now(), dir: 'rx', bytes: latin1Bytes(text) });
      all += text;
    }
    return all;
  };
  return {
    records,
    wait,
    tx(data, ms = 500) {
      const bytes = typeof data === 'string' ? latin1Bytes(data) : data;
      records.push({ t: clock.now(), dir: 'tx', bytes });
      modem.receive(bytes);
      return wait(ms);
    },
  };
}

/** What the framer made of it: kinds it never should. */
export const unread = (records: readonly AtlogRecord[]): readonly string[] =>
  recordsToRows(records)
    .filter(({ kind }) => kind === 'garbage' || kind === 'text')
    .map(({ bytes }) => latin1Text(bytes));
