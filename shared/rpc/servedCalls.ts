import type { Result } from '../base/result.ts';
import { type CommandHandlers, contract } from '../contract/contract.ts';
import { checkValue, findName } from './contractLookup.ts';
import { type ClientMessage, MAX_PENDING_CALLS, type RpcErrorCode, type ServerMessage } from './messages.ts';

export interface ServedCalls {
  /** False: the id belongs to a call that is still in progress. */
  start(call: Extract<ClientMessage, { m: 'call' }>): boolean;
}

interface Served {
  readonly commands: CommandHandlers;
  /** False: the message cannot be sent. */
  readonly send: (message: ServerMessage) => boolean;
  readonly report: (error: unknown) => void;
}

/** A handler after its input was checked against the schema of the same name. */
type CheckedHandler = (input: unknown) => Promise<Result<unknown>> | Result<unknown>;

/** The calls of one connection: each gets exactly one reply, in the order in which the handlers finish. */
export function createServedCalls({ commands, send, report }: Served): ServedCalls {
  const pending = new Set<number>();

  const fail = (id: number, code: RpcErrorCode, message: string): void => {
    send({ m: 'reply', id, ok: false, error: { code, message } });
  };
  const failInternal = (id: number, name: string, error: unknown): void => {
    report(error);
    fail(id, 'internal', `The bench failed while working on ${name}. Try again; if it stays, restart the bench.`);
  };
  const run = async (id: number, name: string, handler: CheckedHandler, input: unknown): Promise<void> => {
    try {
      const result = await handler(input);
      const sent = send(
        result.ok
          ? { m: 'reply', id, ok: true, value: result.value }
          : { m: 'reply', id, ok: false, error: result.error },
      );
      if (!sent) failInternal(id, name, new Error(`The answer of ${name} cannot be sent: too large, or not JSON`));
    } catch (error) {
      failInternal(id, name, error);
    } finally {
      pending.delete(id);
    }
  };

  return {
    start({ id, name, input }) {
      if (pending.has(id)) return false;
      const command = findName('command', name);
      if (command === undefined) {
        fail(id, 'unknown-name', `This bench has no command of that name. Reload the window to match its version.`);
        return true;
      }
      if (pending.size >= MAX_PENDING_CALLS) {
        fail(id, 'overloaded', `More than ${MAX_PENDING_CALLS} commands are in progress. Wait for some to finish.`);
        return true;
      }
      const checked = checkValue(contract[command].input, input);
      if (!checked.ok) {
        fail(id, checked.error.code, checked.error.message);
        return true;
      }
      pending.add(id);
      void run(id, command, commands[command] as CheckedHandler, checked.value);
      return true;
    },
  };
}
