import { Switch } from '#renderer/ui/Switch.tsx';
import type { RemoteTls } from '#shared/contract/proxy.ts';
import styles from './Relay.module.css';

export interface TlsFieldsProps {
  readonly tls: RemoteTls;
  readonly onChange: (tls: RemoteTls) => void;
}

/** Whom to trust at the other end: for mqtts:// and wss://. */
export function TlsFields({ tls, onChange }: TlsFieldsProps) {
  return (
    <>
      {tls.insecure ? null : (
        <label className={styles.pem}>
          <span>Certificate of its authority (PEM); empty trusts what this machine trusts</span>
          <textarea
            aria-label="Certificate of its authority"
            spellCheck={false}
            placeholder={'-----BEGIN CERTIFICATE-----\n…'}
            value={tls.ca}
            maxLength={16_384}
            onChange={(event) => onChange({ ...tls, ca: event.target.value })}
          />
        </label>
      )}
      <Switch
        label="Take any certificate: the other end may be anybody"
        checked={tls.insecure}
        onChange={(insecure) => onChange({ ...tls, insecure })}
      />
    </>
  );
}
