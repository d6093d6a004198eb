import { type FormEvent, useState } from 'react';
import { useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { LOCAL_BROKER_URL } from '#shared/contract/console.ts';
import styles from './ConnectionForm.module.css';
import { ConnectPropertyFields } from './ConnectPropertyFields.tsx';
import { type FormTarget, isSecureUrl, savedOf, targetOf } from './connectionTarget.ts';
import { TlsFields } from './TlsFields.tsx';
import type { Asker } from './useConsole.ts';

const WHERE = [
  { value: 'bench', label: 'This bench' },
  { value: 'other', label: 'Another broker' },
] as const;
const LEVELS = [
  { value: '4', label: '3.1.1' },
  { value: '5', label: '5.0' },
] as const;

interface ConnectionFormProps {
  readonly asker: Asker;
  /** Connected, or trying to be: then it can be ended. */
  readonly active: boolean;
  readonly onDone: () => void;
}

/** Which broker the console's client talks to, and how. The password is used, never kept. */
export function ConnectionForm({ asker, active, onDone }: ConnectionFormProps) {
  const saved = useSettings((slice) => slice.settings.console);
  const patch = useSettings((slice) => slice.patch);
  const [target, setTarget] = useState<FormTarget>(() => targetOf(saved));
  const local = target.url === LOCAL_BROKER_URL;
  const set = (change: Partial<FormTarget>): void => setTarget({ ...target, ...change });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    patch({ console: savedOf(target) });
    if (await asker.ask('console.connect', target)) onDone();
  };

  const disconnect = async (): Promise<void> => {
    if (await asker.ask('console.disconnect', {})) onDone();
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div className={styles.line}>
        <span className={styles.label}>Broker</span>
        <Segmented
          label="Broker"
          value={local ? 'bench' : 'other'}
          options={WHERE}
          onChange={(where) =>
            set({ url: where === 'bench' ? LOCAL_BROKER_URL : 'mqtt://', level: where === 'bench' ? 4 : target.level })
          }
        />
      </div>
      {local ? (
        <p className={styles.hint}>The bench's own broker speaks MQTT 3.1.1; properties need another broker.</p>
      ) : (
        <>
          <TextField
            label="URL"
            showLabel
            mono
            autoFocus
            placeholder="mqtt://host:1883, mqtts://, ws://, wss://"
            value={target.url}
            onChange={(event) => set({ url: event.target.value })}
          />
          <div className={styles.line}>
            <span className={styles.label}>MQTT version</span>
            <Segmented
              label="MQTT version"
              value={target.level === 5 ? '5' : '4'}
              options={LEVELS}
              onChange={(level) => set({ level: level === '5' ? 5 : 4 })}
            />
          </div>
          {isSecureUrl(target.url) ? <TlsFields tls={target.tls} onChange={(tls) => set({ tls })} /> : null}
          <div className={styles.pair}>
            <TextField
              label="User name"
              showLabel
              value={target.username}
              onChange={(event) => set({ username: event.target.value })}
            />
            <TextField
              label="Password"
              showLabel
              type="password"
              value={target.password}
              onChange={(event) => set({ password: event.target.value })}
            />
          </div>
        </>
      )}
      <div className={styles.pair}>
        <TextField
          label="Client id"
          showLabel
          mono
          placeholder="made for you"
          value={target.clientId}
          onChange={(event) => set({ clientId: event.target.value })}
        />
        <TextField
          label="Keep alive"
          showLabel
          type="number"
          min={0}
          max={65_535}
          trailing="s"
          value={String(target.keepAlive)}
          onChange={(event) =>
            set({ keepAlive: Math.min(65_535, Math.max(0, Math.trunc(Number(event.target.value)))) })
          }
        />
      </div>
      <Switch label="Clean session" checked={target.clean} onChange={(clean) => set({ clean })} />
      {local || target.level !== 5 ? null : (
        <ConnectPropertyFields properties={target.properties} onChange={(properties) => set({ properties })} />
      )}
      {asker.trouble === '' ? null : (
        <p className={styles.trouble} role="alert">
          {asker.trouble}
        </p>
      )}
      <div className={styles.actions}>
        {active ? <Button onClick={() => void disconnect()}>Disconnect</Button> : null}
        <Button type="submit" variant="primary" disabled={asker.busy}>
          {asker.busy ? 'Connecting…' : active ? 'Connect anew' : 'Connect'}
        </Button>
      </div>
    </form>
  );
}
