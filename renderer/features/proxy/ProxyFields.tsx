import type { FormEvent } from 'react';
import { isLoopback } from '#renderer/features/connection/brokerForm.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { ProxyConfig } from '#shared/contract/proxy.ts';
import { type ProxyForm, parseProxyForm, speaksTls } from './proxyForm.ts';
import styles from './Relay.module.css';
import { TlsFields } from './TlsFields.tsx';

export interface ProxyFieldsProps {
  readonly form: ProxyForm;
  readonly busy: boolean;
  /** Why the last start failed, in words; '' when it did not. */
  readonly trouble: string;
  readonly onForm: (form: ProxyForm) => void;
  readonly onStart: (config: ProxyConfig) => void;
}

export function ProxyFields({ form, busy, trouble, onForm, onStart }: ProxyFieldsProps) {
  const parsed = parseProxyForm(form);
  const errors = 'errors' in parsed ? parsed.errors : {};
  const set = (change: Partial<ProxyForm>): void => onForm({ ...form, ...change });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if ('config' in parsed && !busy) onStart(parsed.config);
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} aria-label="New proxy">
      <h3 className={styles.subtitle}>New proxy</h3>
      <div className={styles.fields}>
        <TextField
          label="Broker to pass on to"
          showLabel
          mono
          className={styles.wide}
          placeholder="mqtts://broker.example:8883"
          value={form.url}
          // An empty field needs no telling off.
          error={form.url === '' ? undefined : errors.url}
          onChange={(event) => set({ url: event.target.value })}
        />
        <TextField
          label="Name (optional)"
          showLabel
          className={styles.third}
          maxLength={64}
          value={form.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label="Listen address"
          showLabel
          mono
          className={styles.wide}
          value={form.host}
          error={errors.host}
          onChange={(event) => set({ host: event.target.value })}
        />
        <TextField
          label="Listen port"
          showLabel
          mono
          inputMode="numeric"
          className={styles.third}
          value={form.port}
          error={errors.port}
          onChange={(event) => set({ port: event.target.value })}
        />
      </div>
      {speaksTls(form.url) ? <TlsFields tls={form.tls} onChange={(tls) => set({ tls })} /> : null}
      {form.host === '' || isLoopback(form.host) ? null : (
        <Notice severity="warning">Every machine that can reach {form.host} is passed on to the broker.</Notice>
      )}
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
      <div className={styles.actions}>
        <Button type="submit" variant="primary" disabled={busy || 'errors' in parsed}>
          {busy ? 'Starting …' : 'Start the proxy'}
        </Button>
      </div>
    </form>
  );
}
