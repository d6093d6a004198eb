import { RefreshCw } from 'lucide-react';
import { type FormEvent, useMemo, useState } from 'react';
import { useBench, usePorts, useServices, useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import { OpenOptions } from './OpenOptions.tsx';
import { PortList } from './PortList.tsx';
import styles from './PortPicker.module.css';
import { openInputFor, preferredPort, withTcpPorts } from './portModel.ts';
import { openPort } from './serialActions.ts';
import { usePortWatch } from './usePortWatch.ts';

const NO_LINKS: readonly SerialLink[] = [];

/** Choose a port, say how, open it. The list renews itself while it is in sight: a board may be plugged in meanwhile. */
export function PortPickerPanel({ onDone }: { onDone: () => void }) {
  const services = useServices();
  const listed = usePorts((slice) => slice.ports);
  const { warning, loading, loaded, refresh } = usePorts((slice) => slice);
  const settings = useSettings((slice) => slice.settings);
  const links = useBench((slice) => slice.state?.serial) ?? NO_LINKS;
  const ports = useMemo(() => withTcpPorts(listed, settings.tcpPorts), [listed, settings.tcpPorts]);
  const open = useMemo(
    () =>
      new Set(
        links
          .filter((link) => link.state !== 'closed')
          .flatMap((link) => (link.mcu === null ? [link.path] : [link.path, link.mcu.path])),
      ),
    [links],
  );

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

  usePortWatch();

  const submit = async (request: typeof input): Promise<void> => {
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
      <div className={styles.title}>
        <h3>Open a serial port</h3>
        <IconButton
          label="List the ports again"
          icon={<RefreshCw />}
          disabled={loading}
          onClick={() => void refresh()}
        />
      </div>
      {warning === '' ? null : <Notice severity="warning">{warning}</Notice>}
      {loaded && !ports.some((port) => port.kind !== 'player') ? (
        <p className={styles.none}>
          No serial port found. Plug the board in, type a path below, or play a recorded capture.
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
