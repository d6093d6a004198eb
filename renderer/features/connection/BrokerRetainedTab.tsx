import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { RetainedMessage } from '#shared/contract/brokerClients.ts';
import { payloadPreview } from '#shared/protocol/mqtt/payloadPreview.ts';
import styles from './BrokerPanel.module.css';
import { useBrokerQuery } from './useBrokerQuery.ts';

const REFRESH_MS = 2000;
/** Characters of an opened payload. */
const SHOWN = 4000;

/** The messages the broker keeps for new subscribers: look, delete. */
export function BrokerRetainedTab() {
  const rpc = useRpc();
  const [search, setSearch] = useState('');
  const [asking, setAsking] = useState(false);
  const { data, refresh, trouble } = useBrokerQuery('broker.retained', { search }, REFRESH_MS);
  const remove = async (topic: string | null): Promise<void> => {
    setAsking(false);
    await rpc.call('broker.retained-delete', { topic });
    refresh();
  };
  if (data === null) return trouble === '' ? null : <Notice severity="error">{trouble}</Notice>;
  return (
    <div className={styles.tab}>
      <div className={styles.searchRow}>
        <TextField
          label="Find a retained topic"
          placeholder="Find a topic"
          mono
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button variant="danger" disabled={data.count === 0} onClick={() => setAsking(true)}>
          Delete all
        </Button>
      </div>
      {asking ? (
        <Notice
          severity="warning"
          onDismiss={() => setAsking(false)}
          actions={
            <Button size="small" variant="danger" onClick={() => void remove(null)}>
              Delete {data.count}
            </Button>
          }
        >
          New subscribers will not get them any more. Those who subscribed are not told.
        </Notice>
      ) : null}
      <p className={styles.note}>
        {data.count === 0 ? 'Nothing is retained.' : `${data.count} retained, ${data.bytes} bytes`}
        {data.found > data.messages.length ? `; the first ${data.messages.length} of ${data.found} found` : ''}
      </p>
      <ul className={styles.list} aria-label="Retained messages">
        {data.messages.map((message) => (
          <RetainedItem key={message.topic} message={message} onDelete={() => void remove(message.topic)} />
        ))}
      </ul>
    </div>
  );
}

function RetainedItem({ message, onDelete }: { message: RetainedMessage; onDelete: () => void }) {
  const rpc = useRpc();
  const [payload, setPayload] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    const answer = await rpc.call('broker.retained-payload', { topic: message.topic });
    if (!answer.ok) setPayload(answer.error.message);
    else setPayload(payloadPreview(fromBase64(answer.value.base64), SHOWN));
  };
  return (
    <li className={styles.item}>
      <details className={styles.itemText} onToggle={(event) => (event.currentTarget.open ? void open() : null)}>
        <summary>
          <strong className="mono">{message.topic}</strong>
          <span className={styles.note}>
            {message.size} bytes, QoS {message.qos}, {new Date(message.at).toLocaleString()}
          </span>
          <code className={styles.preview}>{message.preview}</code>
        </summary>
        <pre className={styles.payload}>{payload ?? '…'}</pre>
      </details>
      <IconButton label={`Delete ${message.topic}`} icon={<Trash2 aria-hidden="true" />} onClick={onDelete} />
    </li>
  );
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
