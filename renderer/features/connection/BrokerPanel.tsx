import { type FormEvent, useState } from 'react';
import { useRpc, useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { BrokerState } from '#shared/contract/broker.ts';
import styles from './BrokerPanel.module.css';
import { type BrokerForm, brokerFormOf, isListen, isLoopback, parseBrokerForm } from './brokerForm.ts';
import { useStartBroker } from './useStartBroker.ts';

/** Where the broker listens; start, move, stop. */
export function BrokerPanel({ broker }: { broker: BrokerState }) {
  const rpc = useRpc();
  const remembered = useSettings((slice) => slice.settings.broker);
  const [form, setForm] = useState<BrokerForm>(() => brokerFormOf(remembered ?? broker.listen));
  const { start, busy, trouble } = useStartBroker();
  const parsed = parseBrokerForm(form);
  const errors = isListen(parsed) ? {} : parsed;
  const running = broker.state === 'listening' || broker.state === 'starting';
  const set = (change: Partial<BrokerForm>): void => setForm((old) => ({ ...old, ...change }));
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isListen(parsed) && !busy) void start(parsed);
  };
  return (
    <form className={styles.panel} onSubmit={onSubmit}>
      <h3 className={styles.title}>MQTT broker</h3>
      {broker.state === 'listening' ? (
        <dl className={styles.facts}>
          <dt>TCP</dt>
          <dd className="mono">{broker.address}</dd>
          <dt>WebSocket</dt>
          <dd className="mono">{broker.wsAddress === '' ? 'off' : broker.wsAddress}</dd>
        </dl>
      ) : null}
      <div className={styles.fields}>
        <TextField
          label="Listen address"
          showLabel
          mono
          value={form.host}
          error={errors.host}
          onChange={(event) => set({ host: event.target.value })}
        />
        <TextField
          label="TCP port"
          showLabel
          mono
          inputMode="numeric"
          value={form.port}
          error={errors.port}
          onChange={(event) => set({ port: event.target.value })}
        />
        <TextField
          label="WebSocket port"
          showLabel
          mono
          inputMode="numeric"
          disabled={!form.ws}
          value={form.wsPort}
          error={errors.wsPort}
          onChange={(event) => set({ wsPort: event.target.value })}
        />
      </div>
      <Switch label="MQTT over WebSocket" checked={form.ws} onChange={(ws) => set({ ws })} />
      {isLoopback(form.host) ? null : (
        <Notice severity="warning">
          Every machine that can reach {form.host} may connect, without a password. Use 127.0.0.1 to keep it to this
          one.
        </Notice>
      )}
      {broker.trouble === '' ? null : <Notice severity="error">{broker.trouble}</Notice>}
      {trouble === '' || trouble === broker.trouble ? null : <Notice severity="error">{trouble}</Notice>}
      <div className={styles.actions}>
        {broker.freePort === null || broker.state !== 'failed' ? null : (
          <Button onClick={() => void start({ ...broker.listen, port: broker.freePort ?? 0 })}>
            Use port {broker.freePort}
          </Button>
        )}
        {running ? (
          <Button variant="danger" onClick={() => void rpc.call('broker.stop', {})}>
            Stop
          </Button>
        ) : null}
        <Button type="submit" variant="primary" disabled={busy || !isListen(parsed)}>
          {busy ? 'Starting …' : running ? 'Apply' : 'Start'}
        </Button>
      </div>
      {running && broker.clientCount > 0 ? (
        <p className={styles.note}>
          Applying another address or stopping disconnects{' '}
          {broker.clientCount === 1 ? 'the client' : `all ${broker.clientCount} clients`}.
        </p>
      ) : null}
    </form>
  );
}
