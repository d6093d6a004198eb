import { useState } from 'react';
import { useServices } from '#renderer/app/services.ts';
import type { BrokerListen } from '#shared/contract/broker.ts';

export interface StartBroker {
  start(listen: BrokerListen): Promise<void>;
  readonly busy: boolean;
  /** Why the last start failed, in words; '' when it did not. */
  readonly trouble: string;
}

/** Starts the broker or moves it, and remembers the address that worked. */
export function useStartBroker(): StartBroker {
  const { rpc, settings } = useServices();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  return {
    busy,
    trouble,
    async start(listen) {
      setBusy(true);
      setTrouble('');
      const answer = await rpc.call('broker.start', listen);
      setBusy(false);
      if (answer.ok) settings.getState().patch({ broker: listen });
      else setTrouble(answer.error.message);
    },
  };
}
