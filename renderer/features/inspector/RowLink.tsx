import { useServices } from '#renderer/app/services.ts';
import styles from './Conversation.module.css';
import notes from './Notes.module.css';

/** Selects a row of the MQTT lane; the one that is selected already is no link. */
export function RowLink({ seq, t, text, current }: { seq: number; t: number; text: string; current: number }) {
  const { selection } = useServices();
  if (seq === current) return text.startsWith('Show') ? null : <span className={styles.here}>{text}</span>;
  return (
    <button
      type="button"
      className={notes.rowLink}
      onClick={() => selection.getState().select({ pane: 'mqtt', seq, t, lane: 'mqtt' })}
    >
      {text}
    </button>
  );
}
