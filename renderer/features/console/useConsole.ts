import { useCallback, useState } from 'react';
import { useBench, useRpc } from '#renderer/app/services.ts';
import type { ConsoleState } from '#shared/contract/console.ts';
import type { CommandInput, CommandName } from '#shared/contract/contract.ts';

/** The console's client as the bench reports it; null until the bench has answered. */
export const useConsoleState = (): ConsoleState | null => useBench((slice) => slice.state?.console ?? null);

export interface Asker {
  /** True while an answer is awaited. */
  readonly busy: boolean;
  /** Why the last command failed, in words; '' when it did not. */
  readonly trouble: string;
  /** Sends a command; answers whether it worked. */
  ask<K extends CommandName>(name: K, input: CommandInput<K>): Promise<boolean>;
  clearTrouble(): void;
}

/** One place's dealings with the bench: whether it waits, and what went wrong. */
export function useAsker(): Asker {
  const rpc = useRpc();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const ask = useCallback(
    async <K extends CommandName>(name: K, input: CommandInput<K>): Promise<boolean> => {
      setBusy(true);
      const answer = await rpc.call(name, input);
      setBusy(false);
      setTrouble(answer.ok ? '' : answer.error.message);
      return answer.ok;
    },
    [rpc],
  );
  return { busy, trouble, ask, clearTrouble: useCallback(() => setTrouble(''), []) };
}
