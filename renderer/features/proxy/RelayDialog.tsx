import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useView } from '#renderer/app/services.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { BridgeView } from './BridgeView.tsx';
import { ProxyView } from './ProxyView.tsx';
import styles from './Relay.module.css';

const PARTS = [
  { value: 'proxy', label: 'Proxy', title: 'Pass clients on to another broker and see their packets' },
  { value: 'bridge', label: 'Bridge', title: 'Join topics of the bench’s broker with another one' },
] as const;

/** Two ways to a broker that runs somewhere else. */
export function RelayDialog() {
  const part = useView((slice) => slice.relayPart);
  const setPart = useView((slice) => slice.setRelayPart);
  return (
    <Dialog.Root open={part !== null} onOpenChange={(open) => (open ? undefined : setPart(null))}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <header className={styles.head}>
            <Dialog.Title className={styles.title}>Proxy and bridge</Dialog.Title>
            <Segmented label="Part" value={part ?? 'proxy'} options={PARTS} onChange={setPart} />
            <Dialog.Close asChild>
              <IconButton label="Close" icon={<X />} />
            </Dialog.Close>
          </header>
          <div className={styles.body}>{part === 'bridge' ? <BridgeView /> : <ProxyView />}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
