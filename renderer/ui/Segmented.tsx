import { ToggleGroup } from 'radix-ui';
import styles from './Segmented.module.css';

export interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string; readonly title?: string }[];
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean;
}

/** One of two to five values, all in sight. */
export function Segmented<V extends string>({ label, value, options, onChange, disabled = false }: SegmentedProps<V>) {
  const pick = (next: string): void => {
    const option = options.find((candidate) => candidate.value === next);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      className={styles.group}
      aria-label={label}
      value={value}
      onValueChange={pick}
      disabled={disabled}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} className={styles.item} title={option.title}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
