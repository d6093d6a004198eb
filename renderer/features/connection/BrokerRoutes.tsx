import { Check, ChevronRight, CircleAlert, CircleX } from 'lucide-react';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import type { BrokerState } from '#shared/contract/broker.ts';
import type { BrokerRoute } from '#shared/contract/brokerTls.ts';
import panel from './BrokerPanel.module.css';
import styles from './BrokerRoutes.module.css';
import { useBrokerQuery } from './useBrokerQuery.ts';

const REFRESH_MS = 3000;
const FITS = {
  fits: { Icon: Check, word: 'will do' },
  needs: { Icon: CircleAlert, word: 'needs something done first' },
  cannot: { Icon: CircleX, word: 'will not do' },
} as const;

/** Where the broker can be dialled, and the ways a device can come there. */
export function BrokerRoutes({ broker }: { broker: BrokerState }) {
  const { data } = useBrokerQuery('broker.routes', {}, REFRESH_MS);
  const addresses = broker.addresses ?? { tcp: broker.address, tls: '', ws: broker.wsAddress, wss: '' };
  const listening = [
    ['TCP', addresses.tcp],
    ['TLS', addresses.tls],
    ['WebSocket', addresses.ws],
    ['WebSocket over TLS', addresses.wss],
  ].filter(([, address]) => address !== '');
  return (
    <section className={panel.section} aria-label="How devices reach it">
      {listening.length === 0 ? null : (
        <dl className={panel.facts}>
          {listening.map(([name, address]) => (
            <FactRow key={name} name={name ?? ''} address={address ?? ''} />
          ))}
          {data === null || data.lan.length === 0 ? null : (
            <>
              <dt>This computer is</dt>
              <dd className="mono">{data.lan.map(({ name, address }) => `${address} (${name})`).join(', ')}</dd>
            </>
          )}
        </dl>
      )}
      {data === null ? null : (
        <>
          <h4 className={panel.heading}>
            {data.dialled === ''
              ? 'How a device can reach it'
              : `The modem dials ${data.dialled}. Ways to bring it here:`}
          </h4>
          <div>
            {data.routes.map((route) => (
              <Route key={route.kind} route={route} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function FactRow({ name, address }: { name: string; address: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono">{address}</dd>
    </>
  );
}

function Route({ route }: { route: BrokerRoute }) {
  const { Icon, word } = FITS[route.fit];
  return (
    <details className={styles.route}>
      <summary>
        <Icon data-fit={route.fit} aria-label={word} />
        <span>{route.title}</span>
        <ChevronRight className={styles.chevron} aria-hidden="true" />
      </summary>
      <p>{route.words}</p>
      {route.values.length === 0 ? null : (
        <dl className={panel.facts}>
          {route.values.map(({ label, value }) => (
            <div key={label} className={styles.value}>
              <dt>{label}</dt>
              <dd className="mono">{value}</dd>
              <CopyButton label={`Copy ${label}`} text={value} />
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}
