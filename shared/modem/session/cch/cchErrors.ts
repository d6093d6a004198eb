import type { NetEnd } from '../../modemNetwork.ts';

/** `<err>` of the CCH commands (V3.00 10.3). */
export const CCH_ERROR = {
  none: 0,
  unknown: 2,
  busy: 3,
  peerClosed: 4,
  parameter: 8,
  network: 9,
  state: 11,
  dns: 13,
  connect: 14,
  handshake: 15,
  sendTimeout: 18,
  certificates: 19,
} as const;
export type CchError = (typeof CCH_ERROR)[keyof typeof CCH_ERROR];

/** What AT+CCHOPEN says of a session that did not come about. */
export const CCH_OPEN_ERRORS: { readonly [Reason in NetEnd]: CchError } = {
  local: CCH_ERROR.unknown,
  peer: CCH_ERROR.peerClosed,
  reset: CCH_ERROR.peerClosed,
  timeout: CCH_ERROR.connect,
  dns: CCH_ERROR.dns,
  refused: CCH_ERROR.connect,
  unreachable: CCH_ERROR.connect,
  handshake: CCH_ERROR.handshake,
  certificate: CCH_ERROR.certificates,
  bearer: CCH_ERROR.network,
};
