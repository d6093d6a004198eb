import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { BaudJudgement } from '#shared/contract/serial.ts';
import styles from './DetectSpeed.module.css';
import { nextUsualBaud } from './usualBauds.ts';

export interface JudgedSpeedProps {
  readonly judged: BaudJudgement;
  /** The speed that is set. */
  readonly baud: number;
  readonly onUse: (baud: number) => void;
}

/** What the bytes say about the speed when they do not say that it is right, with the speed to try next. */
export function JudgedSpeed({ judged, baud, onUse }: JudgedSpeedProps) {
  const { verdict, tryRate, hint } = judged;
  if (verdict !== 'wrong-baud' && verdict !== 'noise') return null;
  const next = tryRate === null ? null : nextUsualBaud(baud, tryRate);
  return (
    <>
      <Notice severity="warning">
        {verdict === 'wrong-baud' ? `The bytes do not look like ${baud} baud. ` : ''}
        {hint}
      </Notice>
      {next === null ? null : (
        <div className={styles.choice}>
          <Button size="small" onClick={() => onUse(next)}>
            Try {next} baud
          </Button>
        </div>
      )}
    </>
  );
}
