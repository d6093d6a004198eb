import type { PacketNote } from '../rules/rules.ts';
import type { BitField, FieldNode } from './fieldNode.ts';

/** A field as the decoder read it; offsets count from the packet's first byte. */
export interface ReadField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: FieldNode['value'];
  readonly meaning: string;
  readonly bits?: readonly BitField[];
  /** Pieces it is made of, covering it; none: it is a leaf. */
  readonly parts?: readonly ReadField[];
  readonly secret?: boolean;
}

/** Takes what the decoder reads, in byte order. */
export interface FieldRecorder {
  open(name: string): void;
  /** `end`: where the reading has got to. A group that holds nothing is dropped. */
  close(end: number): void;
  field(field: ReadField): void;
}

export interface NodeRecorder extends FieldRecorder {
  /** The finished tree, its notes (sorted by offset) hung on the nodes they are about. Once only. */
  finish(notes: readonly PacketNote[]): readonly FieldNode[];
}

/** A node while it is built. Most have no children and no notes: these share their empty lists. */
interface Draft extends FieldNode {
  start: number;
  end: number;
  children: Draft[];
  notes: PacketNote[];
}

const NO_BITS: readonly BitField[] = [];
const NO_CHILDREN: Draft[] = [];
const NO_NOTES: PacketNote[] = [];

/** A packet with more fields than these (a SUBSCRIBE may hold millions) has the rest in leaves of their own. */
const MAX_FIELDS = 10_000;
const FURTHER = 'Further fields';

/** Builds the tree of one packet. `base`: offset of the packet in the input, added to every offset. */
export function createNodeRecorder(base: number): NodeRecorder {
  const root: Draft[] = [];
  const open: Draft[] = [];
  let count = 0;
  /** Groups that were opened when there were too many fields already. */
  let unlisted = 0;
  const siblings = (): Draft[] => open.at(-1)?.children ?? root;

  const draft = (kind: FieldNode['kind'], field: ReadField): Draft => ({
    kind,
    name: field.name,
    start: base + field.start,
    end: base + field.end,
    value: field.value,
    meaning: field.meaning,
    bits: field.bits ?? NO_BITS,
    children: field.parts?.map((part) => draft('part', part)) ?? NO_CHILDREN,
    notes: NO_NOTES,
    secret: field.secret === true,
  });
  const addFurther = ({ start, end }: ReadField): void => {
    const last = siblings().at(-1);
    if (last?.name === FURTHER) last.end = base + end;
    else siblings().push(draft('field', { name: FURTHER, start, end, value: null, meaning: 'not listed one by one' }));
  };

  return {
    open(name) {
      if (count >= MAX_FIELDS) {
        unlisted += 1;
        return;
      }
      const group = draft('group', { name, start: 0, end: 0, value: null, meaning: '' });
      group.children = [];
      siblings().push(group);
      open.push(group);
    },
    close(end) {
      if (unlisted > 0) {
        unlisted -= 1;
        return;
      }
      const group = open.pop();
      if (group === undefined) return;
      const first = group.children[0];
      if (first === undefined) siblings().pop();
      else {
        group.start = first.start;
        group.end = base + end;
      }
    },
    field(field) {
      count += 1;
      if (count > MAX_FIELDS) addFurther(field);
      else siblings().push(draft('field', field));
    },
    finish(notes) {
      for (const note of notes) {
        const holder = holderOf(root, note.offset);
        if (holder !== undefined) holder.notes = [...holder.notes, note];
      }
      return root;
    },
  };
}

/** The deepest node that holds the byte; undefined when it lies in none. */
function holderOf(nodes: readonly Draft[], offset: number): Draft | undefined {
  // Bisection: a packet may have thousands of fields on one level.
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const node = nodes[low];
  if (node === undefined || offset < node.start) return undefined;
  return (node.kind === 'group' ? holderOf(node.children, offset) : undefined) ?? node;
}
