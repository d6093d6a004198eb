import { assertNever } from '#shared/base/assertNever.ts';
import type { RepeatState } from '#shared/contract/consoleRepeat.ts';

/** `1.5 s`, `250 ms`. */
const every = (ms: number): string => (ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`);

/** How a repeated message stands, in a few words. */
export function repeatWords({ state, sent, count, skipped, intervalMs, trouble }: RepeatState): string {
  const left = skipped === 0 ? '' : `, ${skipped} left out`;
  const sentWords = `${sent}${count === null ? '' : ` of ${count}`} sent${left}`;
  switch (state) {
    case 'running':
      return `${sentWords}, every ${every(intervalMs)}`;
    case 'done':
      return `done, ${sentWords}`;
    case 'stopped':
      return `stopped, ${sentWords}`;
    case 'failed':
      return `${sentWords}. ${trouble}`;
    default:
      return assertNever(state, 'state of a repeated message');
  }
}
