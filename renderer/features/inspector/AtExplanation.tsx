import { useMemo } from 'react';
import { useDictionary } from '#renderer/app/useDictionary.ts';
import type { SerialRow } from '#shared/model/row.ts';
import { explainSerialRow } from './explainSerialRow.ts';
import styles from './Inspector.module.css';

/** What the line means: in one sentence, field by field, and what is wrong with it. */
export function AtExplanation({ row }: { row: SerialRow }) {
  const dictionary = useDictionary();
  const explanation = useMemo(() => explainSerialRow(row, dictionary), [row, dictionary]);
  if (explanation === null) return null;
  const { title, sentence, meaning, fields, problems, section } = explanation;
  return (
    <div className={styles.explanation}>
      {title === '' ? null : (
        <p className={styles.topic}>
          {title}
          {section === '' ? null : <span className={styles.section}>manual {section}</span>}
        </p>
      )}
      {sentence === '' ? null : <p className={styles.sentence}>{sentence}</p>}
      {problems.map((problem) => (
        <p key={problem} className={styles.problem}>
          {problem}
        </p>
      ))}
      {fields.length === 0 ? null : (
        <dl className={styles.decoded} aria-label="Fields">
          {fields.map((field, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a field is named by its place; names may repeat
            <div key={`${i} ${field.name}`} className={styles.decodedRow} data-severity={field.severity}>
              <dt>{field.name}</dt>
              <dd className={styles.raw}>{field.raw}</dd>
              <dd>{field.text === field.raw ? '' : field.text}</dd>
            </div>
          ))}
        </dl>
      )}
      {meaning === '' ? null : <p className={styles.meaning}>{meaning}</p>}
    </div>
  );
}
