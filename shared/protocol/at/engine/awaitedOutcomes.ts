import type { TransactionDraft } from './transactionDraft.ts';

/** So many accepted commands may wait for their outcome. */
const MAX_AWAITED = 32;

/** Commands that were accepted and whose outcome is still due, oldest first. */
export interface AwaitedOutcomes {
  /** Adds one and returns the one that is forgotten for it. `until`: microseconds. */
  add(draft: TransactionDraft, until: number): TransactionDraft | undefined;
  find(test: (draft: TransactionDraft) => boolean): TransactionDraft | undefined;
  remove(draft: TransactionDraft): void;
  /** Takes out those whose time is up. */
  overdue(t: number): readonly TransactionDraft[];
  clear(): readonly TransactionDraft[];
}

export function createAwaitedOutcomes(): AwaitedOutcomes {
  let entries: readonly { readonly draft: TransactionDraft; readonly until: number }[] = [];
  return {
    add(draft, until) {
      entries = [...entries, { draft, until }];
      const oldest = entries.length > MAX_AWAITED ? entries[0] : undefined;
      if (oldest !== undefined) entries = entries.slice(1);
      return oldest?.draft;
    },
    find: (test) => entries.find(({ draft }) => test(draft))?.draft,
    remove(draft) {
      entries = entries.filter((entry) => entry.draft !== draft);
    },
    overdue(t) {
      const over = entries.filter(({ until }) => until < t);
      if (over.length > 0) entries = entries.filter(({ until }) => until >= t);
      return over.map(({ draft }) => draft);
    },
    clear() {
      const drafts = entries.map(({ draft }) => draft);
      entries = [];
      return drafts;
    },
  };
}
