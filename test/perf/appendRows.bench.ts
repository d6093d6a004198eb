import type { CaptureLog } from '#bench/capture/captureLog.ts';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import { createScanSlice, scanForward } from '#bench/capture/scanRows.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { RowFilter } from '#shared/contract/log.ts';
import type { NewRow } from '#shared/model/row.ts';
import { compileRowFilter } from '#shared/model/rowFilter.ts';

export interface RowRate {
  readonly name: string;
  readonly rowsPerSecond: number;
}

/** More than the tail holds, so that dropping the oldest is part of the cost. */
export const ROWS = 2_000_000;
const TAIL_BYTES = 134_217_728;

const FILTERS: readonly (readonly [string, RowFilter])[] = [
  ['all', { lanes: ['serial', 'mqtt'], notes: true }],
  ['one lane', { lanes: ['serial'], notes: true }],
  ['a word that is nowhere', { lanes: ['serial', 'mqtt'], notes: true, text: 'zebra' }],
  ['a topic that is nowhere', { lanes: ['mqtt'], notes: false, topic: 'plant/+/zebra' }],
];

/** How fast one core appends rows of about 65 bytes, and looks through them with a filter. */
export function measureAppend(): readonly RowRate[] {
  const clock = createSystemClock();
  const log = createCaptureLog({ clock, limits: { tailBytes: TAIL_BYTES } });
  return [
    { name: 'append', rowsPerSecond: append(log, clock) },
    ...FILTERS.map(([name, filter]) => ({ name: `filter: ${name}`, rowsPerSecond: scan(log, clock, filter) })),
  ];
}

function append(log: CaptureLog, clock: Clock): number {
  const serial = log.openLink({ lane: 'serial', role: 'modem', address: '/dev/ttyUSB2' });
  const device = log.openLink({ lane: 'mqtt', role: 'device', address: '127.0.0.1:40001' });
  const encoder = new TextEncoder();
  const line = encoder.encode('\r\n+CMQTTRXPAYLOAD: 0,32,{"temperature":21.5,"humidity":40}\r\n');
  const publish = Uint8Array.from([0x30, 63, 0, 12, ...encoder.encode(`plant/7/temp${'x'.repeat(49)}`)]);
  const begin = performance.now();
  for (let i = 0; i < ROWS; i += 1) {
    const t = clock.now();
    const row: NewRow =
      i % 2 === 0
        ? { lane: 'serial', dir: 'rx', kind: 'urc', link: serial, t, tLast: t, text: '', bytes: line, partial: false }
        : { lane: 'mqtt', dir: 'rx', kind: 'packet', link: device, t, tLast: t, text: '', bytes: publish, level: 4 };
    log.append(row);
  }
  return perSecond(ROWS, begin);
}

function scan(log: CaptureLog, clock: Clock, filter: RowFilter): number {
  const matches = compileRowFilter(filter, log.link);
  const begin = performance.now();
  let position = log.firstSeq - 1;
  let found = 0;
  while (position < log.lastSeq) {
    position = scanForward(log, position, log.lastSeq, createScanSlice(clock), (chunk, i) => {
      if (matches(chunk, i)) found += 1;
      return true;
    });
  }
  if (found > position) throw new Error('More rows found than there are');
  return perSecond(log.lastSeq - log.firstSeq + 1, begin);
}

const perSecond = (rows: number, begin: number): number => rows / ((performance.now() - begin) / 1000);
