import { useState } from 'react';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';

const PRESETS = [9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600, 3_000_000];
const OTHER = 'other';

const isBaud = (value: number): boolean => Number.isInteger(value) && value >= 50 && value <= 12_000_000;

export interface BaudFieldProps {
  readonly value: number;
  readonly onChange: (baud: number) => void;
  readonly showLabel?: boolean;
  /** When a typed number counts: with every digit, or when the field is left or Enter pressed (the port is open). */
  readonly counts?: 'typed' | 'left';
}

/** The usual speeds, or any other number. */
export function BaudField({ value, onChange, showLabel = true, counts = 'typed' }: BaudFieldProps) {
  const [custom, setCustom] = useState(() => (PRESETS.includes(value) ? null : String(value)));
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
        label="Baud"
        showLabel={showLabel}
        mono
        value={custom === null ? String(value) : OTHER}
        options={[
          ...PRESETS.map((baud) => ({ value: String(baud), label: String(baud) })),
          { value: OTHER, label: 'Other …' },
        ]}
        onChange={pick}
      />
      {custom === null ? null : (
        <TextField
          label="Other baud rate"
          showLabel={showLabel}
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
