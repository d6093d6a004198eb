import type { DiagnosisState } from '#shared/contract/diagnosis.ts';
import { useSelectRow } from './useSelectRow.ts';
import styles from './VerdictBar.module.css';

type Rung = DiagnosisState['ladder'][number];

const MARKS: Readonly<Record<Rung['state'], string>> = {
  ok: '✓',
  failed: '✗',
  trying: '…',
  skipped: '–',
  unknown: '·',
};
const WORDS: Readonly<Record<Rung['state'], string>> = {
  ok: 'works',
  failed: 'failed',
  trying: 'is being tried',
  skipped: 'is not used',
  unknown: 'not seen yet',
};

/** The rungs from the wire to the message, lowest first. Pressing one shows the row that tells. */
export function Ladder({ ladder }: { ladder: readonly Rung[] }) {
  const selectRow = useSelectRow();
  return (
    <ol className={styles.ladder} aria-label="Ladder">
      {ladder.map(({ rung, state, text, seq }) => (
        <li key={rung}>
          <button
            type="button"
            className={styles.rung}
            data-state={state}
            disabled={seq === null}
            title={text === '' ? `${rung} ${WORDS[state]}` : `${rung}: ${text}`}
            onClick={() => {
              if (seq !== null) selectRow(seq);
            }}
          >
            {rung}
            <span aria-hidden="true">{MARKS[state]}</span>
            <span className="visually-hidden">{WORDS[state]}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
