import { useId } from 'react';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import styles from './ConsolePanel.module.css';
import type { FormTls } from './connectionTarget.ts';
import { FileButton } from './FileButton.tsx';

const MAX_PEM = 16_384;

interface TlsFieldsProps {
  readonly tls: FormTls;
  readonly onChange: (tls: FormTls) => void;
}

/** Whom to trust over TLS, and who the client is. The private key is used, never kept. */
export function TlsFields({ tls, onChange }: TlsFieldsProps) {
  const set = (change: Partial<FormTls>): void => onChange({ ...tls, ...change });
  return (
    <>
      <PemField
        label="Authority to trust (PEM)"
        placeholder="empty: what this machine trusts"
        value={tls.ca}
        onChange={(ca) => set({ ca })}
      />
      <details className={styles.fold} open={tls.cert !== ''}>
        <summary>Client certificate</summary>
        <div className={styles.folded}>
          <PemField
            label="Client certificate (PEM)"
            placeholder="only where the broker asks for one"
            value={tls.cert}
            onChange={(cert) => set({ cert })}
          />
          <PemField
            label="Client key (PEM)"
            placeholder="used for this connection, never kept"
            value={tls.key}
            onChange={(key) => set({ key })}
          />
        </div>
      </details>
      <Switch
        label="Take any certificate (not checked)"
        checked={tls.insecure}
        onChange={(insecure) => set({ insecure })}
      />
      {tls.insecure ? (
        <Notice severity="warning">
          Whoever answers at this address can read the password and every message. Use it to try things out only; it is
          not remembered. Better: give the certificate of the authority above.
        </Notice>
      ) : null}
    </>
  );
}

interface PemFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A PEM text, pasted or loaded. */
function PemField({ label, placeholder, value, onChange }: PemFieldProps) {
  const id = useId();
  return (
    <div>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        <FileButton accept=".pem,.crt,.cer,.key" label={`Load ${label}`} maxBytes={MAX_PEM} onText={onChange}>
          Load…
        </FileButton>
      </div>
      <textarea
        id={id}
        className={styles.area}
        rows={value === '' ? 1 : 3}
        maxLength={MAX_PEM}
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
