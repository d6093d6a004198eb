import type { CaptureLog } from '#bench/capture/captureLog.ts';
import { createScanSlice, scanForward } from '#bench/capture/scanRows.ts';
import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import type { MqttRow } from '#shared/model/row.ts';
import { laneCode, rowAt } from '#shared/model/rowChunk.ts';
import { type ConversationState, createConversation } from '#shared/protocol/mqtt/conversation/createConversation.ts';

/** Connections whose state is kept for the next question; the one asked for longest ago goes first. */
const MAX_KEPT = 16;
/** Rows before and after a packet in which its partners are looked for when the kept state has forgotten them. */
const SEARCH_ROWS = 200_000;

interface Kept {
  readonly state: ConversationState;
  scanned: number;
  /** Scans of one connection follow each other: each row is fed once. */
  busy: Promise<void>;
}

interface ConversationDeps {
  readonly log: CaptureLog;
  readonly clock: Clock;
  /** Runs a callback after the current turn of the event loop. */
  readonly defer?: (callback: () => void) => void;
}

/**
 * Tells of MQTT connections when asked. The rows are read from the log then, in slices, so that ports and clients are served
 * between; later questions about the same connection read on from there.
 */
export function createConversationService({ log, clock, defer = setImmediate }: ConversationDeps): {
  readonly handlers: Pick<CommandHandlers, 'mqtt.conversation'>;
} {
  const kept = new Map<number, Kept>();
  const mqtt = laneCode('mqtt');

  /** Feeds the rows of a link after < seq ≤ last. */
  const scan = async (state: ConversationState, link: number, after: number, last: number): Promise<void> => {
    let scanned = after;
    for (;;) {
      // Rows that the log dropped are passed over.
      scanned = Math.max(scanned, log.firstSeq - 1);
      if (scanned >= last) return;
      scanned = scanForward(log, scanned, last, createScanSlice(clock), (chunk, i) => {
        if (chunk.link[i] === link && chunk.lane[i] === mqtt) {
          const row = rowAt(chunk, i);
          if (row.lane === 'mqtt') state.feed(row);
        }
        return true;
      });
      if (scanned < last) await new Promise<void>((next) => defer(next));
    }
  };
  const upToDate = async (link: number): Promise<ConversationState> => {
    const entry = kept.get(link) ?? { state: createConversation(), scanned: 0, busy: Promise.resolve() };
    kept.delete(link);
    kept.set(link, entry);
    for (const oldest of kept.keys()) if (kept.size > MAX_KEPT) kept.delete(oldest);
    entry.busy = entry.busy.then(async () => {
      const last = log.lastSeq;
      await scan(entry.state, link, entry.scanned, last);
      entry.scanned = last;
    });
    await entry.busy;
    return entry.state;
  };
  const rowOf = (link: number, seq: number): MqttRow | null => {
    const place = log.find(seq);
    if (place === undefined) return null;
    const row = rowAt(place.chunk, place.index);
    // Its bytes are looked at in later turns, too.
    return row.lane === 'mqtt' && row.link === link ? { ...row, bytes: row.bytes.slice() } : null;
  };
  /** The exchange of a packet so old that the kept state has forgotten it. */
  const searchedFor = async (link: number, seq: number): Promise<ConversationState> => {
    const state = createConversation({ watch: seq });
    await scan(state, link, Math.max(0, seq - SEARCH_ROWS), Math.min(log.lastSeq, seq + SEARCH_ROWS));
    return state;
  };

  return {
    handlers: {
      async 'mqtt.conversation'({ link, seq }) {
        if (log.link(link)?.lane !== 'mqtt') return err('not-found', 'This connection is no longer in the log.');
        const state = await upToDate(link);
        const row = seq === undefined ? null : rowOf(link, seq);
        let exchange = row === null ? null : state.exchangeOf(row.seq);
        if (exchange === null && row !== null && state.forgetful) {
          exchange = (await searchedFor(link, row.seq)).exchangeOf(row.seq);
        }
        return ok({
          conversation: state.view(link, log.links()),
          exchange,
          aliasTopic: row === null ? null : state.aliasTopic(row),
          now: clock.now(),
        });
      },
    },
  };
}
