import { Segmented } from '#renderer/ui/Segmented.tsx';
import styles from './PortPicker.module.css';

const LINE_STATES = [
  { value: 'leave', label: 'Leave' },
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const;

export interface LineAtOpenProps {
  readonly line: 'DTR' | 'RTS';
  /** null: as the system leaves it. */
  readonly value: boolean | null;
  readonly onChange: (value: boolean | null) => void;
}

/** What becomes of a control line when the port is opened. */
export function LineAtOpen({ line, value, onChange }: LineAtOpenProps) {
  return (
    <div className={styles.labelled}>
      <span>{line} at open</span>
      <Segmented
        label={`${line} at open`}
        value={value === null ? 'leave' : value ? 'on' : 'off'}
        options={LINE_STATES}
        onChange={(state) => onChange(state === 'leave' ? null : state === 'on')}
      />
    </div>
  );
}
