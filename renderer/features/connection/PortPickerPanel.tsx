import { RefreshCw } from 'lucide-react';
import { useMemo } from 'react';
import { useBench, usePorts, useSettings, useView } from '#renderer/app/services.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import { DirectForm } from './DirectForm.tsx';
import { LISTEN_MODES, MODE_WORDS } from './listenModes.ts';
import { PairForm } from './PairForm.tsx';
import styles from './PortPicker.module.css';
import { openPaths, withTcpPorts } from './portModel.ts';
import { usePortWatch } from './usePortWatch.ts';

const NO_LINKS: readonly SerialLink[] = [];

/** Choose how to listen and on what. The ports are listed anew while it is in sight: a board may be plugged in meanwhile. */
export function PortPickerPanel({ onDone }: { onDone: () => void }) {
  const listed = usePorts((slice) => slice.ports);
  const { warning, loading, refresh } = usePorts((slice) => slice);
  const tcpPorts = useSettings((slice) => slice.settings.tcpPorts);
  const links = useBench((slice) => slice.state?.serial) ?? NO_LINKS;
  const mode = useView((slice) => slice.listenMode);
  const setMode = useView((slice) => slice.setListenMode);
  const ports = useMemo(() => withTcpPorts(listed, tcpPorts), [listed, tcpPorts]);
  const open = useMemo(() => openPaths(links), [links]);
  usePortWatch();
  return (
    <div className={styles.panel}>
      <div className={styles.title}>
        <h3>Open a serial port</h3>
        <IconButton
          label="List the ports again"
          icon={<RefreshCw />}
          disabled={loading}
          onClick={() => void refresh()}
        />
      </div>
      <div className={styles.mode}>
        <span className={styles.labelled} aria-hidden="true">
          How to listen
        </span>
        <Segmented label="How to listen" value={mode} options={LISTEN_MODES} onChange={setMode} />
        <p>{MODE_WORDS[mode]}</p>
      </div>
      {warning === '' ? null : <Notice severity="warning">{warning}</Notice>}
      {mode === 'direct' ? (
        <DirectForm ports={ports} open={open} onDone={onDone} />
      ) : (
        <PairForm key={mode} mode={mode} ports={ports} open={open} onDone={onDone} />
      )}
    </div>
  );
}
