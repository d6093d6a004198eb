import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import type { PacketField } from '#shared/protocol/mqtt/fields.ts';
import { asciiByte, BYTES_PER_LINE, hexByte, hexLines } from './hexCells.ts';
import styles from './Inspector.module.css';

/** Bytes drawn at first, and added by each "Show more": a large payload must not stall the window. */
const STEP = 2048;

interface HexViewProps {
  readonly bytes: Uint8Array;
  readonly fields: readonly PacketField[];
  readonly marked: PacketField | null;
  readonly onMark: (field: PacketField | null) => void;
}

/** Offset, hex and ASCII. The bytes of the marked field stand out; pointing at a byte marks its field. */
export function HexView({ bytes, fields, marked, onMark }: HexViewProps) {
  const [limit, setLimit] = useState(STEP);
  const isMarked = (at: number): boolean => marked !== null && at >= marked.start && at < marked.end;
  const markAt = (at: number): void => onMark(fields.find((field) => at >= field.start && at < field.end) ?? null);
  return (
    <figure className={styles.hex} aria-label="Bytes" onPointerLeave={() => onMark(null)}>
      {hexLines(bytes, limit).map((line) => (
        <div key={line.offset} className={styles.hexLine}>
          <span className={styles.hexOffset}>{line.offset.toString(16).padStart(4, '0')}</span>
          <span className={styles.hexBytes}>
            {[...line.bytes].map((byte, i) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a byte has no identity but its place
                key={i}
                className={styles.hexByte}
                data-marked={isMarked(line.offset + i)}
                data-half={i === BYTES_PER_LINE / 2}
                onPointerEnter={() => markAt(line.offset + i)}
              >
                {hexByte(byte)}
              </span>
            ))}
          </span>
          <span className={styles.hexAscii}>
            {[...line.bytes].map((byte, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a byte has no identity but its place
              <span key={i} data-marked={isMarked(line.offset + i)}>
                {asciiByte(byte)}
              </span>
            ))}
          </span>
        </div>
      ))}
      {bytes.length > limit ? (
        <Button size="small" variant="plain" onClick={() => setLimit(limit + STEP)}>
          Show more ({bytes.length - limit} bytes not shown)
        </Button>
      ) : null}
    </figure>
  );
}
