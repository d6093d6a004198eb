import { useMemo, useState } from 'react';
import { type DecodedPacket, eachNode } from '#shared/protocol/mqtt/tree/fieldNode.ts';
import type { ByteRange } from './HexView.tsx';
import { itemAt, openAtFirst, type TreeItem, treeItems, visibleItems } from './treeItems.ts';

/** A packet may have thousands of fields: as many lines are drawn. */
const MAX_LINES = 1000;

export interface PacketTree {
  /** The lines in sight, the first of them when there are very many. */
  readonly visible: readonly TreeItem[];
  /** Lines that are not drawn. */
  readonly omitted: number;
  readonly open: ReadonlySet<string>;
  readonly chosen: string;
  /** What is pointed at, else what is chosen; null: nothing. */
  readonly marked: TreeItem | null;
  /** Bytes of passwords and the like. */
  readonly secrets: readonly ByteRange[];
  nameOf(offset: number): string;
  hover(item: TreeItem | null): void;
  hoverByte(offset: number | null): void;
  choose(id: string): void;
  chooseByte(offset: number): void;
  toggle(id: string, open: boolean): void;
}

/** One state for tree and hex view, so that each shows what the other is at. */
export function usePacketTree(packet: DecodedPacket | null): PacketTree {
  const fields = packet?.fields ?? NO_FIELDS;
  const items = useMemo(() => treeItems(fields), [fields]);
  const secrets = useMemo(
    () => [...eachNode(fields)].filter((node) => node.secret).map(({ start, end }) => ({ start, end })),
    [fields],
  );
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(openAtFirst(fields)));
  const [chosen, setChosen] = useState('');
  const [hovered, setHovered] = useState('');
  const inSight = useMemo(() => visibleItems(items, open), [items, open]);
  const visible = useMemo(() => inSight.slice(0, MAX_LINES), [inSight]);
  const find = (id: string): TreeItem | undefined => inSight.find((item) => item.id === id);

  return {
    visible,
    omitted: inSight.length - visible.length,
    open,
    chosen,
    marked: find(hovered) ?? find(chosen) ?? null,
    secrets,
    nameOf: (offset) => itemAt(inSight, offset)?.name ?? '',
    hover: (item) => setHovered(item?.id ?? ''),
    hoverByte: (offset) => setHovered(offset === null ? '' : (itemAt(inSight, offset)?.id ?? '')),
    choose: setChosen,
    chooseByte: (offset) => setChosen(itemAt(inSight, offset)?.id ?? ''),
    toggle(id, isOpen) {
      setOpen((before) => {
        const next = new Set(before);
        if (isOpen) next.add(id);
        else next.delete(id);
        return next;
      });
    },
  };
}
const NO_FIELDS: DecodedPacket['fields'] = [];
