import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { classNames } from './classNames.ts';
import styles from './Select.module.css';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
  /** A second, quieter text. */
  readonly hint?: string;
  readonly disabled?: boolean;
}

export interface SelectProps<V extends string> {
  /** The accessible name; shown only when `showLabel`. */
  readonly label: string;
  readonly showLabel?: boolean;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly mono?: boolean;
  /** Stands there while the value is none of the options. */
  readonly placeholder?: string;
}

/** One of a few fixed values. Values must not be empty strings. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { label, showLabel = false, value, options, onChange, disabled = false, className, mono = false } = props;
  const { placeholder } = props;
  const pick = (next: string): void => {
    const option = options.find((candidate) => candidate.value === next);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <span className={classNames(styles.field, className)}>
      {showLabel ? (
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      ) : null}
      <Radix.Root value={value} onValueChange={pick} disabled={disabled}>
        <Radix.Trigger className={classNames(styles.trigger, mono && 'mono')} aria-label={label}>
          <span className={styles.value}>
            <Radix.Value placeholder={placeholder} />
          </span>
          <ChevronDown aria-hidden="true" />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles.content} position="popper" sideOffset={3} collisionPadding={8}>
            <Radix.Viewport>
              {options.map((option) => (
                <Radix.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className={classNames(styles.item, mono && 'mono')}
                >
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint === undefined ? null : <span className={styles.hint}>{option.hint}</span>}
                  <Radix.ItemIndicator className={styles.check}>
                    <Check aria-hidden="true" />
                  </Radix.ItemIndicator>
                </Radix.Item>
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </span>
  );
}
