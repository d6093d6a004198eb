import type { PacketField } from '#shared/protocol/mqtt/fields.ts';
import styles from './Inspector.module.css';

interface FieldTableProps {
  readonly fields: readonly PacketField[];
  readonly marked: PacketField | null;
  readonly onMark: (field: PacketField | null) => void;
}

/** The packet's fields in byte order. Pointing at one, or reaching it with the keyboard, marks its bytes. */
export function FieldTable({ fields, marked, onMark }: FieldTableProps) {
  return (
    <ul className={styles.fields} aria-label="Fields">
      {fields.map((field) => (
        <li key={`${field.start}:${field.end}:${field.name}`}>
          <button
            type="button"
            className={styles.field}
            data-marked={field === marked}
            onPointerEnter={() => onMark(field)}
            onPointerLeave={() => onMark(null)}
            onFocus={() => onMark(field)}
            onBlur={() => onMark(null)}
          >
            <span className={styles.fieldName}>{field.name}</span>
            <span className={styles.fieldValue}>{field.value}</span>
            <span className={styles.fieldRange}>
              {field.end - field.start === 1 ? field.start : `${field.start}–${field.end - 1}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
