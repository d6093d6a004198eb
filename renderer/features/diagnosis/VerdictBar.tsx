import { ChevronDown } from 'lucide-react';
import { useDiagnosis } from '#renderer/app/services.ts';
import { Popover } from '#renderer/ui/Popover.tsx';
import type { DiagnosisState } from '#shared/contract/diagnosis.ts';
import { FindingsPanel } from './FindingsPanel.tsx';
import { Ladder } from './Ladder.tsx';
import { ModemStrip } from './ModemStrip.tsx';
import styles from './VerdictBar.module.css';

/** The ladder, the verdict in words, and what is known of the modem. Nothing to see before the first serial byte. */
export function VerdictBar() {
  const diagnosis = useDiagnosis((slice) => slice.diagnosis);
  if (diagnosis === null) return null;
  return (
    <section className={styles.bar} aria-label="Diagnosis">
      <Ladder ladder={diagnosis.ladder} />
      <Popover label="Findings" align="start" className={styles.panel ?? ''} trigger={<VerdictButton {...diagnosis} />}>
        <FindingsPanel diagnosis={diagnosis} />
      </Popover>
      <ModemStrip />
    </section>
  );
}

/** The popover hands its own props to the button, so they are spread on it. */
function VerdictButton({ family, verdict, ladder, findings, fromSeq, toSeq, ...trigger }: DiagnosisState) {
  const broken = verdict.rule !== 'ok';
  const others = findings.filter(({ severity, rule }) => severity !== 'note' && rule !== verdict.rule).length;
  return (
    <button {...trigger} type="button" className={styles.verdict} data-broken={broken} title={verdict.advice}>
      <span className={styles.title}>{verdict.title}</span>
      {others === 0 ? null : <span className={styles.more}>+{others}</span>}
      <ChevronDown aria-hidden="true" />
    </button>
  );
}
