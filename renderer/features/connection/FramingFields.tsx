import { Select } from '#renderer/ui/Select.tsx';
import type { SerialSettings } from '#shared/contract/serial.ts';

const DATA_BITS = [5, 6, 7, 8] as const;
const PARITIES = ['none', 'even', 'odd', 'mark', 'space'] as const;
const STOP_BITS = [1, 1.5, 2] as const;
const FLOWS = [
  { value: 'none', label: 'None' },
  { value: 'rtscts', label: 'RTS/CTS' },
  { value: 'xonxoff', label: 'XON/XOFF' },
] as const;

const asOptions = <T extends number | string>(values: readonly T[]) =>
  values.map((value) => ({
    value: String(value),
    label: String(value).replace(/^[a-z]/, (letter) => letter.toUpperCase()),
  }));

export interface FramingFieldsProps {
  readonly settings: SerialSettings;
  readonly onChange: (change: Partial<SerialSettings>) => void;
}

/** Data bits, parity, stop bits and flow control, as fields of the grid they stand in. */
export function FramingFields({ settings, onChange }: FramingFieldsProps) {
  return (
    <>
      <Select
        label="Data bits"
        showLabel
        value={String(settings.dataBits)}
        options={asOptions(DATA_BITS)}
        onChange={(text) => onChange({ dataBits: DATA_BITS.find((bits) => String(bits) === text) ?? 8 })}
      />
      <Select
        label="Parity"
        showLabel
        value={settings.parity}
        options={asOptions(PARITIES)}
        onChange={(text) => onChange({ parity: PARITIES.find((parity) => parity === text) ?? 'none' })}
      />
      <Select
        label="Stop bits"
        showLabel
        value={String(settings.stopBits)}
        options={asOptions(STOP_BITS)}
        onChange={(text) => onChange({ stopBits: STOP_BITS.find((bits) => String(bits) === text) ?? 1 })}
      />
      <Select
        label="Flow control"
        showLabel
        value={settings.flow}
        options={FLOWS}
        onChange={(flow) => onChange({ flow })}
      />
    </>
  );
}
