import type { NetAddress } from '../../modemNetwork.ts';
import { answer, type CommandHandler, ERROR, failed, OK, type Reply } from '../../reply.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import { SOCKET_ERROR, type SocketError } from '../../session/sockets/socketErrors.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';
import { ipError } from './ipError.ts';

/** Bytes of one AT+CIPSEND. */
const MAX_LENGTH = 1500;

/** AT+CIPSEND and AT+CIPACK (V3.00 11.2.5). */
export function sendCommands({ urc }: ModemSession, service: SocketService): readonly CommandHandler[] {
  const { links } = service;
  const refuse = (error: SocketError): Reply => failed(`+CIPERROR: ${error}`);

  const prompt = (number: number, count: number | null, to: NetAddress | null): Reply => ({
    kind: 'prompt',
    prompt: '>',
    terms: count === null ? { end: 'ctrl-z', etxEscapes: true } : { end: 'count', count },
    onData(bytes) {
      if (bytes.length === 0 || bytes.length > MAX_LENGTH) return ERROR;
      const link = links.slot(number)?.link ?? null;
      const result = (taken: number): void => urc(`+CIPSEND: ${number},${bytes.length},${taken}`);
      // Closed while the host sent its data.
      if (link === null) result(-1);
      else link.send(bytes, to, result);
      return OK;
    },
  });

  return [
    {
      name: '+CIPSEND',
      write({ args }) {
        // Without the comma it is no form of this command.
        if (args.length < 2) return ERROR;
        const [number = '', length = '', host, port = ''] = args;
        if (service.state !== 'open') return refuse(SOCKET_ERROR.notOpened);
        const slot = links.slot(Number(number));
        if (slot?.state !== 'open' || slot.link === null || slot.channel !== null)
          return refuse(SOCKET_ERROR.notSupported);
        if ((slot.link.kind === 'UDP') === (host === undefined)) return refuse(SOCKET_ERROR.parameter);
        const to = host === undefined ? null : { address: host, port: Number(port) };
        return prompt(slot.number, length === '' ? null : Number(length), to);
      },
    },
    {
      name: '+CIPACK',
      write({ args: [number = ''] }) {
        if (service.state !== 'open') return ipError(service, 'notOpened');
        const slot = links.slot(Number(number));
        if (slot?.state !== 'open' || slot.link === null) return ipError(service, 'notCreated');
        const { sent, acknowledged, received } = slot.link.counters;
        return answer(`+CIPACK: ${sent},${acknowledged},${received}`);
      },
    },
  ];
}
