import { type FormEvent, useState } from 'react';
import { useRelay, useServices, useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { BridgeFacts } from './BridgeFacts.tsx';
import { BridgeFields } from './BridgeFields.tsx';
import { type BridgeForm, bridgeFormOf, FRESH_BRIDGE, parseBridgeForm } from './bridgeForm.ts';
import styles from './Relay.module.css';

/** Joins topics of the bench's broker with a broker elsewhere. */
export function BridgeView() {
  const { rpc, settings } = useServices();
  const bridge = useRelay((slice) => slice.bridge);
  const remembered = useSettings((slice) => slice.settings.bridge);
  const [form, setForm] = useState<BridgeForm>(() => (remembered === null ? FRESH_BRIDGE : bridgeFormOf(remembered)));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const parsed = parseBridgeForm(form);
  const running = bridge !== null && bridge.state !== 'stopped';
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ('errors' in parsed || busy) return;
    setBusy(true);
    setTrouble('');
    const started = await rpc.call('bridge.start', { ...parsed.config, password: parsed.password });
    setBusy(false);
    if (started.ok) settings.getState().patch({ bridge: parsed.config });
    else setTrouble(started.error.message);
  };
  return (
    <div className={styles.view}>
      <p className={styles.note}>
        The bench’s broker and another one share topics: what is published on one side is published on the other, once.
        Of a retained message that both have, the remote broker’s stays.
      </p>
      {bridge === null || bridge.config === null ? null : <BridgeFacts bridge={bridge} />}
      <form className={styles.form} aria-label="Bridge" onSubmit={(event) => void onSubmit(event)}>
        <BridgeFields form={form} errors={'errors' in parsed ? parsed.errors : {}} onForm={setForm} />
        {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
        <div className={styles.actions}>
          {running ? (
            <Button variant="danger" onClick={() => void rpc.call('bridge.stop', {})}>
              Stop the bridge
            </Button>
          ) : null}
          <Button type="submit" variant="primary" disabled={busy || 'errors' in parsed}>
            {busy ? 'Starting …' : running ? 'Start again with these' : 'Start the bridge'}
          </Button>
        </div>
      </form>
    </div>
  );
}
