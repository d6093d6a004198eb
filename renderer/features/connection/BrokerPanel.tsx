import { useState } from 'react';
import { useSettings } from '#renderer/app/services.ts';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import type { BrokerState } from '#shared/contract/broker.ts';
import { BrokerAccessTab } from './BrokerAccessTab.tsx';
import { BrokerClientsTab } from './BrokerClientsTab.tsx';
import { BrokerListenTab } from './BrokerListenTab.tsx';
import styles from './BrokerPanel.module.css';
import { BrokerRetainedTab } from './BrokerRetainedTab.tsx';
import { BrokerTlsTab } from './BrokerTlsTab.tsx';
import { type BrokerForm, brokerFormOf } from './brokerForm.ts';

type Tab = 'listen' | 'clients' | 'retained' | 'access' | 'tls';

/** The bench's broker: where it listens, who is there, what it keeps, who may do what, its certificates. */
export function BrokerPanel({ broker }: { broker: BrokerState }) {
  const [tab, setTab] = useState<Tab>('listen');
  const remembered = useSettings((slice) => slice.settings.broker);
  // Here, so that what was typed outlives a look at another tab.
  const [form, setForm] = useState<BrokerForm>(() => brokerFormOf(remembered ?? broker.listen));
  return (
    <div className={styles.panel}>
      <h3 className={styles.title}>MQTT broker</h3>
      <Tabs<Tab>
        label="Broker"
        value={tab}
        onChange={setTab}
        tabs={[
          {
            value: 'listen',
            label: 'Listen',
            content: (
              <BrokerListenTab
                broker={broker}
                form={form}
                onForm={(change) => setForm((old) => ({ ...old, ...change }))}
                onSetPassword={() => setTab('access')}
              />
            ),
          },
          {
            value: 'clients',
            label: broker.clientCount === 0 ? 'Clients' : `Clients ${broker.clientCount}`,
            content: <BrokerClientsTab />,
          },
          { value: 'retained', label: 'Retained', content: <BrokerRetainedTab /> },
          { value: 'access', label: 'Access', content: <BrokerAccessTab /> },
          { value: 'tls', label: 'TLS', content: <BrokerTlsTab broker={broker} /> },
        ]}
      />
    </div>
  );
}
