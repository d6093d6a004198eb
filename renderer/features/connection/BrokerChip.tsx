import { ChevronDown } from 'lucide-react';
import { useBench, useView } from '#renderer/app/services.ts';
import { Popover } from '#renderer/ui/Popover.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { BrokerPanel } from './BrokerPanel.tsx';
import styles from './Chip.module.css';
import { brokerWords } from './linkState.ts';

export function BrokerChip() {
  const broker = useBench((slice) => slice.state?.broker);
  const open = useView((slice) => slice.brokerPanelOpen);
  const setOpen = useView((slice) => slice.setBrokerPanelOpen);
  if (broker === undefined) return null;
  const { dot, text } = brokerWords(broker);
  return (
    <Popover
      label="MQTT broker"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.chip} data-trouble={dot === 'trouble'} aria-label={`Broker: ${text}`}>
          <StateDot state={dot} />
          <span className={styles.text}>{text}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
    >
      <BrokerPanel broker={broker} />
    </Popover>
  );
}
