import { useCallback, useState } from 'react';
import { useBench, useRpc } from '#renderer/app/services.ts';
import type { ConsoleState } from '#shared/contract/console.ts';
import type { CommandInput, CommandName, CommandResult } from '#shared/contract/contract.ts';

/** The console's client as the bench reports it; null until the bench has answered. */
export const useConsoleState = (): ConsoleState | null => useBench((slice) => slice.state?.console ?? null);

export interface Asker {
  /** True while an answer is awaited. */
  readonly busy: boolean;
  /** Why the last command failed, in words; '' when it did not. */
  readonly trouble: string;
  /** Sends a command; answers whether it worked. */
  ask<K extends CommandName>(name: K, input: CommandInput<K>): Promise<boolean>;
  /** The same with the whole answer. */
  answer<K extends CommandName>(name: K, input: CommandInput<K>): Promise<CommandResult<K>>;
  clearTrouble(): void;
}

/** One place's dealings with the bench: whether it waits, and what went wrong. */
export function useAsker(): Asker {
  const rpc = useRpc();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const answer = useCallback(
    async <K extends CommandName>(name: K, input: CommandInput<K>): Promise<CommandResult<K>> => {
      setBusy(true);
      const result = await rpc.call(name, input);
      setBusy(false);
      setTrouble(result.ok ? '' : result.error.message);
      return result;
    },
    [rpc],
  );
  const ask = useCallback(
    async <K extends CommandName>(name: K, input: CommandInput<K>): Promise<boolean> => (await answer(name, input)).ok,
    [answer],
  );
  return { busy, trouble, ask, answer, clearTrouble: useCallback(() => setTrouble(''), []) };
}
