import { err, type Result } from '../base/result.ts';
import { type CommandName, contract } from '../contract/contract.ts';
import { checkValue } from './contractLookup.ts';

export interface ClientCalls {
  add(id: number, name: CommandName, settle: (result: Result<unknown>) => void): void;
  /** False: no call with that id waits for an answer. */
  settle(id: number, result: Result<unknown>): boolean;
  settleAll(result: Result<unknown>): void;
}

interface Options {
  readonly report: (error: unknown) => void;
  /** Check answers against the contract. */
  readonly validate: boolean;
}

/** The calls of one client that wait for their answer. */
export function createClientCalls({ report, validate }: Options): ClientCalls {
  const pending = new Map<number, { readonly name: CommandName; readonly settle: (result: Result<unknown>) => void }>();

  const checked = (name: CommandName, result: Result<unknown>): Result<unknown> => {
    if (!validate || !result.ok) return result;
    const value = checkValue(contract[name].output, result.value);
    if (value.ok) return result;
    report(new Error(`Reply of ${name}: ${value.error.message}`));
    return err('internal', 'The bench answered outside its contract. Reload the window.');
  };

  return {
    add: (id, name, settle) => void pending.set(id, { name, settle }),
    settle(id, result) {
      const call = pending.get(id);
      if (call === undefined) return false;
      pending.delete(id);
      call.settle(checked(call.name, result));
      return true;
    },
    settleAll(result) {
      const all = [...pending.values()];
      pending.clear();
      for (const call of all) call.settle(result);
    },
  };
}
