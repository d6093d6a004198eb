import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { NewRow } from '#shared/model/row.ts';
import type { BenchLimits } from '../benchDeps.ts';
import type { CaptureLog } from './captureLog.ts';
import { createLinkTable } from './linkTable.ts';
import { createRowTail } from './rowTail.ts';

/** A port scanner or a client in a connect loop leaves many links; rows of forgotten ones show their number only. */
const MAX_CLOSED_LINKS = 20_000;

const NO_BYTES = new Uint8Array(0);

interface CaptureLogDeps {
  readonly clock: Clock;
  readonly limits: Pick<BenchLimits, 'tailBytes'>;
  /** Runs a callback after the current turn of the event loop. */
  readonly defer?: (callback: () => void) => void;
  readonly maxClosedLinks?: number;
}

/** The capture log with its tail in memory. */
export function createCaptureLog({
  clock,
  limits,
  defer = setImmediate,
  maxClosedLinks = MAX_CLOSED_LINKS,
}: CaptureLogDeps): CaptureLog {
  const tail = createRowTail(limits.tailBytes);
  const links = createLinkTable(clock, maxClosedLinks);
  const appended = createEmitter<void>();
  const rows = { serial: 0, mqtt: 0, note: 0 };
  const bytes = { serial: 0, mqtt: 0, note: 0 };
  let announced = false;

  const announce = (): void => {
    announced = false;
    tail.release();
    appended.emit();
  };
  const append = (row: NewRow): number => {
    const seq = tail.append(row);
    rows[row.lane] += 1;
    bytes[row.lane] += row.bytes.length;
    if (!announced) {
      announced = true;
      defer(announce);
    }
    return seq;
  };

  return {
    append,
    note(kind, text, link = 0) {
      const t = clock.now();
      return append({ lane: 'note', dir: 'none', kind, t, tLast: t, link, text, bytes: NO_BYTES });
    },
    openLink: links.open,
    updateLink: links.update,
    closeLink: links.close,
    link: links.get,
    links: links.all,
    onLink: links.onLink,
    get firstSeq() {
      return tail.firstSeq;
    },
    get lastSeq() {
      return tail.lastSeq;
    },
    find: tail.find,
    onAppend: appended.on,
    stats: () => ({
      lastSeq: tail.lastSeq,
      firstSeq: tail.firstSeq,
      rows: { ...rows },
      bytes: { serial: bytes.serial, mqtt: bytes.mqtt },
      tailBytes: tail.memory,
      tailLimit: limits.tailBytes,
      dropped: tail.firstSeq - 1,
    }),
  };
}
