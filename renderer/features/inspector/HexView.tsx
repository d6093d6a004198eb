import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { asciiByte, BYTES_PER_LINE, byteMove, hexByte, hexLines } from './hexCells.ts';
import styles from './Inspector.module.css';
import { keepInSight } from './keepInSight.ts';

/** Bytes drawn at first, and added by each "Show more": a large payload must not stall the window. */
const STEP = 2048;

export interface ByteRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

interface HexViewProps {
  readonly bytes: Uint8Array;
  readonly marked: ByteRange | null;
  /** Bytes not to be shown until asked for: passwords. */
  readonly secrets: readonly ByteRange[];
  /** What the byte belongs to, for those who cannot see both. */
  readonly nameOf: (offset: number) => string;
  readonly onHover: (offset: number | null) => void;
  readonly onChoose: (offset: number) => void;
}

/** Offset, hex and ASCII. The bytes of the marked field stand out; pointing at a byte, or the arrow keys, mark its field. */
export function HexView({ bytes, marked, secrets, nameOf, onHover, onChoose }: HexViewProps) {
  const [limit, setLimit] = useState(STEP);
  const [revealed, setRevealed] = useState(false);
  const [cursor, setCursor] = useState<number | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const within = (at: number, range: ByteRange): boolean => at >= range.start && at < range.end;
  const isMarked = (at: number): boolean => marked !== null && within(at, marked);
  const isHidden = (at: number): boolean => !revealed && secrets.some((range) => within(at, range));

  // The marked bytes come into sight also when the tree chose them.
  useEffect(() => {
    const place = cursor ?? marked?.start;
    const hasKeyboard = document.activeElement === grid.current;
    if (marked !== null) {
      keepInSight(grid.current?.querySelector(`[data-at="${hasKeyboard ? place : marked.start}"]`), hasKeyboard);
    }
  }, [marked, cursor]);

  const choose = (at: number): void => {
    setCursor(at);
    onChoose(at);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = byteMove(event.key, cursor, Math.min(bytes.length, limit));
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    choose(next);
  };
  const spoken =
    cursor === null
      ? ''
      : `Byte ${cursor}, ${isHidden(cursor) ? 'hidden' : `hex ${hexByte(bytes[cursor] ?? 0)}`}, ${nameOf(cursor)}`;

  return (
    <figure className={styles.hex} aria-label="Bytes">
      {/* biome-ignore lint/a11y/useSemanticElements: sixteen bytes a line are no table with headings */}
      <div
        ref={grid}
        role="grid"
        aria-label="Bytes, arrow keys move"
        aria-readonly="true"
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerLeave={() => onHover(null)}
      >
        {hexLines(bytes, limit).map((line) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
          <div key={line.offset} role="row" className={styles.hexLine}>
            <span className={styles.hexOffset} aria-hidden="true">
              {line.offset.toString(16).padStart(4, '0')}
            </span>
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
            <span role="gridcell" className={styles.hexBytes}>
              {[...line.bytes].map((byte, i) => {
                const at = line.offset + i;
                return (
                  // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard reaches bytes through the grid
                  // biome-ignore lint/a11y/useKeyWithClickEvents: as above
                  <span
                    key={at}
                    className={styles.hexByte}
                    data-at={at}
                    data-marked={isMarked(at)}
                    data-cursor={at === cursor}
                    data-half={i === BYTES_PER_LINE / 2}
                    onPointerEnter={() => onHover(at)}
                    onClick={() => choose(at)}
                  >
                    {isHidden(at) ? '••' : hexByte(byte)}
                  </span>
                );
              })}
            </span>
            <span className={styles.hexAscii} aria-hidden="true">
              {[...line.bytes].map((byte, i) => {
                const at = line.offset + i;
                return (
                  <span key={at} data-marked={isMarked(at)} onPointerEnter={() => onHover(at)}>
                    {isHidden(at) ? '•' : asciiByte(byte)}
                  </span>
                );
              })}
            </span>
          </div>
        ))}
      </div>
      <span className={styles.spoken} aria-live="polite">
        {spoken}
      </span>
      {bytes.length > limit ? (
        <Button size="small" variant="plain" onClick={() => setLimit(limit + STEP)}>
          Show more ({bytes.length - limit} bytes not shown)
        </Button>
      ) : null}
      {secrets.length === 0 ? null : (
        <Button size="small" variant="plain" onClick={() => setRevealed(!revealed)} aria-pressed={revealed}>
          {revealed ? 'Hide the password' : 'Show the password'}
        </Button>
      )}
    </figure>
  );
}
