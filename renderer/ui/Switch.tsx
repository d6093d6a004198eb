import { Switch as Radix } from 'radix-ui';
import { useId } from 'react';
import styles from './Switch.module.css';

export interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Switch({ label, checked, onChange, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <span className={styles.field}>
      <Radix.Root id={id} className={styles.track} checked={checked} onCheckedChange={onChange} disabled={disabled}>
        <Radix.Thumb className={styles.thumb} />
      </Radix.Root>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
    </span>
  );
}
