import { formatCount } from '#renderer/ui/formatCount.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import type { BridgeState, BridgeWay } from '#shared/contract/bridge.ts';
import styles from './Relay.module.css';
import { bridgeWords, guardWords } from './relayWords.ts';

/** How the bridge stands, and what has gone over it. */
export function BridgeFacts({ bridge }: { bridge: BridgeState }) {
  const { dot, text } = bridgeWords(bridge);
  const guard = guardWords(bridge);
  return (
    <section className={styles.item} aria-label="State of the bridge">
      <div className={styles.itemHead}>
        <StateDot state={dot} />
        <strong>{text}</strong>
        <span className={`mono ${styles.route}`}>{bridge.config?.url ?? ''}</span>
      </div>
      {bridge.trouble === '' ? null : <Notice severity="error">{bridge.trouble}</Notice>}
      {bridge.state === 'stopped' ? null : (
        <dl className={styles.facts}>
          <dt>To the remote broker</dt>
          <dd>{wayWords(bridge.toRemote)}</dd>
          <dt>To the bench’s broker</dt>
          <dd>{wayWords(bridge.toLocal)}</dd>
          <dt>Client id there</dt>
          <dd className="mono">{bridge.clientId}</dd>
          {guard === '' ? null : (
            <>
              <dt>Against loops</dt>
              <dd>
                {guard}
                {bridge.suppressed === 0 ? '' : `; ${formatCount(bridge.suppressed)} held back`}
              </dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}

function wayWords({ forwarded, waiting, dropped }: BridgeWay): string {
  return [
    `${formatCount(forwarded)} passed on`,
    ...(waiting === 0 ? [] : [`${formatCount(waiting)} waiting`]),
    ...(dropped === 0 ? [] : [`${formatCount(dropped)} dropped`]),
  ].join(' · ');
}
