import { type FormEvent, useState } from 'react';
import { usePorts, useServices, useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { PortInfo, SerialOpenInput } from '#shared/contract/serial.ts';
import { OpenOptions } from './OpenOptions.tsx';
import { PortList } from './PortList.tsx';
import styles from './PortPicker.module.css';
import { openInputFor, preferredPort } from './portModel.ts';
import { openPort } from './serialActions.ts';

export interface DirectFormProps {
  readonly ports: readonly PortInfo[];
  /** Paths that are open already. */
  readonly open: ReadonlySet<string>;
  readonly onDone: () => void;
}

/** Choose one port, say how, open it. */
export function DirectForm({ ports, open, onDone }: DirectFormProps) {
  const services = useServices();
  const loaded = usePorts((slice) => slice.loaded);
  const settings = useSettings((slice) => slice.settings);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const listedChoice =
    chosen ??
    preferredPort(
      ports.filter((port) => !open.has(port.path)),
      settings.lastPort,
    )?.path ??
    '';
  const path = typed.trim() === '' ? listedChoice : typed.trim();
  const [edited, setEdited] = useState(() => openInputFor(path, settings));
  const input = edited.path === path ? edited : openInputFor(path, settings);

  const submit = async (request: SerialOpenInput): Promise<void> => {
    setBusy(true);
    setTrouble('');
    const message = await openPort(services, request);
    setBusy(false);
    setTrouble(message);
    if (message === '') onDone();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (path !== '' && !busy) void submit(input);
  };

  return (
    <form className={styles.panel} onSubmit={onSubmit}>
      {loaded && !ports.some(({ kind }) => kind !== 'player' && kind !== 'sim') ? (
        <p className={styles.none}>
          No serial port found. Plug the board in, type a path below, or take what needs none: a simulated modem or a
          recorded capture.
        </p>
      ) : null}
      <PortList
        ports={ports}
        selected={typed.trim() === '' ? path : ''}
        open={open}
        onSelect={(next) => {
          setTyped('');
          setChosen(next);
        }}
        onOpen={(next) => void submit(openInputFor(next, settings))}
      />
      <div className={styles.options}>
        <TextField
          label="Or type a path"
          showLabel
          mono
          placeholder="/dev/ttyUSB2, COM7, tcp://host:port"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <OpenOptions input={input} onChange={setEdited} />
        {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
        <div className={styles.submit}>
          <Button type="submit" variant="primary" disabled={path === '' || busy}>
            {busy ? 'Opening …' : input.path.startsWith('play:') ? 'Play' : 'Open'}
          </Button>
        </div>
      </div>
    </form>
  );
}
