import type { FieldNode } from '#shared/protocol/mqtt/tree/fieldNode.ts';

/** A line of the field tree: a node, or one flag of a byte. */
export interface TreeItem {
  /** Its place: `1.0.2`, `0.0.b3` for a flag. */
  readonly id: string;
  /** Id of the line it stands under; '' at the top. */
  readonly parent: string;
  /** From 1. */
  readonly level: number;
  readonly name: string;
  readonly value: string;
  /** Bytes of the packet, end exclusive; a flag has those of its byte. */
  readonly start: number;
  readonly end: number;
  readonly children: number;
  /** The worst of the notes on this node itself; null: none. */
  readonly severity: 'error' | 'warning' | 'info' | null;
}

/** Bits of a mask as a reader of the specification writes them: `bit 3`, `bits 2–1`. */
function bitsOf(mask: number): string {
  const high = 31 - Math.clz32(mask);
  const low = 31 - Math.clz32(mask & -mask);
  return high === low ? `bit ${high}` : `bits ${high}–${low}`;
}

/** Every line of the tree in reading order, open or not. */
export function treeItems(nodes: readonly FieldNode[], parent = '', level = 1): readonly TreeItem[] {
  return nodes.flatMap((node, i): readonly TreeItem[] => {
    const id = parent === '' ? `${i}` : `${parent}.${i}`;
    const { name, start, end } = node;
    const flags = node.bits.map(
      (bit, k): TreeItem => ({
        ...{ id: `${id}.b${k}`, parent: id, level: level + 1, start, end, children: 0, severity: null },
        name: `${bit.name} (${bitsOf(bit.mask)})`,
        value: bit.meaning === '' ? String(bit.value) : `${bit.value} ${bit.meaning}`,
      }),
    );
    const severity = (['error', 'warning', 'info'] as const).find((each) =>
      node.notes.some((note) => note.severity === each),
    );
    const item = { id, parent, level, name, value: node.meaning, start, end };
    const children = node.children.length + flags.length;
    return [{ ...item, children, severity: severity ?? null }, ...flags, ...treeItems(node.children, id, level + 1)];
  });
}

/** Groups are open at first; flags, and what a field is made of, are not: the field tells them in short. */
export const openAtFirst = (nodes: readonly FieldNode[], parent = ''): readonly string[] =>
  nodes.flatMap((node, i) => {
    const id = parent === '' ? `${i}` : `${parent}.${i}`;
    const own = node.kind === 'group' ? [id] : [];
    return [...own, ...openAtFirst(node.children, id)];
  });

/** The lines in sight: those under open ones only. */
export function visibleItems(items: readonly TreeItem[], open: ReadonlySet<string>): readonly TreeItem[] {
  const shown = new Set(['']);
  return items.filter((item) => {
    if (!shown.has(item.parent)) return false;
    if (open.has(item.id)) shown.add(item.id);
    return true;
  });
}

/** The deepest line in sight that holds the byte, flags aside; null when none does. */
export const itemAt = (visible: readonly TreeItem[], offset: number): TreeItem | null =>
  visible.findLast((item) => offset >= item.start && offset < item.end && !item.id.includes('b')) ?? null;

export type TreeKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';
export type TreeMove = { readonly to: string } | { readonly open: string } | { readonly close: string } | null;

/** What a key does at a line (WAI-ARIA tree pattern); null: nothing. */
export function treeMove(key: TreeKey, visible: readonly TreeItem[], at: string, open: ReadonlySet<string>): TreeMove {
  const index = visible.findIndex(({ id }) => id === at);
  const item = visible[index];
  const to = (target: TreeItem | undefined): TreeMove => (target === undefined ? null : { to: target.id });
  if (key === 'Home' || item === undefined) return to(visible[0]);
  switch (key) {
    case 'End':
      return to(visible.at(-1));
    case 'ArrowDown':
      return to(visible[index + 1]);
    case 'ArrowUp':
      return to(visible[index - 1]);
    case 'ArrowRight':
      if (item.children === 0) return null;
      return open.has(item.id) ? to(visible[index + 1]) : { open: item.id };
    case 'ArrowLeft':
      if (open.has(item.id) && item.children > 0) return { close: item.id };
      return item.parent === '' ? null : { to: item.parent };
  }
}
