import type { AtlogRecord } from '../../model/atlog.ts';
import { createAtFramer } from './createAtFramer.ts';
import { createDictionary } from './dictionary/dictionary.ts';
import { createTransactionTracker } from './engine/createTransactionTracker.ts';
import type { TransactionEvent } from './engine/trackerTypes.ts';
import type { Transaction } from './engine/transaction.ts';
import type { FramedRow } from './framedRow.ts';
import { createSocketMqtt, type SocketMqttEvent } from './sockets/createSocketMqtt.ts';
import { createSocketReassembler } from './sockets/createSocketReassembler.ts';

/** What the engine has made of some bytes. */
export interface Made {
  readonly rows: readonly FramedRow[];
  readonly closed: readonly Transaction[];
  readonly mqtt: readonly SocketMqttEvent[];
}

/** The whole engine on one link: framer, transactions with a dictionary, and MQTT in the modem's sockets. */
export interface Engine {
  feed(record: AtlogRecord): Made;
  end(): Made;
  /** Bytes fed that are in no row yet. */
  readonly held: number;
  /** Transactions opened and not closed. */
  readonly open: number;
}

export function createEngine(): Engine {
  const framer = createAtFramer();
  const tracker = createTransactionTracker({ lookup: createDictionary('sim7600').command });
  const sockets = createSocketReassembler();
  const mqtt = createSocketMqtt();
  let seq = 0;
  let held = 0;
  let open = 0;

  const closedOf = (events: readonly TransactionEvent[]): readonly Transaction[] => {
    for (const { kind } of events) open += kind === 'opened' ? 1 : kind === 'closed' ? -1 : 0;
    return events.filter(({ kind }) => kind === 'closed').map(({ transaction }) => transaction);
  };
  const made = (rows: readonly FramedRow[]): Made => {
    const closed: Transaction[] = [];
    const packets: SocketMqttEvent[] = [];
    for (const framed of rows) {
      held -= framed.bytes.length;
      seq += 1;
      const row = { ...framed, seq, lane: 'serial' as const, link: 1, text: '' };
      closed.push(...closedOf(tracker.feed(row)));
      for (const event of sockets.feed(row)) packets.push(...mqtt.feed(event));
    }
    return { rows, closed, mqtt: packets };
  };

  return {
    feed({ dir, t, bytes }) {
      held += bytes.length;
      return made(framer.feed(dir, t, bytes));
    },
    end() {
      const last = made(framer.flush());
      return { ...last, closed: [...last.closed, ...closedOf(tracker.end())] };
    },
    get held() {
      return held;
    },
    get open() {
      return open;
    },
  };
}
