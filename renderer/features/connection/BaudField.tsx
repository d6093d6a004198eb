import { useState } from 'react';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { USUAL_BAUDS } from './usualBauds.ts';

const OTHER = 'other';

const isBaud = (value: number): boolean => Number.isInteger(value) && value >= 50 && value <= 12_000_000;

/** What stands in the field for any other speed; null for one of the list. */
const customOf = (value: number): string | null => (USUAL_BAUDS.includes(value) ? null : String(value));

export interface BaudFieldProps {
  readonly value: number;
  readonly onChange: (baud: number) => void;
  /** The accessible name; 'Baud' where there is only one. */
  readonly label?: string;
  readonly showLabel?: boolean;
  readonly disabled?: boolean;
  /** When a typed number counts: with every digit, or when the field is left or Enter pressed (the port is open). */
  readonly counts?: 'typed' | 'left';
}

/** The usual speeds, or any other number. */
export function BaudField(props: BaudFieldProps) {
  const { value, onChange, label = 'Baud', showLabel = true, disabled = false, counts = 'typed' } = props;
  const [custom, setCustom] = useState(() => customOf(value));
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    // Changed from elsewhere: a speed that was detected, another port.
    setShown(value);
    if (Number(custom) !== value) setCustom(customOf(value));
  }
  const number = Number(custom);
  const wrong = custom !== null && !isBaud(number);
  const pick = (choice: string): void => {
    if (choice === OTHER) {
      setCustom(String(value));
      return;
    }
    setCustom(null);
    onChange(Number(choice));
  };
  const type = (text: string): void => {
    setCustom(text);
    const next = Number(text);
    if (counts === 'typed' && isBaud(next)) onChange(next);
  };
  const leave = (): void => {
    if (counts === 'left' && isBaud(number) && number !== value) onChange(number);
  };
  return (
    <>
      <Select
        label={label}
        showLabel={showLabel}
        disabled={disabled}
        mono
        value={custom === null ? String(value) : OTHER}
        options={[
          ...USUAL_BAUDS.map((baud) => ({ value: String(baud), label: String(baud) })),
          { value: OTHER, label: 'Other …' },
        ]}
        onChange={pick}
      />
      {custom === null ? null : (
        <TextField
          label={label === 'Baud' ? 'Other baud rate' : `${label}: other rate`}
          showLabel={showLabel}
          disabled={disabled}
          mono
          inputMode="numeric"
          value={custom}
          error={wrong ? '50 to 12000000' : undefined}
          onChange={(event) => type(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave();
          }}
        />
      )}
    </>
  );
}
