import { answer, type CommandHandler, failed, OK } from '../../reply.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import { SOCKET_ERROR } from '../../session/sockets/socketErrors.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';
import { ipError } from './ipError.ts';

/** AT+NETOPEN, AT+NETCLOSE, AT+IPADDR (V3.00 11.2). */
export function netCommands({ urc }: ModemSession, service: SocketService): readonly CommandHandler[] {
  const busy = (): boolean => service.state === 'opening' || service.state === 'closing';
  return [
    {
      name: '+NETOPEN',
      // The answer has 1 for open, the result 0 for success.
      read: () => answer(`+NETOPEN: ${service.state === 'open' ? 1 : 0}`),
      execute() {
        if (service.state === 'open') return ipError(service, 'alreadyOpened');
        if (busy()) return failed(`+NETOPEN: ${SOCKET_ERROR.busy}`);
        service.open((error) => urc(`+NETOPEN: ${error}`));
        return OK;
      },
    },
    {
      name: '+NETCLOSE',
      execute() {
        if (busy()) return failed(`+NETCLOSE: ${SOCKET_ERROR.busy}`);
        if (service.state === 'closed') return failed(`+NETCLOSE: ${SOCKET_ERROR.notOpened}`);
        service.close(() => urc(`+NETCLOSE: ${SOCKET_ERROR.none}`));
        return OK;
      },
    },
    {
      name: '+IPADDR',
      execute: () => (service.state === 'open' ? answer(`+IPADDR: ${service.address}`) : ipError(service, 'notOpened')),
    },
  ];
}
