import { useState } from 'react';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { PortInfo } from '#shared/contract/serial.ts';
import { shortName } from './portModel.ts';

const OTHER = 'other path';

export interface PortFieldProps {
  /** The accessible name: `MCU port`. */
  readonly label: string;
  /** '' while none is chosen. */
  readonly value: string;
  readonly ports: readonly PortInfo[];
  /** Paths that are open already. */
  readonly open: ReadonlySet<string>;
  readonly onChange: (path: string) => void;
}

/** One port of the list, or a path that is typed. Recorded captures are left out. */
export function PortField({ label, value, ports, open, onChange }: PortFieldProps) {
  const offered = ports.filter(({ kind }) => kind !== 'player');
  const [typing, setTyping] = useState(false);
  const typed = typing || (value !== '' && !offered.some(({ path }) => path === value));
  return (
    <>
      <Select
        label={label}
        value={typed ? OTHER : value}
        placeholder="Choose a port"
        options={[
          ...offered.map((port) => ({
            value: port.path,
            label: `${port.label} · ${shortName(port.path)}`,
            disabled: open.has(port.path),
            ...(open.has(port.path) ? { hint: 'open' } : {}),
          })),
          { value: OTHER, label: 'Another path …' },
        ]}
        onChange={(choice) => {
          setTyping(choice === OTHER);
          onChange(choice === OTHER ? '' : choice);
        }}
      />
      {typed ? (
        <TextField
          label={`${label}: path`}
          mono
          placeholder="/dev/ttyUSB2, COM7, tcp://host:port"
          value={value}
          onChange={(event) => {
            setTyping(true);
            onChange(event.target.value.trim());
          }}
        />
      ) : null}
    </>
  );
}
