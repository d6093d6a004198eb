import { connect, type Socket } from 'node:net';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ModemNetwork } from '#shared/modem/modemNetwork.ts';
import { errorCode } from './netEnds.ts';
import type { NodeNetworkDeps } from './nodeModemNetwork.ts';
import { resolveName } from './resolveName.ts';

/** Asked all at once; the first that answers counts. */
const PORTS = [443, 80, 1883, 7];

type Ping = ModemNetwork['ping'];
type Answer = Result<{ readonly address: string; readonly ms: number }, 'dns' | 'timeout' | 'bearer'>;

/**
 * Stands for an ICMP echo, which a program without privileges may not send: the time until the host accepts or refuses a
 * TCP connection, which is one round trip as well. A host behind a filter that answers neither looks as if it were not
 * there although it may answer a ping; the number of bytes makes no difference.
 */
export function probeHost(
  deps: NodeNetworkDeps,
  { host, timeoutMs }: Parameters<Ping>[0],
  done: (answer: Answer) => void,
): () => void {
  const sockets: Socket[] = [];
  let over = false;
  const stop = (): void => {
    over = true;
    cancelName();
    cancelTimeout();
    for (const socket of sockets) socket.destroy();
  };
  const give = (answer: Answer): void => {
    if (over) return;
    stop();
    done(answer);
  };
  const dial = (address: string): void => {
    const start = deps.clock.now();
    const answered = (): void => give(ok({ address, ms: Math.max(1, Math.round((deps.clock.now() - start) / 1000)) }));
    for (const port of PORTS) {
      const socket = connect({ host: address, port });
      sockets.push(socket);
      socket.once('connect', answered);
      // Only a refusal comes from the host itself; other errors are this machine's or a router's.
      socket.on('error', (error) => {
        if (errorCode(error) === 'ECONNREFUSED') answered();
      });
    }
  };
  const cancelTimeout = deps.clock.after(timeoutMs, () => give(err('timeout', `${host} did not answer.`)));
  const cancelName = resolveName(
    deps.clock,
    host,
    (address) => {
      if (address.ok) dial(address.value);
      else give(address);
    },
    deps.lookUp,
  );
  return stop;
}
