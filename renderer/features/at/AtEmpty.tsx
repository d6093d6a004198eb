import { Cable } from 'lucide-react';
import { useState } from 'react';
import { type Services, useBench, usePorts, useServices, useView } from '#renderer/app/services.ts';
import type { ListenMode } from '#renderer/features/connection/listenModes.ts';
import { shortName } from '#renderer/features/connection/portModel.ts';
import { openPortAsLast, playCapture } from '#renderer/features/connection/serialActions.ts';
import { usePortWatch } from '#renderer/features/connection/usePortWatch.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

/** What to do while there is no AT traffic: open a port, play the sample, or wait for the modem. */
export function AtEmpty() {
  const services = useServices();
  const mode = useBench((slice) => slice.state?.serial.find((link) => link.state !== 'closed')?.mode ?? null);
  const ports = usePorts((slice) => slice.ports);
  const { setPortPickerOpen, setListenMode } = useView((slice) => slice);
  const [trouble, setTrouble] = useState('');
  usePortWatch();

  if (mode === 'tap' || mode === 'bridge') {
    return (
      <EmptyState icon={<Cable />} title={`The ${mode} is open, nothing has been said yet`}>
        Reset or power the board: what it and the modem say appears here. Nothing comes? Check{' '}
        {mode === 'tap'
          ? 'that each adapter’s RX is on one TXD wire, and GND'
          : 'that TX and RX are crossed on both sides, GND'}
        , and the speed of both sides.
      </EmptyState>
    );
  }
  if (mode === 'direct') {
    return (
      <EmptyState icon={<Cable />} title="The port is open, nothing has been said yet">
        Send <code className="mono">AT</code> below: a modem that listens answers OK. No answer? Check the baud rate and
        that TX and RX are crossed.
      </EmptyState>
    );
  }
  const choose = (next: ListenMode): void => {
    setListenMode(next);
    setPortPickerOpen(true);
  };
  const best = ports.find((port) => port.recommended && port.kind !== 'player');
  const sample = ports.find((port) => port.kind === 'player');
  return (
    <EmptyState
      icon={<Cable />}
      title="No serial port is open"
      actions={
        <>
          {best === undefined ? null : (
            <Button variant="primary" onClick={() => void openPortAsLast(services, best.path).then(setTrouble)}>
              Open {best.label} ({shortName(best.path)})
            </Button>
          )}
          <Button variant={best === undefined ? 'primary' : 'normal'} onClick={() => choose('direct')}>
            Choose a port …
          </Button>
          <Button onClick={() => choose('tap')}>Listen between MCU and modem …</Button>
          <Button onClick={() => void simulate(services).then(setTrouble)}>Start the simulated board</Button>
          {sample === undefined ? null : (
            <Button onClick={() => void playCapture(services, sample.path).then(setTrouble)}>
              Play the sample capture
            </Button>
          )}
        </>
      }
    >
      Connect the board by USB and open the port of its modem; everything both sides say appears here.
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
    </EmptyState>
  );
}

async function simulate({ rpc }: Services): Promise<string> {
  const started = await rpc.call('simulator.start', { profile: 'sim7600' });
  return started.ok ? '' : started.error.message;
}
