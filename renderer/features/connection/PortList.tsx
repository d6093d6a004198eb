import { RadioGroup } from 'radix-ui';
import { Badge } from '#renderer/ui/Badge.tsx';
import type { PortInfo } from '#shared/contract/serial.ts';
import styles from './PortPicker.module.css';
import { groupPorts, shortName } from './portModel.ts';

export interface PortListProps {
  readonly ports: readonly PortInfo[];
  readonly selected: string;
  /** Paths that are open already. */
  readonly open: ReadonlySet<string>;
  readonly onSelect: (path: string) => void;
  readonly onOpen: (path: string) => void;
}

/** The ports in groups: friendly name first, then what tells two alike apart. */
export function PortList({ ports, selected, open, onSelect, onOpen }: PortListProps) {
  return (
    <RadioGroup.Root className={styles.list} aria-label="Ports" value={selected} onValueChange={onSelect}>
      {groupPorts(ports).map((group) => (
        <div key={group.id}>
          <div className={styles.group}>{group.title}</div>
          {group.ports.map((port) => (
            <RadioGroup.Item
              key={port.path}
              value={port.path}
              className={styles.port}
              data-autofocus={port.path === selected}
              disabled={open.has(port.path)}
              title={port.path}
              onDoubleClick={() => onOpen(port.path)}
            >
              <span className={styles.portName}>{port.label}</span>
              <span className={styles.portPath}>{shortName(port.path)}</span>
              <span className={styles.portDetail}>{port.detail}</span>
              {open.has(port.path) ? (
                <Badge tone="ok">open</Badge>
              ) : port.recommended ? (
                <Badge tone="accent">try first</Badge>
              ) : null}
            </RadioGroup.Item>
          ))}
        </div>
      ))}
    </RadioGroup.Root>
  );
}
