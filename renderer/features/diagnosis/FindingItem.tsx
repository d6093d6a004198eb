import { CircleX, Info, TriangleAlert } from 'lucide-react';
import type { DiagnosisState } from '#shared/contract/diagnosis.ts';
import { formatElapsed } from '#shared/model/formatTime.ts';
import styles from './FindingsPanel.module.css';
import { useSelectRow } from './useSelectRow.ts';

const ICONS = { fault: CircleX, warning: TriangleAlert, note: Info } as const;

interface FindingItemProps {
  readonly finding: DiagnosisState['findings'][number];
  readonly isVerdict: boolean;
}

/** One finding: what, since when, why, what to do; its evidence selects the rows it rests on. */
export function FindingItem({ finding, isVerdict }: FindingItemProps) {
  const selectRow = useSelectRow();
  const Icon = ICONS[finding.severity];
  return (
    <li className={styles.item} data-severity={finding.severity} data-verdict={isVerdict}>
      <Icon className={styles.icon} aria-label={finding.severity} />
      <div className={styles.body}>
        <p className={styles.head}>
          <span className={styles.title}>{finding.title}</span>
          <span className={styles.rule}>
            {finding.rule} · {formatElapsed(finding.t)}
          </span>
        </p>
        {finding.detail === '' ? null : <p>{finding.detail}</p>}
        {finding.consequenceOf === undefined ? null : (
          <p className={styles.quiet}>A consequence of {finding.consequenceOf}.</p>
        )}
        {finding.advice === '' ? null : <p className={styles.advice}>{finding.advice}</p>}
        {finding.evidence.length === 0 ? null : (
          <ul className={styles.evidence} aria-label="Evidence">
            {finding.evidence.map(({ seq, text }) => (
              <li key={seq}>
                <button type="button" className={styles.row} onClick={() => selectRow(seq, finding.t)}>
                  {text}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
