import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import type { SerialOpenInput, SerialSettings } from '#shared/contract/serial.ts';
import { BaudField } from './BaudField.tsx';
import styles from './PortPicker.module.css';

const DATA_BITS = [5, 6, 7, 8] as const;
const PARITIES = ['none', 'even', 'odd', 'mark', 'space'] as const;
const STOP_BITS = [1, 1.5, 2] as const;
const FLOWS = [
  { value: 'none', label: 'None' },
  { value: 'rtscts', label: 'RTS/CTS' },
  { value: 'xonxoff', label: 'XON/XOFF' },
] as const;
const LINE_STATES = [
  { value: 'leave', label: 'Leave' },
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const;
const ROLES = [
  { value: 'modem', label: 'Modem', title: 'AT commands and answers' },
  { value: 'mcu-console', label: 'MCU console', title: 'Log lines of a microcontroller' },
] as const;

const asOptions = <T extends number | string>(values: readonly T[]) =>
  values.map((value) => ({
    value: String(value),
    label: String(value).replace(/^[a-z]/, (letter) => letter.toUpperCase()),
  }));

export interface OpenOptionsProps {
  readonly input: SerialOpenInput;
  readonly onChange: (input: SerialOpenInput) => void;
}

/** How to open: speed, framing, flow control, control lines, role. A player has only its loop, a TCP port no line settings. */
export function OpenOptions({ input, onChange }: OpenOptionsProps) {
  if (input.path.startsWith('play:')) {
    return (
      <Switch label="Start again at the end" checked={input.loop} onChange={(loop) => onChange({ ...input, loop })} />
    );
  }
  const set = (change: Partial<SerialSettings>): void =>
    onChange({ ...input, settings: { ...input.settings, ...change } });
  const setLine = (line: 'dtr' | 'rts') => (state: 'leave' | 'on' | 'off') =>
    onChange({ ...input, [line]: state === 'leave' ? null : state === 'on' });
  const lineOf = (state: boolean | null): 'leave' | 'on' | 'off' => (state === null ? 'leave' : state ? 'on' : 'off');
  const { settings } = input;
  const role = (
    <div className={styles.labelled}>
      <span>Carries</span>
      <Segmented
        label="Role"
        value={input.role}
        options={ROLES}
        onChange={(next) => onChange({ ...input, role: next })}
      />
    </div>
  );
  if (input.path.startsWith('tcp://')) return role;
  return (
    <>
      <div className={styles.framing}>
        <BaudField key={input.path} value={settings.baud} onChange={(baud) => set({ baud })} />
        <Select
          label="Data bits"
          showLabel
          value={String(settings.dataBits)}
          options={asOptions(DATA_BITS)}
          onChange={(text) => set({ dataBits: DATA_BITS.find((bits) => String(bits) === text) ?? 8 })}
        />
        <Select
          label="Parity"
          showLabel
          value={settings.parity}
          options={asOptions(PARITIES)}
          onChange={(text) => set({ parity: PARITIES.find((parity) => parity === text) ?? 'none' })}
        />
        <Select
          label="Stop bits"
          showLabel
          value={String(settings.stopBits)}
          options={asOptions(STOP_BITS)}
          onChange={(text) => set({ stopBits: STOP_BITS.find((bits) => String(bits) === text) ?? 1 })}
        />
        <Select
          label="Flow control"
          showLabel
          value={settings.flow}
          options={FLOWS}
          onChange={(flow) => set({ flow })}
        />
      </div>
      <div className={styles.lines}>
        {role}
        <div className={styles.labelled}>
          <span>DTR at open</span>
          <Segmented label="DTR at open" value={lineOf(input.dtr)} options={LINE_STATES} onChange={setLine('dtr')} />
        </div>
        <div className={styles.labelled}>
          <span>RTS at open</span>
          <Segmented label="RTS at open" value={lineOf(input.rts)} options={LINE_STATES} onChange={setLine('rts')} />
        </div>
      </div>
    </>
  );
}
