import { useState } from 'react';
import { useRelay, useServices, useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { MAX_PROXIES, type ProxyConfig } from '#shared/contract/proxy.ts';
import { ProxyFields } from './ProxyFields.tsx';
import { ProxyItem } from './ProxyItem.tsx';
import { FRESH_PROXY, type ProxyForm, proxyFormOf, rememberProxy } from './proxyForm.ts';
import styles from './Relay.module.css';

/** The proxies that run, those of earlier, and a form for another one. */
export function ProxyView() {
  const { rpc, settings } = useServices();
  const proxies = useRelay((slice) => slice.proxies);
  const known = useSettings((slice) => slice.settings.proxies);
  const [form, setForm] = useState<ProxyForm>(() => (known[0] === undefined ? FRESH_PROXY : proxyFormOf(known[0])));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const idle = known.filter(
    ({ url, host, port }) =>
      !proxies.some(({ config }) => config.url === url && config.host === host && config.port === port),
  );
  const start = async (config: ProxyConfig): Promise<void> => {
    setBusy(true);
    setTrouble('');
    const started = await rpc.call('proxy.start', config);
    setBusy(false);
    if (!started.ok) {
      setForm(proxyFormOf(config));
      setTrouble(started.error.message);
      return;
    }
    settings.getState().patch({ proxies: rememberProxy(known, config, MAX_PROXIES) });
  };
  return (
    <div className={styles.view}>
      <p className={styles.note}>
        The board dials this machine; its bytes are passed on to the broker unchanged, and the packets of both sides
        stand in MQTT packets. For MQTT 3.1, 3.1.1 and 5.0.
      </p>
      {proxies.length === 0 ? null : (
        <ul className={styles.list} aria-label="Running proxies">
          {proxies.map((proxy) => (
            <ProxyItem key={proxy.id} proxy={proxy} onStop={() => void rpc.call('proxy.stop', { id: proxy.id })} />
          ))}
        </ul>
      )}
      {idle.length === 0 ? null : (
        <div className={styles.chips}>
          <span className={styles.note}>Again:</span>
          {idle.map((config) => (
            <Button
              key={`${config.host} ${config.port} ${config.url}`}
              size="small"
              disabled={busy}
              onClick={() => void start(config)}
            >
              {config.name === '' ? '' : `${config.name}: `}
              {config.port === 0 ? 'any port' : `port ${config.port}`} to {config.url}
            </Button>
          ))}
        </div>
      )}
      <ProxyFields
        form={form}
        busy={busy}
        trouble={trouble}
        onForm={setForm}
        onStart={(config) => void start(config)}
      />
    </div>
  );
}
