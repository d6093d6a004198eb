import type { SocketEnd } from '#shared/protocol/at/sockets/socketEvents.ts';

const TEXTS: Readonly<Record<SocketEnd, string>> = {
  host: 'the firmware closed the socket',
  peer: 'the server closed the connection',
  timeout: 'the modem gave up sending',
  network: 'the modem lost the network',
  restart: 'the modem restarted',
  reopened: 'a new connection began on the socket; how this one ended was not seen',
  lost: 'the serial port is not heard any more',
};

/** The words of the close row of a connection inside a serial link. */
export const endText = (why: SocketEnd): string => TEXTS[why];
