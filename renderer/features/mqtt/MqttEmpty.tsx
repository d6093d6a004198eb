import { Check, Copy, Radio } from 'lucide-react';
import { useState } from 'react';
import { useBench, useView } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import styles from './MqttPane.module.css';
import { publishExample } from './mqttExample.ts';

/** What to do while there are no packets: start the broker, or point a client at it. */
export function MqttEmpty() {
  const broker = useBench((slice) => slice.state?.broker);
  const setPanelOpen = useView((slice) => slice.setBrokerPanelOpen);
  if (broker === undefined) return null;
  if (broker.state !== 'listening') {
    return (
      <EmptyState
        icon={<Radio />}
        title={broker.state === 'starting' ? 'The broker is starting' : 'The broker is not running'}
        actions={
          <Button variant="primary" onClick={() => setPanelOpen(true)}>
            Broker settings
          </Button>
        }
      >
        {broker.trouble === '' ? 'Start it, and every packet of every client appears here.' : broker.trouble}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Radio />} title="No device has connected">
      <p>
        Point your device at <code className="mono">{broker.address}</code>, or try it from a terminal:
      </p>
      <Example text={publishExample(broker.address)} />
    </EmptyState>
  );
}

function Example({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard on plain http from another machine: the text can still be selected.
      setCopied(false);
    }
  };
  return (
    <div className={styles.example}>
      <code className="mono">{text}</code>
      <IconButton
        label={copied ? 'Copied' : 'Copy the command'}
        icon={copied ? <Check /> : <Copy />}
        onClick={() => void copy()}
      />
    </div>
  );
}
