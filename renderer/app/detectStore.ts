import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SerialDetectInput, SerialDetectOutput } from '#shared/contract/serial.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';

export type DetectTarget = SerialDetectInput['target'];

/** A search for a port's speed. */
export type DetectRun =
  | { readonly phase: 'running' }
  | { readonly phase: 'done'; readonly result: SerialDetectOutput }
  | { readonly phase: 'failed'; readonly message: string };

/** Searches this window began. They take up to a minute and go on when the panel they were begun in is closed. */
export interface DetectSlice {
  readonly runs: Readonly<Record<string, DetectRun>>;
  /** Does nothing while one runs on the same port. */
  start(target: DetectTarget): Promise<void>;
  /** Forgets the outcome. */
  dismiss(target: DetectTarget): void;
}
export type DetectStore = StoreApi<DetectSlice>;

/** Outcomes nobody dismissed are kept for so many ports; the oldest goes first. */
const MAX_RUNS = 20;

/** What tells the ports apart. */
export const detectKey = (target: DetectTarget): string =>
  target.by === 'path' ? `path ${target.path}` : `link ${target.link} ${target.side ?? 'modem'}`;

export const createDetectStore = (rpc: RpcClient): DetectStore =>
  createStore<DetectSlice>((set, get) => {
    const put = (key: string, run: DetectRun): void =>
      set(({ runs }) => {
        const others = Object.entries(runs).filter(([other]) => other !== key);
        return { runs: Object.fromEntries([...others.slice(-(MAX_RUNS - 1)), [key, run]]) };
      });
    return {
      runs: {},
      async start(target) {
        const key = detectKey(target);
        if (get().runs[key]?.phase === 'running') return;
        put(key, { phase: 'running' });
        const answer = await rpc.call('serial.detect-baud', { target });
        put(
          key,
          answer.ok ? { phase: 'done', result: answer.value } : { phase: 'failed', message: answer.error.message },
        );
      },
      dismiss(target) {
        const key = detectKey(target);
        set(({ runs }) => ({ runs: Object.fromEntries(Object.entries(runs).filter(([other]) => other !== key)) }));
      },
    };
  });
