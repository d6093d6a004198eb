import { lookup } from 'node:dns';
import { isIPv4 } from 'node:net';
import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

/** Asks for the IPv4 address of a name: `dns.lookup`, or what stands for it. */
export type LookUp = (
  host: string,
  options: { readonly family: 4 },
  done: (error: Error | null, address: string) => void,
) => void;

/** The system gives up by itself at some time of its own; the modem's commands want an answer before that. */
const RESOLVE_TIMEOUT_MS = 30_000;

/** IPv4 address of a name or an address. `done` is called once, later; the answer cancels. */
export function resolveName(
  clock: Pick<Clock, 'after'>,
  host: string,
  done: (address: Result<string, 'dns' | 'timeout'>) => void,
  look: LookUp = lookup,
): () => void {
  let over = false;
  const give = (result: Result<string, 'dns' | 'timeout'>): void => {
    if (over) return;
    over = true;
    stop();
    done(result);
  };
  const stop = clock.after(RESOLVE_TIMEOUT_MS, () => give(err('timeout', `No answer for the name ${host}.`)));
  const unknown = err('dns', `The name ${host} has no IPv4 address.`);
  if (isIPv4(host)) setImmediate(give, ok(host));
  else if (host === '' || host.length > 253) setImmediate(give, unknown);
  else look(host, { family: 4 }, (error, address) => give(error === null && address ? ok(address) : unknown));
  return () => {
    over = true;
    stop();
  };
}
