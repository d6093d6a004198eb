import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './classNames.ts';
import styles from './TextField.module.css';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'aria-label'> {
  /** The accessible name; shown only when `showLabel`. */
  readonly label: string;
  readonly showLabel?: boolean;
  /** Says what is wrong with the value; marks the field invalid. */
  readonly error?: string | undefined;
  readonly icon?: ReactNode;
  /** What stands inside the field after the text: a unit, a button. */
  readonly trailing?: ReactNode;
  readonly mono?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  showLabel = false,
  error,
  icon,
  trailing,
  mono = false,
  className,
  type = 'text',
  ...rest
}: TextFieldProps) {
  return (
    <label className={classNames(styles.field, className)}>
      {showLabel ? <span className={styles.label}>{label}</span> : null}
      <span className={styles.box} data-invalid={error !== undefined && error !== ''}>
        {icon}
        <input
          spellCheck={false}
          autoComplete="off"
          {...rest}
          type={type}
          aria-label={label}
          aria-invalid={error !== undefined && error !== ''}
          className={classNames(styles.input, mono && 'mono')}
        />
        {trailing}
      </span>
      {error === undefined || error === '' ? null : (
        <span className={styles.error} role="alert">
          {error}
        </span>
      )}
    </label>
  );
}
