import { useBench, useView } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { useStartBroker } from './useStartBroker.ts';

/** What stands in the way of the whole window, under the connection bar. */
export function Banners() {
  return (
    <>
      <WireBanner />
      <BrokerBanner />
    </>
  );
}

function WireBanner() {
  const connection = useBench((slice) => slice.connection);
  const known = useBench((slice) => slice.info !== null);
  if (connection.phase === 'refused') {
    return (
      <Notice severity="error" actions={<Button onClick={() => location.reload()}>Reload</Button>}>
        This window is of another version than the bench. Reload it.
      </Notice>
    );
  }
  if (connection.phase === 'connected' || connection.phase === 'stopped' || !known) return null;
  const attempt = connection.phase === 'waiting' ? ` (attempt ${connection.attempt})` : '';
  return (
    <Notice severity="error">
      Bench connection lost — trying again{attempt}. What is shown is from before; the bench itself may go on capturing.
    </Notice>
  );
}

function BrokerBanner() {
  const broker = useBench((slice) => slice.state?.broker);
  const setOpen = useView((slice) => slice.setBrokerPanelOpen);
  const { start, busy, trouble } = useStartBroker();
  if (broker === undefined || broker.state !== 'failed') return null;
  const { freePort } = broker;
  return (
    <Notice
      severity="error"
      actions={
        <>
          {freePort === null ? null : (
            <Button
              size="small"
              variant="primary"
              disabled={busy}
              onClick={() => void start({ ...broker.listen, port: freePort })}
            >
              Use port {freePort}
            </Button>
          )}
          <Button size="small" disabled={busy} onClick={() => void start(broker.listen)}>
            Try again
          </Button>
          <Button size="small" onClick={() => setOpen(true)}>
            Broker settings
          </Button>
        </>
      }
    >
      {trouble === '' ? broker.trouble : trouble}
    </Notice>
  );
}
