import { useState } from 'react';
import { TextField } from '#renderer/ui/TextField.tsx';
import { FaultForm } from './FaultForm.tsx';
import { faultGroups, GROUP_WORDS } from './faultModel.ts';
import styles from './SimulatorPanel.module.css';

/** The catalogue of faults; the chosen one opens its form. */
export function FaultPicker({ onArm }: { onArm: (fault: string) => void }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const groups = faultGroups(query);
  return (
    <section aria-label="Faults">
      <h4 className={styles.heading}>Make something go wrong</h4>
      <TextField
        label="Find a fault"
        placeholder="Find a fault: SIM, registration, PUBACK …"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className={styles.faults}>
        {groups.length === 0 ? <p className={styles.quiet}>No fault is called that.</p> : null}
        {groups.map(({ group, faults }) => (
          <section key={group} aria-label={GROUP_WORDS[group]}>
            <h5 className={styles.group}>{GROUP_WORDS[group]}</h5>
            {faults.map((entry) => (
              <div key={entry.name} className={styles.fault}>
                <button
                  type="button"
                  className={styles.faultButton}
                  aria-expanded={chosen === entry.name}
                  onClick={() => setChosen(chosen === entry.name ? null : entry.name)}
                >
                  <span>{entry.title}</span>
                  <code className={styles.name}>{entry.name}</code>
                </button>
                {chosen === entry.name ? <FaultForm key={entry.name} entry={entry} onArm={onArm} /> : null}
              </div>
            ))}
          </section>
        ))}
      </div>
    </section>
  );
}
