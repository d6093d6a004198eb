import type { CommandLookup } from './commandParts.ts';
import { createLinkTracker, type LinkTracker } from './linkTracker.ts';
import type { TransactionEvent, TransactionTracker } from './trackerTypes.ts';

export interface TrackerOptions {
  /** The dictionary of the link's modem family; without it the framer's tables say which outcomes come late. */
  readonly lookup?: CommandLookup;
  /** `closed`: nothing is told of transactions that go on, which costs less. Default `all`. */
  readonly events?: 'all' | 'closed';
}

/** A tracker for the rows of one log. What one link says never touches another's transactions. */
export function createTransactionTracker({
  lookup = () => undefined,
  events: wanted = 'all',
}: TrackerOptions = {}): TransactionTracker {
  const links = new Map<number, LinkTracker>();
  let events: TransactionEvent[] = [];
  const emit = (event: TransactionEvent): void => {
    events.push(event);
  };
  const taken = (): readonly TransactionEvent[] => {
    if (events.length === 0) return NONE;
    const result = events;
    events = [];
    return result;
  };

  return {
    feed(row) {
      let tracker = links.get(row.link);
      if (tracker === undefined) {
        tracker = createLinkTracker(row.link, lookup, wanted === 'all', emit);
        links.set(row.link, tracker);
      }
      tracker.feed(row);
      return taken();
    },
    tick(t) {
      for (const tracker of links.values()) tracker.tick(t);
      return taken();
    },
    end() {
      for (const tracker of links.values()) tracker.end();
      links.clear();
      return taken();
    },
  };
}

const NONE: readonly TransactionEvent[] = [];
