import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import type { SerialOpenInput, SerialSettings } from '#shared/contract/serial.ts';
import { BaudField } from './BaudField.tsx';
import { DetectSpeed } from './DetectSpeed.tsx';
import { FramingFields } from './FramingFields.tsx';
import { LineAtOpen } from './LineAtOpen.tsx';
import styles from './PortPicker.module.css';
import { shortName } from './portModel.ts';

const ROLES = [
  { value: 'modem', label: 'Modem', title: 'AT commands and answers' },
  { value: 'mcu-console', label: 'MCU console', title: 'Log lines of a microcontroller' },
] as const;

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
  const { settings, path } = input;
  const listens = input.role === 'mcu-console';
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
  if (path.startsWith('tcp://')) return role;
  return (
    <>
      <div className={styles.framing}>
        <BaudField key={path} value={settings.baud} onChange={(baud) => set({ baud })} />
        <FramingFields settings={settings} onChange={set} />
      </div>
      <div className={styles.lines}>
        {role}
        <LineAtOpen line="DTR" value={input.dtr} onChange={(dtr) => onChange({ ...input, dtr })} />
        <LineAtOpen line="RTS" value={input.rts} onChange={(rts) => onChange({ ...input, rts })} />
      </div>
      {path === '' ? null : (
        <div className={styles.speed}>
          <DetectSpeed
            key={path}
            target={{ by: 'path', path, listen: listens }}
            port={shortName(path)}
            asksAt={!listens}
            baud={settings.baud}
            onUse={(baud) => set({ baud })}
          />
        </div>
      )}
    </>
  );
}
