import { Button } from '#renderer/ui/Button.tsx';
import { formatBytes, formatCount } from '#renderer/ui/formatCount.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import type { ProxyState } from '#shared/contract/proxy.ts';
import styles from './Relay.module.css';
import { proxyWords } from './relayWords.ts';

/** Rows of clients in sight; the rest is counted. */
const SHOWN = 8;

/** One running proxy: where it listens, where it leads, who is connected. */
export function ProxyItem({ proxy, onStop }: { proxy: ProxyState; onStop: () => void }) {
  const { config, address, clients, clientCount, trouble } = proxy;
  const route = `${address} → ${config.url}`;
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <StateDot state={trouble === '' ? 'on' : 'trouble'} />
        {config.name === '' ? null : <strong>{config.name}</strong>}
        <span className={`mono ${styles.route}`} title={route}>
          {route}
        </span>
        <Button size="small" variant="danger" aria-label={`Stop the proxy on ${address}`} onClick={onStop}>
          Stop
        </Button>
      </div>
      <p className={styles.note}>{proxyWords(proxy)}</p>
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
      {clients.length === 0 ? null : (
        <table className={styles.clients}>
          <thead>
            <tr>
              <th>Client</th>
              <th>From</th>
              <th className={styles.number}>Packets to the broker</th>
              <th className={styles.number}>back</th>
              <th className={styles.number}>Bytes</th>
            </tr>
          </thead>
          <tbody>
            {clients.slice(0, SHOWN).map((client) => (
              <tr key={client.link}>
                <td>{client.dialling ? 'dialling …' : client.clientId === '' ? `#${client.link}` : client.clientId}</td>
                <td className="mono">{client.address}</td>
                <td className={styles.number}>{formatCount(client.packetsIn)}</td>
                <td className={styles.number}>{formatCount(client.packetsOut)}</td>
                <td className={styles.number}>{formatBytes(client.bytesIn + client.bytesOut)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {clientCount > SHOWN ? <p className={styles.note}>and {clientCount - SHOWN} more</p> : null}
    </li>
  );
}
