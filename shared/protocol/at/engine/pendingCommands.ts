import { withinEdits } from '../editDistance.ts';
import type { ModemLine } from './rowLine.ts';
import type { TransactionDraft } from './transactionDraft.ts';

/** So many command lines may wait for their final result code. */
const MAX_PENDING = 16;
/** A command sent so long after an unanswered one shows that the host has given that one up (microseconds). */
const GIVEN_UP_MICROS = 1_000_000;

/** Command lines of a link without a final result code, oldest first. */
export interface PendingCommands {
  /** Adds one and returns the one that is too many. */
  add(draft: TransactionDraft): TransactionDraft | undefined;
  /** The one a final result code or a line without a name belongs to. */
  readonly current: TransactionDraft | undefined;
  /** The one that a named line answers. */
  owner(line: ModemLine): TransactionDraft | undefined;
  /** The one this is the echo of. */
  echoed(text: string): TransactionDraft | undefined;
  /** The one that waits for a prompt; without such a one, the current. */
  readonly prompting: TransactionDraft | undefined;
  /** Those sent before this one. */
  before(draft: TransactionDraft): readonly TransactionDraft[];
  remove(draft: TransactionDraft): void;
  readonly all: readonly TransactionDraft[];
}

export function createPendingCommands(): PendingCommands {
  let drafts: readonly TransactionDraft[] = [];

  const current = (): TransactionDraft | undefined => {
    const able = drafts.filter(({ mute }) => !mute);
    return able.find(({ answering }) => answering) ?? able.find(({ givenUp }) => !givenUp) ?? able[0];
  };

  return {
    add(draft) {
      const { t, command } = draft.origin;
      if (!draft.mute) {
        for (const before of drafts) {
          before.nextAt ??= t;
          // A host that repeats `AT` until somebody answers waits for one answer.
          const repeated = before.origin.command === command && !before.evidenced;
          if (repeated || before.crossedRestart || t - before.origin.sentAt >= GIVEN_UP_MICROS) before.givenUp = true;
          // Lines of an answer follow each other: what had begun and then stopped has lost its result.
          if (before.givenUp && !before.hasData && before.newestLineAt <= t - GIVEN_UP_MICROS) before.lostResult();
        }
      }
      drafts = [...drafts, draft];
      return drafts.length > MAX_PENDING ? drafts[0] : undefined;
    },
    get current() {
      return current();
    },
    owner(line) {
      const owners = drafts.filter((draft) => draft.owns(line));
      return owners.find(({ givenUp }) => !givenUp) ?? owners[0];
    },
    echoed(text) {
      const waiting = drafts.filter(({ echoSeq }) => echoSeq === null);
      const same = waiting.filter(({ origin }) => origin.command === text);
      if (same.length > 0) return same.at(-1);
      for (const edits of [1, 2, 4, 8]) {
        const near = waiting.find(({ origin }) => withinEdits(text, origin.command, edits));
        if (near !== undefined) return near;
      }
      return undefined;
    },
    get prompting() {
      return drafts.find(({ terms, givenUp, hasData }) => terms !== null && !givenUp && !hasData) ?? current();
    },
    before: (draft) => drafts.slice(0, Math.max(0, drafts.indexOf(draft))),
    remove(draft) {
      drafts = drafts.filter((other) => other !== draft);
    },
    get all() {
      return drafts;
    },
  };
}
