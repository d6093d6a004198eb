import { Button } from '#renderer/ui/Button.tsx';
import type { SimulatedFault } from '#shared/contract/simulator.ts';
import styles from './SimulatorPanel.module.css';

const struckWords = ({ live, struck }: SimulatedFault): string => {
  const times = struck === 0 ? 'not yet' : struck === 1 ? 'bit once' : `bit ${struck} times`;
  return live ? times : `${times}, over`;
};

/** What is armed, how often it bit, and the way to take it back. */
export function ArmedFaults({
  faults,
  onDisarm,
}: {
  faults: readonly SimulatedFault[];
  onDisarm: (id: number) => void;
}) {
  return (
    <section aria-label="Armed faults">
      <h4 className={styles.heading}>Armed</h4>
      <ul className={styles.list}>
        {faults.map((fault) => (
          <li key={fault.id} className={styles.armedRow}>
            <code className="mono">{fault.fault}</code>
            <span className={styles.quiet}>{struckWords(fault)}</span>
            <Button size="small" aria-label={`Disarm ${fault.fault}`} onClick={() => onDisarm(fault.id)}>
              Disarm
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
