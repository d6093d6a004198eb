import { err, ok, type Result } from '#shared/base/result.ts';
import type { ConsoleState, Subscription } from '#shared/contract/console.ts';
import type { Grant } from './brokerAnswers.ts';

/** As many as the settings remember. */
export const MAX_SUBSCRIPTIONS = 64;
/** Of all filters together, as they are part of every snapshot of the bench's state. */
const MAX_FILTER_CHARS = 131_072;

type Listed = ConsoleState['subscriptions'][number];

/** What the console subscribes to, over all reconnects, and what the broker granted last. */
export interface SubscriptionList {
  /** Adds or, for a filter that is there, changes. The answer takes that back. */
  put(subscriptions: readonly Subscription[]): Result<() => void, 'failed'>;
  remove(filters: readonly string[]): void;
  /** Null: asked for, no SUBACK yet. */
  setGranted(filters: readonly string[], grants: readonly Grant[]): void;
  all(): readonly Listed[];
}

export function createSubscriptionList(): SubscriptionList {
  let listed: ReadonlyMap<string, Listed> = new Map();
  return {
    put(subscriptions) {
      const before = listed;
      const next = new Map(listed);
      for (const entry of subscriptions) next.set(entry.filter, { ...asAsked(entry), granted: null });
      if (next.size > MAX_SUBSCRIPTIONS) {
        return err('failed', `The console keeps ${MAX_SUBSCRIPTIONS} subscriptions: remove some, or use wildcards.`);
      }
      if ([...next.keys()].join('').length > MAX_FILTER_CHARS) {
        return err('failed', 'The topic filters are too long together: remove some, or use wildcards.');
      }
      listed = next;
      return ok(() => {
        const restored = new Map(listed);
        for (const { filter } of subscriptions) {
          const previous = before.get(filter);
          if (previous === undefined) restored.delete(filter);
          else restored.set(filter, previous);
        }
        listed = restored;
      });
    },
    remove(filters) {
      listed = new Map([...listed].filter(([filter]) => !filters.includes(filter)));
    },
    setGranted(filters, grants) {
      const next = new Map(listed);
      for (const [index, filter] of filters.entries()) {
        const entry = next.get(filter);
        if (entry === undefined) continue;
        const { code = null, reason = '' } = grants[index] ?? {};
        next.set(filter, { ...asAsked(entry), granted: code, ...(reason !== '' && { reason }) });
      }
      listed = next;
    },
    all: () => [...listed.values()],
  };
}

/** What was asked for, without what the broker said. */
export function asAsked(entry: Subscription | Listed): Subscription {
  const { granted: _granted, reason: _reason, ...asked } = { granted: null, reason: '', ...entry };
  return asked;
}
