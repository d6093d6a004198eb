import { Unplug, X } from 'lucide-react';
import { useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { BrokerClientDetail, BrokerSession } from '#shared/contract/brokerClients.ts';
import styles from './BrokerPanel.module.css';
import { clientFacts, lossWords, subscriptionWords } from './brokerWords.ts';
import { useBrokerQuery } from './useBrokerQuery.ts';

const REFRESH_MS = 1000;

/** Who is connected, the sessions of those who are not, and what was refused. */
export function BrokerClientsTab() {
  const rpc = useRpc();
  const { data, refresh, trouble } = useBrokerQuery('broker.clients', {}, REFRESH_MS);
  const [failed, setFailed] = useState('');
  if (data === null) return trouble === '' ? null : <Notice severity="error">{trouble}</Notice>;
  const away = data.sessions.filter(({ online }) => !online);
  const losses = lossWords(data.losses);
  const act = async (answer: Promise<{ ok: true } | { ok: false; error: { message: string } }>): Promise<void> => {
    const done = await answer;
    setFailed(done.ok ? '' : done.error.message);
    refresh();
  };
  return (
    <div className={styles.tab}>
      {failed === '' ? null : <Notice severity="error">{failed}</Notice>}
      {data.clients.length === 0 ? <p className={styles.note}>Nobody is connected.</p> : null}
      <ul className={styles.list} aria-label="Clients">
        {data.clients.map((client) => (
          <ClientItem
            key={client.link}
            client={client}
            session={data.sessions.find(({ clientId }) => clientId === client.clientId)}
            onKick={() => void act(rpc.call('broker.kick', { link: client.link }))}
          />
        ))}
      </ul>
      {data.clientCount > data.clients.length ? (
        <p className={styles.note}>and {data.clientCount - data.clients.length} more</p>
      ) : null}
      {away.length === 0 ? null : <h4 className={styles.heading}>Sessions of clients that are away</h4>}
      <ul className={styles.list} aria-label="Sessions">
        {away.map((session) => (
          <li key={session.clientId} className={styles.item}>
            <div className={styles.itemText}>
              <strong className="mono">{session.clientId}</strong>
              <span>
                {session.queued} {session.queued === 1 ? 'message waits' : 'messages wait'}
                {session.dropped === 0 ? '' : `, ${session.dropped} dropped`}
              </span>
              <span className={styles.note}>{subscriptionWords(session)}</span>
            </div>
            <IconButton
              label={`Forget the session of ${session.clientId}`}
              icon={<X aria-hidden="true" />}
              onClick={() => void act(rpc.call('broker.forget-session', { clientId: session.clientId }))}
            />
          </li>
        ))}
      </ul>
      {losses === '' ? null : <Notice severity="warning">{losses}</Notice>}
    </div>
  );
}

interface ClientItemProps {
  readonly client: BrokerClientDetail;
  readonly session: BrokerSession | undefined;
  readonly onKick: () => void;
}

function ClientItem({ client, session, onKick }: ClientItemProps) {
  const name = client.clientId === '' ? `#${client.link}, without an id` : client.clientId;
  return (
    <li className={styles.item}>
      <div className={styles.itemText}>
        <strong className="mono">{name}</strong>
        <span>{clientFacts(client)}</span>
        <span className={styles.note}>
          {client.packetsIn} packets in, {client.packetsOut} out
          {session === undefined || session.queued === 0 ? '' : `, ${session.queued} not acknowledged`}
          {client.unread === 0 ? '' : `, ${client.unread} bytes not read`}
          {` · ${subscriptionWords(client)}`}
        </span>
      </div>
      <IconButton label={`Disconnect ${name}`} icon={<Unplug aria-hidden="true" />} onClick={onKick} />
    </li>
  );
}
