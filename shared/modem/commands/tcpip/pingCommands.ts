import { type CommandHandler, ERROR, OK } from '../../reply.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import type { ToolBearer } from './toolBearer.ts';

/** Hops left in a reply when the host asked for no other number. */
const TTL = 64;

interface PingRequest {
  readonly host: string;
  readonly count: number;
  readonly size: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly ttl: number;
}

const given = (text: string | undefined, otherwise: number): number =>
  text === undefined || text === '' ? otherwise : Number(text);

/** AT+CPING: a line for each echo request, and a summary; one at a time (V3.00 11.2.19). */
export function pingCommands(session: ModemSession, bearer: ToolBearer): readonly CommandHandler[] {
  let running = false;

  const run = ({ host, count, size, intervalMs, timeoutMs, ttl }: PingRequest): void => {
    const times: number[] = [];
    let sent = 0;
    const finish = (): void => {
      running = false;
      bearer.release();
      const lost = sent - times.length;
      const average = times.length === 0 ? 0 : times.reduce((sum, ms) => sum + ms, 0) / times.length;
      const spread = times.length === 0 ? [0, 0, 0] : [Math.min(...times), Math.max(...times), Math.round(average)];
      session.urc(`+CPING: 3,${[sent, times.length, lost, ...spread].join(',')}`);
    };
    const next = (): void => {
      bearer.network.ping({ host, bytes: size, timeoutMs }, (reply) => {
        // Without a name or a connection nothing is sent at all.
        if (!reply.ok && reply.error.code !== 'timeout') {
          finish();
          return;
        }
        sent += 1;
        if (reply.ok) {
          const ms = Math.max(1, Math.round(reply.value.ms));
          times.push(ms);
          session.urc(`+CPING: 1,${reply.value.address},${size},${ms},${ttl}`);
        } else {
          session.urc('+CPING: 2');
        }
        if (sent >= count) finish();
        else session.after(intervalMs, next);
      });
    };
    bearer.open((opened) => {
      if (opened) next();
      else finish();
    });
  };

  return [
    {
      name: '+CPING',
      write({ args }) {
        const [host = '', family, count, size, interval, wait, ttl] = args;
        if (running || Number(family) !== 1) return ERROR;
        running = true;
        run({
          host,
          count: given(count, 4),
          size: given(size, 64),
          intervalMs: given(interval, 2000),
          timeoutMs: given(wait, 10_000),
          ttl: given(ttl, TTL),
        });
        return OK;
      },
    },
  ];
}
