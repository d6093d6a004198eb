import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import styles from './Inspector.module.css';
import { keepInSight } from './keepInSight.ts';
import { type TreeItem, type TreeKey, treeMove } from './treeItems.ts';

const KEYS: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];

interface FieldTreeProps {
  /** The lines in sight. */
  readonly items: readonly TreeItem[];
  readonly open: ReadonlySet<string>;
  /** The line whose bytes stand out. */
  readonly marked: string;
  /** The line the keyboard is at. */
  readonly chosen: string;
  readonly onHover: (item: TreeItem | null) => void;
  readonly onChoose: (id: string) => void;
  readonly onToggle: (id: string, open: boolean) => void;
}

/** The packet's fields in byte order. Pointing at one, or reaching it with the arrow keys, marks its bytes. */
export function FieldTree({ items, open, marked, chosen, onHover, onChoose, onToggle }: FieldTreeProps) {
  const list = useRef<HTMLDivElement>(null);
  const current = items.some(({ id }) => id === chosen) ? chosen : (items[0]?.id ?? '');

  // The chosen line comes into sight also when the hex view chose it.
  useEffect(() => {
    const tree = list.current;
    if (chosen !== '') keepInSight(tree?.querySelector(`[data-id="${chosen}"]`), document.activeElement === tree);
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!KEYS.includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const move = treeMove(event.key as TreeKey, items, current, open);
    if (move === null) return;
    if ('open' in move) onToggle(move.open, true);
    else if ('close' in move) onToggle(move.close, false);
    else onChoose(move.to);
  };

  return (
    <div
      ref={list}
      className={styles.fields}
      role="tree"
      aria-label="Fields"
      tabIndex={0}
      aria-activedescendant={current === '' ? undefined : `field-${current}`}
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (chosen === '' && current !== '') onChoose(current);
      }}
    >
      {items.map((item) => (
        // The keyboard is the tree's: its items are reached with the arrows.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={item.id}
          id={`field-${item.id}`}
          data-id={item.id}
          role="treeitem"
          aria-level={item.level}
          aria-selected={item.id === chosen}
          aria-expanded={item.children === 0 ? undefined : open.has(item.id)}
          className={styles.field}
          data-marked={item.id === marked}
          data-severity={item.severity ?? undefined}
          style={{ paddingInlineStart: `${(item.level - 1) * 14}px` }}
          onPointerEnter={() => onHover(item)}
          onPointerLeave={() => onHover(null)}
          onClick={() => onChoose(item.id)}
        >
          <ChevronRight
            className={styles.chevron}
            data-open={open.has(item.id)}
            data-leaf={item.children === 0}
            aria-hidden="true"
            onClick={() => onToggle(item.id, !open.has(item.id))}
          />
          <span className={styles.fieldName} data-wide={item.value === ''}>
            {item.name}
          </span>
          {item.value === '' ? null : (
            <span className={styles.fieldValue} title={item.value}>
              {item.value}
            </span>
          )}
          <span className={styles.fieldRange}>
            {item.end - item.start === 1 ? item.start : `${item.start}–${item.end - 1}`}
          </span>
        </div>
      ))}
    </div>
  );
}
