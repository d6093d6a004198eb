import type { NetEnd } from '../../modemNetwork.ts';
import type { SslProblem } from '../ssl/sslContexts.ts';

/** What takes the place of a status when there is none (V3.00 13.3). */
export const HTTP_ERROR = {
  notHttp: 600,
  memory: 602,
  closed: 704,
  timeout: 705,
  file: 707,
  network: 709,
  dns: 713,
  connect: 714,
  handshake: 715,
  certificates: 719,
  noResponse: 720,
} as const;
export type HttpError = (typeof HTTP_ERROR)[keyof typeof HTTP_ERROR];

/** Of a connection that ended before there was a response. */
export const HTTP_END_ERRORS: { readonly [Reason in NetEnd]: HttpError } = {
  local: HTTP_ERROR.closed,
  peer: HTTP_ERROR.closed,
  reset: HTTP_ERROR.closed,
  timeout: HTTP_ERROR.connect,
  dns: HTTP_ERROR.dns,
  refused: HTTP_ERROR.connect,
  unreachable: HTTP_ERROR.connect,
  handshake: HTTP_ERROR.handshake,
  certificate: HTTP_ERROR.certificates,
  bearer: HTTP_ERROR.network,
};

export const HTTP_SSL_ERRORS: { readonly [Problem in SslProblem]: HttpError } = {
  'not-set': HTTP_ERROR.certificates,
  'bad-file': HTTP_ERROR.file,
};
