import type { DetectRun } from '#renderer/app/detectStore.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { SerialDetectOutput } from '#shared/contract/serial.ts';
import styles from './DetectSpeed.module.css';

const TRIAL_WORDS: Readonly<Record<SerialDetectOutput['tried'][number]['result'], string>> = {
  answered: 'AT answered',
  text: 'text',
  'wrong-baud': 'text at another speed',
  noise: 'noise',
  unknown: 'too little to tell',
  silent: 'silent',
  unsupported: 'not supported by the port',
};

export interface DetectOutcomeProps {
  readonly run: Exclude<DetectRun, { phase: 'running' }>;
  /** The speed that is set. */
  readonly baud: number;
  readonly onUse: (baud: number) => void;
  readonly onDismiss: () => void;
}

/** What the search found, speed by speed, and the button that sets it. */
export function DetectOutcome({ run, baud, onUse, onDismiss }: DetectOutcomeProps) {
  if (run.phase === 'failed') {
    return (
      <Notice severity="error" onDismiss={onDismiss}>
        {run.message}
      </Notice>
    );
  }
  const { baud: found, hint, tried } = run.result;
  return (
    <>
      <Notice severity={found === null ? 'warning' : 'info'} onDismiss={onDismiss}>
        {hint} {found === baud ? 'That is the speed that is set.' : ''}
      </Notice>
      {found === null || found === baud ? null : (
        <div className={styles.choice}>
          <Button size="small" variant="primary" onClick={() => onUse(found)}>
            Use {found} baud
          </Button>
        </div>
      )}
      <ul className={styles.tried} aria-label="Speeds tried">
        {tried.map((trial) => (
          <li key={trial.baud} data-found={trial.baud === found}>
            <span className="mono">{trial.baud}</span> {TRIAL_WORDS[trial.result]}
          </li>
        ))}
      </ul>
    </>
  );
}
