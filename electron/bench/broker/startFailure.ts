import type { PortHolder } from '#bench/serial/portHolders.ts';
import { assertNever } from '#shared/base/assertNever.ts';
import { type Err, err } from '#shared/base/result.ts';
import type { ListenError } from './listener.ts';

interface FailureFacts {
  readonly code: ListenError;
  /** The system's words. */
  readonly message: string;
  readonly host: string;
  readonly port: number;
  readonly holder: PortHolder | null;
  readonly freePort: number | null;
}

/** Why a port cannot be listened on, for the person at the bench, with what can be done. */
export function startFailure(facts: FailureFacts): Err<ListenError> {
  const { code, port, holder, freePort } = facts;
  return err(code, words(facts), {
    port,
    ...(holder !== null && { holder: holder.name, pid: holder.pid }),
    ...(freePort !== null && { freePort }),
  });
}

function words({ code, message, host, port, holder, freePort }: FailureFacts): string {
  const take = freePort === null ? 'take another port' : `take port ${freePort}, which is free`;
  switch (code) {
    case 'port-in-use':
      return holder === null
        ? `Port ${port} is in use by another program. Stop that program or ${take}.`
        : `Port ${port} is in use by ${holder.name} (process ${holder.pid}). Stop it or ${take}.`;
    case 'no-permission':
      return `This account may not listen on port ${port}. Ports from 1024 on need no special rights: ${take}.`;
    case 'bad-address':
      return `This computer has no address "${host}". Use 127.0.0.1 for this computer only, 0.0.0.0 for the whole network.`;
    case 'failed':
      return `The broker could not listen on ${host}, port ${port}: ${message}.`;
    default:
      return assertNever(code);
  }
}
