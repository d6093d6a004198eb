import { answer, type CommandHandler, failed, OK } from '../../reply.ts';
import { SOCKET_ERROR } from '../../session/sockets/socketErrors.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';
import { ipError } from './ipError.ts';

/** AT+SERVERSTART, AT+SERVERSTOP (V3.00 11.2). The result of stopping comes before OK (A76XX TCPIP note, 3.4.2). */
export function serverCommands(service: SocketService): readonly CommandHandler[] {
  const { servers, settings } = service;
  return [
    {
      name: '+SERVERSTART',
      read: () => answer(...servers.running.map(({ index, port }) => `+SERVERSTART: ${index},${port}`)),
      write({ args: [port = '', number = ''] }) {
        const index = Number(number);
        if (service.state !== 'open') return ipError(service, 'notOpened');
        if (settings.transparent) return ipError(service, 'notSupported');
        if (servers.isRunning(index)) return ipError(service, 'listening');
        return {
          kind: 'wait',
          start(give) {
            servers.start(index, Number(port), (listening) => give(listening ? OK : ipError(service, 'bindFailed')));
            return undefined;
          },
        };
      },
    },
    {
      name: '+SERVERSTOP',
      write({ args: [number = ''] }) {
        const index = Number(number);
        if (!servers.isRunning(index)) {
          const error = service.state === 'open' ? SOCKET_ERROR.notSupported : SOCKET_ERROR.notOpened;
          return failed(`+SERVERSTOP: ${index},${error}`);
        }
        return {
          kind: 'wait',
          start(give) {
            servers.stop(index, () => give(answer(`+SERVERSTOP: ${index},0`)));
            return undefined;
          },
        };
      },
    },
  ];
}
