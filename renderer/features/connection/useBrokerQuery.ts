import { useCallback, useEffect, useRef, useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import type { CommandInput, CommandName, CommandOutput } from '#shared/contract/contract.ts';

export interface BrokerQuery<K extends CommandName> {
  /** Null until the first answer. */
  readonly data: CommandOutput<K> | null;
  /** Why there is no answer, in words; '' otherwise. */
  readonly trouble: string;
  /** Asks again now. */
  refresh(): void;
}

/** Asks the bench while the component is there, again every `everyMs` (0: once). */
export function useBrokerQuery<K extends CommandName>(
  name: K,
  input: CommandInput<K>,
  everyMs: number,
): BrokerQuery<K> {
  const rpc = useRpc();
  const [data, setData] = useState<CommandOutput<K> | null>(null);
  const [trouble, setTrouble] = useState('');
  const alive = useRef(true);
  const key = JSON.stringify(input);
  const refresh = useCallback((): void => {
    void rpc.call(name, JSON.parse(key) as CommandInput<K>).then((answer) => {
      if (!alive.current) return;
      if (answer.ok) setData(answer.value);
      setTrouble(answer.ok ? '' : answer.error.message);
    });
  }, [rpc, name, key]);
  useEffect(() => {
    alive.current = true;
    refresh();
    const timer = everyMs === 0 ? undefined : setInterval(refresh, everyMs);
    return () => {
      alive.current = false;
      clearInterval(timer);
    };
  }, [refresh, everyMs]);
  return { data, trouble, refresh };
}
