import type { RowFilter } from '#shared/contract/log.ts';
import { NOTE_KINDS, SERIAL_KINDS, type SerialKind } from '#shared/model/row.ts';

/** Kinds as the filter menu offers them: what belongs together goes together. */
export const AT_KIND_GROUPS = [
  { id: 'command', label: 'Commands', kinds: ['command'] },
  { id: 'echo', label: 'Echo', kinds: ['echo'] },
  { id: 'info', label: 'Answers', kinds: ['info'] },
  { id: 'final', label: 'Final results', kinds: ['final', 'late'] },
  { id: 'urc', label: 'Unsolicited (URC)', kinds: ['urc'] },
  { id: 'data', label: 'Prompts and data', kinds: ['prompt', 'payload', 'mqtt'] },
  { id: 'text', label: 'Log text', kinds: ['text'] },
  { id: 'raw', label: 'Raw bytes', kinds: ['garbage', 'ppp', 'cmux'] },
] as const satisfies readonly { id: string; label: string; kinds: readonly SerialKind[] }[];
export type AtKindGroup = (typeof AT_KIND_GROUPS)[number]['id'];

/** What the user chose to see in the AT pane. */
export interface AtFilter {
  readonly text: string;
  /** null: both. */
  readonly dir: 'tx' | 'rx' | null;
  readonly hidden: readonly AtKindGroup[];
  /** null: all ports. */
  readonly link: number | null;
  readonly notes: boolean;
}

export const NO_AT_FILTER: AtFilter = { text: '', dir: null, hidden: [], link: null, notes: true };

/** The filter as the bench understands it. A part that hides nothing is left out, which is cheaper to match. */
export function atRowFilter(filter: AtFilter): RowFilter {
  const text = filter.text.trim();
  const shown = AT_KIND_GROUPS.filter((group) => !filter.hidden.includes(group.id)).flatMap((group) => group.kinds);
  return {
    lanes: ['serial'],
    notes: filter.notes,
    ...(filter.link === null ? {} : { links: [filter.link] }),
    ...(filter.dir === null ? {} : { dirs: [filter.dir] }),
    ...(shown.length === SERIAL_KINDS.length ? {} : { kinds: [...shown, ...NOTE_KINDS] }),
    ...(text === '' ? {} : { text }),
  };
}

/** How many parts of the filter hide something, the search text aside. */
export const atFilterCount = (filter: AtFilter): number =>
  Number(filter.dir !== null) + Number(filter.hidden.length > 0) + Number(filter.link !== null) + Number(!filter.notes);
