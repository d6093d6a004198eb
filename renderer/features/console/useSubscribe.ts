import { useCallback } from 'react';
import { useServices } from '#renderer/app/services.ts';
import type { Subscription } from '#shared/contract/console.ts';
import type { Asker } from './useConsole.ts';

/** The most filters that are remembered. */
const MAX_REMEMBERED = 64;

export interface SubscribeActions {
  /** Subscribes and remembers; answers whether it worked. */
  subscribe(subscriptions: readonly Subscription[]): Promise<boolean>;
  unsubscribe(filter: string): Promise<boolean>;
}

/** Subscribing and unsubscribing, remembered for the next start. */
export function useSubscribe({ ask }: Asker): SubscribeActions {
  const { settings } = useServices();
  const remember = useCallback(
    (change: (old: readonly Subscription[]) => readonly Subscription[]): void => {
      const { settings: current, patch } = settings.getState();
      patch({ subscriptions: [...change(current.subscriptions)].slice(-MAX_REMEMBERED) });
    },
    [settings],
  );
  return {
    async subscribe(added) {
      if (!(await ask('console.subscribe', { subscriptions: [...added] }))) return false;
      const filters = new Set(added.map(({ filter }) => filter));
      remember((old) => [...old.filter(({ filter }) => !filters.has(filter)), ...added]);
      return true;
    },
    async unsubscribe(filter) {
      if (!(await ask('console.unsubscribe', { filters: [filter] }))) return false;
      remember((old) => old.filter((entry) => entry.filter !== filter));
      return true;
    },
  };
}
