import { Settings2 } from 'lucide-react';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import type { SubscriptionOptions as Options } from '#shared/contract/mqttProperties.ts';
import styles from './ConsolePanel.module.css';
import { NumberField } from './NumberField.tsx';
import { optionWords } from './subscriptionInput.ts';

const HANDLING = [
  { value: '0', label: 'Always', hint: 'at every subscribe' },
  { value: '1', label: 'When new', hint: 'only for a new subscription' },
  { value: '2', label: 'Never' },
] as const;

interface SubscriptionOptionsProps {
  readonly options: Options;
  readonly onChange: (options: Options) => void;
}

/** The subscription options of MQTT 5.0, for the filters that are added next. */
export function SubscriptionOptions({ options, onChange }: SubscriptionOptionsProps) {
  const set = (change: Partial<Options>): void => onChange({ ...options, ...change });
  const words = optionWords(options);
  return (
    <Popover
      label="Subscription options"
      align="end"
      trigger={<IconButton label="Subscription options" icon={<Settings2 />} pressed={words !== ''} />}
    >
      <div className={styles.panel}>
        <Switch
          label="No local: not what the console publishes itself"
          checked={options.noLocal ?? false}
          onChange={(noLocal) => set({ noLocal })}
        />
        <Switch
          label="Retain as published"
          checked={options.retainAsPublished ?? false}
          onChange={(retainAsPublished) => set({ retainAsPublished })}
        />
        <Select
          label="Send retained messages"
          showLabel
          value={String(options.retainHandling ?? 0)}
          options={HANDLING}
          onChange={(value) => set({ retainHandling: value === '2' ? 2 : value === '1' ? 1 : 0 })}
        />
        <NumberField
          label="Subscription identifier"
          least={1}
          most={268_435_455}
          placeholder="none"
          value={options.identifier ?? null}
          onChange={(value) => {
            const { identifier: _old, ...rest } = options;
            onChange(value === null ? rest : { ...rest, identifier: value });
          }}
        />
      </div>
    </Popover>
  );
}
