import {
  MAX_PUBLISHED,
  MAX_PUBLISHED_CHARS,
  MAX_PUBLISHED_PAYLOAD,
  type PublishInput,
} from '#shared/contract/publish.ts';

/** Where the user stands between the published messages (newest first) and the one not sent yet. */
export interface PublishCursor {
  /** null: at the message being written. */
  readonly at: number | null;
  /** What was being written when the walk began. */
  readonly draft: PublishInput | null;
}

export const AT_DRAFT: PublishCursor = { at: null, draft: null };

export interface PublishStep {
  readonly cursor: PublishCursor;
  readonly message: PublishInput;
}

/** One step back in time. Null at the oldest. */
export function olderMessage(
  entries: readonly PublishInput[],
  { at, draft }: PublishCursor,
  current: PublishInput,
): PublishStep | null {
  const next = at === null ? 0 : at + 1;
  const message = entries[next];
  return message === undefined ? null : { cursor: { at: next, draft: at === null ? current : draft }, message };
}

/** One step forward, at last to what was being written. Null when there already. */
export function newerMessage(entries: readonly PublishInput[], { at, draft }: PublishCursor): PublishStep | null {
  if (at === null) return null;
  const message = at === 0 ? undefined : entries[at - 1];
  if (message !== undefined) return { cursor: { at: at - 1, draft }, message };
  return draft === null ? null : { cursor: AT_DRAFT, message: draft };
}

/** The history with `message` as its newest entry; one that is the same moves to the front. Long ones are not kept. */
export function rememberMessage(entries: readonly PublishInput[], message: PublishInput): PublishInput[] {
  if (message.topic === '' || message.payload.length > MAX_PUBLISHED_PAYLOAD) return [...entries];
  const same = JSON.stringify(message);
  const all = [message, ...entries.filter((entry) => JSON.stringify(entry) !== same)].slice(0, MAX_PUBLISHED);
  let chars = 0;
  return all.filter((entry) => {
    chars += JSON.stringify(entry).length;
    return chars <= MAX_PUBLISHED_CHARS;
  });
}
