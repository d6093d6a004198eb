import { answer, type CommandHandler, failed, type Reply } from '../../reply.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';
import type { ToolBearer } from './toolBearer.ts';

/** `<dns_error_code>`: general error. */
const DNS_FAILED = 10;

/** AT+CDNSGIP: opens the data connection for itself when none is (V3.00 11.2). */
export function nameCommands(
  session: ModemSession,
  { settings }: SocketService,
  bearer: ToolBearer,
): readonly CommandHandler[] {
  const lookUp = (host: string, give: (reply: Reply) => void): void => {
    let over = false;
    const finish = (reply: Reply): void => {
      if (over) return;
      over = true;
      cancel();
      stop();
      bearer.release();
      give(reply);
    };
    const fail = (): void => finish(failed(`+CDNSGIP: 0,${DNS_FAILED}`));
    let stop = (): void => undefined;
    const cancel = session.afterReal(settings.dns.timeoutMs, fail);
    bearer.open((opened) => {
      if (over) return;
      if (!opened) {
        fail();
        return;
      }
      stop = bearer.network.resolve(host, (address) => {
        if (address.ok) finish(answer(`+CDNSGIP: 1,"${host}","${address.value}"`));
        else fail();
      });
    });
  };
  return [
    {
      name: '+CDNSGIP',
      write: ({ args: [host = ''] }) => ({
        kind: 'wait',
        start(give) {
          lookUp(host, give);
          return undefined;
        },
      }),
    },
  ];
}
