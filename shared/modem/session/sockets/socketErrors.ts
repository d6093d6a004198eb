import type { NetEnd } from '../../modemNetwork.ts';

/** `<err>` of NETOPEN, CIPOPEN, CIPSEND, CIPCLOSE … (V3.00 11.6). */
export const SOCKET_ERROR = {
  none: 0,
  network: 1,
  notOpened: 2,
  parameter: 3,
  notSupported: 4,
  bind: 6,
  busy: 8,
  timeout: 10,
  dns: 11,
  unknown: 12,
} as const;
export type SocketError = (typeof SOCKET_ERROR)[keyof typeof SOCKET_ERROR];

/** What AT+CIPOPEN says of a connection that did not come about. */
export const OPEN_ERRORS: { readonly [Reason in NetEnd]: SocketError } = {
  local: SOCKET_ERROR.unknown,
  peer: SOCKET_ERROR.network,
  reset: SOCKET_ERROR.network,
  timeout: SOCKET_ERROR.timeout,
  dns: SOCKET_ERROR.dns,
  refused: SOCKET_ERROR.timeout,
  unreachable: SOCKET_ERROR.timeout,
  handshake: SOCKET_ERROR.unknown,
  certificate: SOCKET_ERROR.unknown,
  bearer: SOCKET_ERROR.network,
};
