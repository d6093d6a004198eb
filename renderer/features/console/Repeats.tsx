import { Square, X } from 'lucide-react';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import type { RepeatState } from '#shared/contract/consoleRepeat.ts';
import styles from './Repeats.module.css';
import { repeatWords } from './repeatWords.ts';
import { useAsker } from './useConsole.ts';

/** Messages being published again and again, each with its stop; those that ended say how. */
export function Repeats({ repeats }: { repeats: readonly RepeatState[] }) {
  const { ask } = useAsker();
  if (repeats.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Repeated messages">
      {repeats.map((repeat) => {
        const running = repeat.state === 'running';
        return (
          <li key={repeat.id} className={styles.item} data-state={repeat.state}>
            <span className={styles.topic} title={repeat.topic}>
              {repeat.topic}
            </span>
            <span className={styles.words} title={repeat.trouble}>
              {repeatWords(repeat)}
            </span>
            <IconButton
              label={running ? `Stop repeating ${repeat.topic}` : `Dismiss ${repeat.topic}`}
              icon={running ? <Square /> : <X />}
              onClick={() => void ask('console.repeat-stop', { id: repeat.id })}
            />
          </li>
        );
      })}
    </ul>
  );
}
