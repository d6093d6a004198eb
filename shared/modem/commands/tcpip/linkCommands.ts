import { answer, type CommandHandler, failed, OK, type Reply } from '../../reply.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import type { Slot } from '../../session/sockets/linkSlot.ts';
import { SOCKET_ERROR, type SocketError } from '../../session/sockets/socketErrors.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';
import { ipError } from './ipError.ts';
import { type OpenRequest, openArguments } from './openArguments.ts';

/** `+CIPOPEN: 0,"TCP","192.0.2.7",1883,-1`, `+CIPOPEN: 1` for a free link. */
function listed({ number, state, link }: Slot): string {
  if (link === null || state === 'opening') return `+CIPOPEN: ${number}`;
  const peer = link.remote === null ? ',' : `"${link.remote.address}",${link.remote.port}`;
  return `+CIPOPEN: ${number},"${link.kind}",${peer},${link.server}`;
}

/** AT+CIPOPEN and AT+CIPCLOSE: with TCP the result comes after OK, with UDP before it (V3.00 11.2). */
export function linkCommands(session: ModemSession, service: SocketService): readonly CommandHandler[] {
  const { urc } = session;
  const { links, settings } = service;

  const dial = (request: OpenRequest, done: (error: SocketError) => void): void => {
    if (request.kind === 'TCP') {
      links.dial(request.link, request, done);
      return;
    }
    const { link, localPort, remote } = request;
    links.bind(link, localPort, remote === null ? null : { address: remote.host, port: remote.port }, done);
  };
  /** `CONNECT`, and the line belongs to the link. */
  const openTransparent = (request: OpenRequest): Reply => ({
    kind: 'wait',
    start(give) {
      dial(request, (error) => {
        const channel = links.slot(request.link)?.channel ?? null;
        if (error !== SOCKET_ERROR.none || channel === null) give({ kind: 'final', text: 'CONNECT FAIL' });
        else give({ kind: 'transparent', connect: `CONNECT ${session.baud}`, channel });
      });
      return undefined;
    },
  });
  const open = (request: OpenRequest): Reply => {
    const { link, kind } = request;
    const refuse = (error: SocketError): Reply => failed(`+CIPOPEN: ${link},${error}`);
    if (service.state !== 'open') return refuse(SOCKET_ERROR.notOpened);
    const state = links.slot(link)?.state;
    if (state === 'opening' || state === 'closing') return refuse(SOCKET_ERROR.busy);
    if (state !== 'free') return refuse(SOCKET_ERROR.notSupported);
    if (settings.transparent) {
      if (link !== 0 || (kind === 'UDP' && request.remote === null)) return refuse(SOCKET_ERROR.notSupported);
      return openTransparent(request);
    }
    if (kind === 'TCP') {
      dial(request, (error) => urc(`+CIPOPEN: ${link},${error}`));
      return OK;
    }
    return {
      kind: 'wait',
      start(give) {
        dial(request, (error) => {
          if (error === SOCKET_ERROR.none) give(answer(`+CIPOPEN: ${link},0`));
          else give(refuse(error));
        });
        return undefined;
      },
    };
  };
  const close = (number: number): Reply => {
    const slot = links.slot(number);
    const refuse = (error: SocketError): Reply => failed(`+CIPCLOSE: ${number},${error}`);
    if (slot === undefined || slot.link === null)
      return refuse(service.state === 'open' ? SOCKET_ERROR.notSupported : SOCKET_ERROR.notOpened);
    if (slot.state === 'opening' || slot.state === 'closing') return refuse(SOCKET_ERROR.busy);
    if (slot.link.kind === 'TCP' || slot.channel !== null) {
      links.close(number, () => urc(`+CIPCLOSE: ${number},0`));
      return OK;
    }
    return {
      kind: 'wait',
      start(give) {
        links.close(number, () => give(answer(`+CIPCLOSE: ${number},0`)));
        return undefined;
      },
    };
  };

  return [
    {
      name: '+CIPOPEN',
      // Links out of range have an answer of their own.
      ownCheck: true,
      read: () => answer(...links.slots.map(listed)),
      write(call) {
        const request = openArguments(call);
        return request === null ? ipError(service, 'parameter') : open(request);
      },
    },
    {
      name: '+CIPCLOSE',
      read: () => answer(`+CIPCLOSE: ${links.slots.map(({ state }) => (state === 'free' ? 0 : 1)).join(',')}`),
      write: ({ args: [number = ''] }) => close(Number(number)),
    },
  ];
}
