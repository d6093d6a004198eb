import type { ModemState, SignalSample } from '../../../contract/modem.ts';
import type { SerialRow } from '../../../model/row.ts';
import type { AtFamily } from '../dictionary/entryTypes.ts';
import { modemLine, rowText } from '../engine/rowLine.ts';
import { readModemLine } from './readModemLine.ts';

/** Links whose modem is kept; the one longest silent goes first. */
const MAX_MODEMS = 16;

export interface ModemTracker {
  /** Takes in a row; answers a sample of the signal when the row tells one. */
  feed(row: SerialRow, family: AtFamily): SignalSample | null;
  /** What is known, one entry a link; the same object until something changed. */
  readonly modems: readonly ModemState[];
}

const nothingKnown = (link: number, family: AtFamily): ModemState => ({
  link,
  family,
  manufacturer: '',
  model: '',
  revision: '',
  sim: 'unknown',
  operator: '',
  rat: '',
  band: '',
  registration: 'unknown',
  rssi: null,
  rsrp: null,
  rsrq: null,
  sinr: null,
  ip: '',
  supply: null,
  updatedAt: 0,
});

/** Keeps what passive traffic tells of each link's modem. */
export function createModemTracker(): ModemTracker {
  let modems: readonly ModemState[] = [];
  return {
    get modems() {
      return modems;
    },
    feed(row, family) {
      if (
        row.dir !== 'rx' ||
        (row.kind !== 'info' && row.kind !== 'urc' && row.kind !== 'late' && row.kind !== 'final')
      ) {
        return null;
      }
      const line = modemLine(rowText(row.bytes));
      const change = readModemLine(line, family);
      if (Object.keys(change).length === 0) return null;
      const old = modems.find(({ link }) => link === row.link) ?? nothingKnown(row.link, family);
      const next: ModemState = { ...old, ...change, family, updatedAt: row.t };
      modems = [...modems.filter(({ link }) => link !== row.link), next].slice(-MAX_MODEMS);
      if (change.rssi === undefined && change.rsrp === undefined) return null;
      return { link: row.link, t: row.t, rssi: change.rssi ?? null, rsrp: change.rsrp ?? null };
    },
  };
}
