import { Tags } from 'lucide-react';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { NO_PUBLISH_PROPERTIES, type PublishProperties } from '#shared/contract/mqttProperties.ts';
import styles from './ConsolePanel.module.css';
import { NumberField } from './NumberField.tsx';
import { UserPropertyFields } from './UserPropertyFields.tsx';

const CORRELATION = [
  { value: 'text', label: 'Text' },
  { value: 'hex', label: 'Hex' },
] as const;

interface PublishPropertyFieldsProps {
  readonly properties: PublishProperties | undefined;
  readonly onChange: (properties: PublishProperties) => void;
}

/** What a 5.0 PUBLISH may say beside its payload. */
export function PublishPropertyFields({ properties = NO_PUBLISH_PROPERTIES, onChange }: PublishPropertyFieldsProps) {
  const set = (change: Partial<PublishProperties>): void => onChange({ ...properties, ...change });
  const used = JSON.stringify(properties) !== JSON.stringify(NO_PUBLISH_PROPERTIES);
  return (
    <Popover
      label="PUBLISH properties"
      align="start"
      trigger={<IconButton label="PUBLISH properties" icon={<Tags />} pressed={used} />}
    >
      <div className={styles.panel}>
        <div className={styles.pair}>
          <TextField
            label="Content type"
            showLabel
            placeholder="application/json"
            value={properties.contentType}
            onChange={(event) => set({ contentType: event.target.value })}
          />
          <NumberField
            label="Message expiry"
            least={0}
            most={0xffff_ffff}
            unit="s"
            placeholder="never"
            value={properties.messageExpiry}
            onChange={(messageExpiry) => set({ messageExpiry })}
          />
        </div>
        <TextField
          label="Response topic"
          showLabel
          mono
          placeholder="where an answer goes"
          value={properties.responseTopic}
          onChange={(event) => set({ responseTopic: event.target.value })}
        />
        <div className={styles.line}>
          <TextField
            className={styles.grow ?? ''}
            label="Correlation data"
            showLabel
            mono
            value={properties.correlationData}
            onChange={(event) => set({ correlationData: event.target.value })}
          />
          <Segmented
            label="Correlation data is"
            value={properties.correlationEncoding}
            options={CORRELATION}
            onChange={(correlationEncoding) => set({ correlationEncoding })}
          />
        </div>
        <Switch
          label="Payload is UTF-8 text (format indicator)"
          checked={properties.textPayload}
          onChange={(textPayload) => set({ textPayload })}
        />
        <UserPropertyFields user={properties.user} onChange={(user) => set({ user })} />
      </div>
    </Popover>
  );
}
