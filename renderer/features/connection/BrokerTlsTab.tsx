import { useState } from 'react';
import { useBench, useRpc } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { BrokerState } from '#shared/contract/broker.ts';
import { installCaSteps, installCaText } from '#shared/reachability/installCa.ts';
import styles from './BrokerPanel.module.css';
import { tlsDialAddress } from './tlsDialAddress.ts';
import { useBrokerQuery } from './useBrokerQuery.ts';

const date = (milliseconds: number): string => new Date(milliseconds).toLocaleDateString();

/** The bench's certificate authority: take it away, put it on the modem, make it anew. */
export function BrokerTlsTab({ broker }: { broker: BrokerState }) {
  const rpc = useRpc();
  const { data, trouble, refresh } = useBrokerQuery('broker.certificate', {}, 0);
  const { data: reach } = useBrokerQuery('broker.routes', {}, 0);
  const [said, setSaid] = useState<{ readonly severity: 'info' | 'error'; readonly text: string } | null>(null);
  const [asking, setAsking] = useState(false);
  const modem = useBench((slice) =>
    slice.state?.serial.find((link) => link.state === 'open' && link.role === 'modem' && link.mode !== 'tap'),
  );
  if (trouble !== '') return <Notice severity="error">{trouble}</Notice>;
  if (data === null) return <p className={styles.note}>Making the certificates …</p>;
  const text = installCaText(data.caPem, tlsDialAddress(broker, reach?.lan ?? []));
  const tell = (answer: { ok: true } | { ok: false; error: { message: string } }, done: string): void =>
    setSaid(answer.ok ? { severity: 'info', text: done } : { severity: 'error', text: answer.error.message });
  const install = async (link: number): Promise<void> => {
    const steps = installCaSteps(data.caPem).map((step) => ({ ...step }));
    tell(await rpc.call('sequence.run', { link, steps }), 'The commands are being sent; see the AT traffic.');
  };
  const renew = async (authority: boolean): Promise<void> => {
    setAsking(false);
    const done = authority
      ? 'The authority is new: every device needs the new CA certificate. It counts from the broker’s next start.'
      : 'The server’s certificate is new. It counts from the broker’s next start.';
    tell(await rpc.call('broker.renew-certificate', { authority }), done);
    refresh();
  };
  return (
    <div className={styles.tab}>
      {broker.addresses?.tls === '' && broker.addresses.wss === '' ? (
        <Notice severity="info">TLS is off. Switch it on in Listen.</Notice>
      ) : null}
      {said === null ? null : (
        <Notice severity={said.severity} onDismiss={() => setSaid(null)}>
          {said.text}
        </Notice>
      )}
      <dl className={styles.facts}>
        <dt>CA valid until</dt>
        <dd>{date(data.caNotAfter)}</dd>
        <dt>CA SHA-256</dt>
        <dd className={`mono ${styles.breakable}`}>{data.caFingerprint}</dd>
        <dt>Server valid until</dt>
        <dd>{date(data.notAfter)}</dd>
        <dt>Made out to</dt>
        <dd className={`mono ${styles.breakable}`}>{data.names.join(', ')}</dd>
      </dl>
      <div className={styles.buttons}>
        <Button onClick={() => save('modemscope-ca.pem', data.caPem)}>Save CA as PEM</Button>
        <Button onClick={() => save('modemscope-ca.der', bytesOf(data.caDerBase64))}>Save CA as DER</Button>
        <Button onClick={() => void renew(false)}>New server certificate</Button>
        <Button variant="danger" onClick={() => setAsking(true)}>
          New CA
        </Button>
      </div>
      {asking ? (
        <Notice
          severity="warning"
          onDismiss={() => setAsking(false)}
          actions={
            <Button size="small" variant="danger" onClick={() => void renew(true)}>
              Make a new CA
            </Button>
          }
        >
          Devices that hold the old CA certificate will refuse this broker until they have the new one.
        </Notice>
      ) : null}
      <section className={styles.section} aria-label="CA on the modem">
        <div className={styles.sectionHead}>
          <h4 className={styles.heading}>Put the CA on a SIM7600</h4>
          <CopyButton label="Copy the AT commands" text={text} />
          <Button size="small" disabled={modem === undefined} onClick={() => modem && void install(modem.link)}>
            Send to the modem
          </Button>
        </div>
        <pre className={styles.commands}>{text}</pre>
      </section>
    </div>
  );
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/** Hands a file to the browser's downloads. */
function save(name: string, content: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content]));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // Not at once: the download begins after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
