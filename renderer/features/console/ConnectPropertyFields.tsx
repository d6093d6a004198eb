import type { ConnectProperties } from '#shared/contract/mqttProperties.ts';
import styles from './ConsolePanel.module.css';
import { NumberField } from './NumberField.tsx';
import { UserPropertyFields } from './UserPropertyFields.tsx';

interface ConnectPropertyFieldsProps {
  readonly properties: ConnectProperties;
  readonly onChange: (properties: ConnectProperties) => void;
}

/** What a 5.0 CONNECT may say more. */
export function ConnectPropertyFields({ properties, onChange }: ConnectPropertyFieldsProps) {
  const set = (change: Partial<ConnectProperties>): void => onChange({ ...properties, ...change });
  const { sessionExpiry, receiveMaximum, user } = properties;
  return (
    <details
      className={styles.fold}
      open={sessionExpiry !== null || receiveMaximum !== null || user.length > 0 ? true : undefined}
    >
      <summary>CONNECT properties</summary>
      <div className={styles.folded}>
        <div className={styles.pair}>
          <NumberField
            label="Session expiry"
            least={0}
            most={0xffff_ffff}
            unit="s"
            placeholder="by clean"
            value={sessionExpiry}
            onChange={(value) => set({ sessionExpiry: value })}
          />
          <NumberField
            label="Receive maximum"
            least={1}
            most={65_535}
            placeholder="65535"
            value={receiveMaximum}
            onChange={(value) => set({ receiveMaximum: value })}
          />
        </div>
        <UserPropertyFields user={user} onChange={(next) => set({ user: next })} />
      </div>
    </details>
  );
}
