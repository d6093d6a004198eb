import { TriangleAlert } from 'lucide-react';
import styles from './CompletionList.module.css';
import type { CommandCompletion } from './useCompletion.ts';

export const COMPLETION_ID = 'at-completion';
export const optionId = (index: number): string => `${COMPLETION_ID}-${index}`;

interface CompletionListProps {
  readonly completion: CommandCompletion;
  readonly onAccept: (index: number) => void;
}

/** What can be typed, above the send line, and help on the parameter at the cursor. The field keeps the focus. */
export function CompletionList({ completion, onAccept }: CompletionListProps) {
  const { suggestions, chosen, parameter } = completion;
  if (suggestions.length === 0 && parameter === null) return null;
  return (
    <div className={styles.popup}>
      {parameter === null ? null : (
        <p className={styles.parameter}>
          <span className={styles.syntax}>{parameter.form.syntax}</span>
          <span>
            <b>{parameter.spec.name}</b>: {parameter.spec.meaning}
            {parameter.allowed === '' ? '' : ` (${parameter.allowed})`}
          </span>
        </p>
      )}
      {suggestions.length === 0 ? null : (
        <div id={COMPLETION_ID} role="listbox" aria-label="Completions">
          {suggestions.map((suggestion, i) => (
            <div
              key={suggestion.insert + suggestion.syntax}
              id={optionId(i)}
              role="option"
              tabIndex={-1}
              aria-selected={i === chosen}
              className={styles.option}
              onPointerDown={(event) => {
                event.preventDefault();
                onAccept(i);
              }}
            >
              <span className={styles.insert}>{suggestion.syntax}</span>
              <span className={styles.title}>{suggestion.title}</span>
              {suggestion.caution ? <TriangleAlert className={styles.caution} aria-label="needs care" /> : null}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
