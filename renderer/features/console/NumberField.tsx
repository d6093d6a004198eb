import { TextField } from '#renderer/ui/TextField.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly unit?: string;
  /** What stands there while it is left open. */
  readonly placeholder?: string;
  readonly onChange: (value: number | null) => void;
}

/** A whole number that may be left open. */
export function NumberField({ label, value, least, most, unit, placeholder, onChange }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      showLabel
      type="number"
      min={least}
      max={most}
      trailing={unit}
      placeholder={placeholder}
      value={value === null ? '' : String(value)}
      onChange={({ target }) =>
        onChange(target.value === '' ? null : Math.min(most, Math.max(least, Math.trunc(Number(target.value)))))
      }
    />
  );
}
