import { Gauge } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type DetectTarget, detectKey } from '#renderer/app/detectStore.ts';
import { useDetect } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { DetectOutcome } from './DetectOutcome.tsx';
import styles from './DetectSpeed.module.css';

export interface DetectSpeedProps {
  readonly target: DetectTarget;
  /** The port in a few letters. */
  readonly port: string;
  /** AT is sent; else the bench only listens. */
  readonly asksAt: boolean;
  /** The speed that is set. */
  readonly baud: number;
  /** Speeds are being tried on this link, perhaps by another window. */
  readonly detecting?: boolean;
  /** Why it cannot be done now; shown as the button's title. */
  readonly refusal?: string;
  readonly onUse: (baud: number) => void;
}

/** Looks for a port's speed: says first what that does, then what was found. The search itself cannot be broken off. */
export function DetectSpeed(props: DetectSpeedProps) {
  const { target, port, asksAt, baud, detecting = false, refusal = '', onUse } = props;
  const { start, dismiss } = useDetect((slice) => slice);
  const run = useDetect((slice) => slice.runs[detectKey(target)]);
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const running = detecting || run?.phase === 'running';
  const off = running || refusal !== '';
  // The buttons of the notice go with it; the focus stays near.
  const back = (): void => {
    setAsking(false);
    button.current?.focus();
  };
  return (
    <>
      <Button
        ref={button}
        icon={<Gauge />}
        aria-label={`Detect speed of ${port}`}
        aria-disabled={off}
        aria-expanded={asking}
        title={refusal}
        onClick={() => {
          if (!off) setAsking(!asking);
        }}
      >
        Detect speed
      </Button>
      {running ? (
        <div className={styles.outcome}>
          <Trying port={port} asksAt={asksAt} />
        </div>
      ) : asking ? (
        <div className={styles.outcome}>
          <Notice severity="info">
            {asksAt
              ? `Sends AT to ${port} at one speed after the other until it answers, for 20 seconds at most.`
              : `Sends nothing: listens on ${port} at one speed after the other, for a minute at most. Make the board talk meanwhile.`}
          </Notice>
          <div className={styles.choice}>
            <Button
              size="small"
              variant="primary"
              onClick={() => {
                void start(target);
                back();
              }}
            >
              {asksAt ? 'Send AT' : 'Listen'}
            </Button>
            <Button size="small" onClick={back}>
              Cancel
            </Button>
          </div>
        </div>
      ) : run?.phase === 'done' || run?.phase === 'failed' ? (
        <div className={styles.outcome}>
          <DetectOutcome
            run={run}
            baud={baud}
            onUse={(found) => {
              onUse(found);
              dismiss(target);
              back();
            }}
            onDismiss={() => {
              dismiss(target);
              back();
            }}
          />
        </div>
      ) : null}
    </>
  );
}

function Trying({ port, asksAt }: { port: string; asksAt: boolean }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((past) => past + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Notice severity="info">
      {asksAt ? 'Sending AT' : 'Listening'} at one speed after the other on {port} …{' '}
      <span aria-hidden="true">{seconds} s</span>
    </Notice>
  );
}
