import { CircleCheck, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import type { DiagnosisState } from '#shared/contract/diagnosis.ts';
import { FindingItem } from './FindingItem.tsx';
import styles from './FindingsPanel.module.css';

const FAMILIES = [
  { value: 'auto', label: 'Told from traffic' },
  { value: 'sim7600', label: 'SIM7600' },
  { value: 'a76xx', label: 'A76xx / SIM767x' },
  { value: 'esp-at', label: 'ESP-AT' },
  { value: 'rak3172', label: 'RAK3172' },
  { value: 'stm32wl', label: 'STM32WL' },
] as const;

/** Everything found, the verdict first; each with its evidence and what to do. */
export function FindingsPanel({ diagnosis }: { diagnosis: DiagnosisState }) {
  const rpc = useRpc();
  const [family, setFamily] = useState<(typeof FAMILIES)[number]['value']>('auto');
  const { verdict, findings } = diagnosis;
  const isVerdict = (rule: string): boolean => rule === verdict.rule;
  const ordered = [
    ...findings.filter(({ rule }) => isVerdict(rule)),
    ...findings.filter(({ rule }) => !isVerdict(rule)),
  ];
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <Select
          label="Modem family"
          value={family}
          options={FAMILIES}
          onChange={(next) => {
            setFamily(next);
            void rpc.call('diagnosis.set-family', { family: next });
          }}
        />
        <span className={styles.family}>read as {diagnosis.family}</span>
        <Button
          size="small"
          variant="plain"
          icon={<RotateCcw aria-hidden="true" />}
          onClick={() => void rpc.call('diagnosis.restart', {})}
        >
          Judge anew from here
        </Button>
      </div>
      {ordered.length === 0 ? (
        <p className={styles.none}>
          <CircleCheck aria-hidden="true" /> {verdict.title}
        </p>
      ) : (
        <ul className={styles.list} aria-label="Findings">
          {ordered.map((finding) => (
            <FindingItem
              key={`${finding.rule} ${finding.rows[0]}`}
              finding={finding}
              isVerdict={isVerdict(finding.rule)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
