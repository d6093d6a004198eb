import type { FormEvent } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { BrokerState } from '#shared/contract/broker.ts';
import styles from './BrokerPanel.module.css';
import { BrokerRoutes } from './BrokerRoutes.tsx';
import { type BrokerForm, isListen, isLoopback, LISTENER_FIELDS, parseBrokerForm } from './brokerForm.ts';
import { useStartBroker } from './useStartBroker.ts';

interface BrokerListenTabProps {
  readonly broker: BrokerState;
  /** The fields as they were left. */
  readonly form: BrokerForm;
  readonly onForm: (change: Partial<BrokerForm>) => void;
  readonly onSetPassword: () => void;
}

/** Where the broker listens; start, move, stop; and how devices come there. */
export function BrokerListenTab({ broker, form, onForm: set, onSetPassword }: BrokerListenTabProps) {
  const rpc = useRpc();
  const { start, busy, trouble } = useStartBroker();
  const parsed = parseBrokerForm(form);
  const errors = isListen(parsed) ? {} : parsed;
  const running = broker.state === 'listening' || broker.state === 'starting';
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isListen(parsed) && !busy) void start(parsed);
  };
  return (
    <form className={styles.tab} onSubmit={onSubmit}>
      <div className={styles.hostRow}>
        <TextField
          label="Listen address"
          showLabel
          mono
          value={form.host}
          error={errors.host}
          onChange={(event) => set({ host: event.target.value })}
        />
        <Segmented
          label="Who can reach it"
          value={isLoopback(form.host) ? 'here' : 'network'}
          options={[
            { value: 'here', label: 'This computer', title: 'Listens on 127.0.0.1' },
            { value: 'network', label: 'The network', title: 'Listens on 0.0.0.0: every address of this computer' },
          ]}
          onChange={(reach) => set({ host: reach === 'here' ? '127.0.0.1' : '0.0.0.0' })}
        />
      </div>
      <div className={styles.listeners}>
        {LISTENER_FIELDS.map(({ on, port, name, label }) => (
          <div key={on} className={styles.listener}>
            <Switch label={`MQTT over ${name}`} checked={form[on]} onChange={(next) => set({ [on]: next })} />
            <TextField
              label={label}
              mono
              inputMode="numeric"
              disabled={!form[on]}
              value={form[port]}
              error={errors[port]}
              onChange={(event) => set({ [port]: event.target.value })}
            />
          </div>
        ))}
      </div>
      {isLoopback(form.host) || broker.passwordAsked === true ? null : (
        <Notice
          severity="warning"
          actions={
            <Button size="small" onClick={onSetPassword}>
              Set a password
            </Button>
          }
        >
          Every machine that can reach {form.host} may connect, without a password. Use 127.0.0.1 to keep it to this
          one.
        </Notice>
      )}
      {broker.trouble === '' ? null : <Notice severity="error">{broker.trouble}</Notice>}
      {trouble === '' || trouble === broker.trouble ? null : <Notice severity="error">{trouble}</Notice>}
      <div className={styles.actions}>
        {running && broker.clientCount > 0 ? (
          <p className={styles.note}>
            Applying another address or stopping disconnects{' '}
            {broker.clientCount === 1 ? 'the client' : `all ${broker.clientCount} clients`}.
          </p>
        ) : null}
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
      <BrokerRoutes broker={broker} />
    </form>
  );
}
