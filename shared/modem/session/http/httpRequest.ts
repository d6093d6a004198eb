import { latin1Bytes } from '../../../base/latin1.ts';

/** AT+HTTPACTION's methods, by number (V3.00 13.2). */
export const HTTP_METHODS = ['GET', 'POST', 'HEAD', 'DELETE'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** An address as AT+HTTPPARA="URL" takes it. */
export interface HttpUrl {
  readonly tls: boolean;
  readonly host: string;
  readonly port: number;
  /** From the first slash, with the query. */
  readonly path: string;
}

/** Null: not `http://…` or `https://…`. A fragment is no part of a request. */
export function readHttpUrl(text: string): HttpUrl | null {
  const match = /^(https?):\/\/([^/:?#\s]+)(?::(\d{1,5}))?([/?][^#\s]*)?(?:#\S*)?$/i.exec(text);
  if (match === null) return null;
  const [, scheme = '', host = '', port, rest = ''] = match;
  const tls = scheme.toLowerCase() === 'https';
  const number = port === undefined ? (tls ? 443 : 80) : Number(port);
  if (number < 1 || number > 65_535) return null;
  return { tls, host, port: number, path: rest.startsWith('/') ? rest : `/${rest}` };
}

/** Fields AT+HTTPPARA sets; '' or null where it did not. */
export interface HttpFields {
  readonly contentType: string;
  readonly accept: string;
  readonly userAgent: string;
  /** A whole header line. */
  readonly userData: string;
  readonly firstByte: number | null;
  readonly lastByte: number | null;
}

/** A request as it goes over the wire (RFC 9112). */
export function httpRequest(method: HttpMethod, url: HttpUrl, fields: HttpFields, body: Uint8Array | null): Uint8Array {
  const { host, port, path, tls } = url;
  const { accept, userAgent, userData, contentType, firstByte, lastByte } = fields;
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}${port === (tls ? 443 : 80) ? '' : `:${port}`}`,
    `User-Agent: ${userAgent}`,
    `Accept: ${accept === '' ? '*/*' : accept}`,
    'Connection: keep-alive',
  ];
  if (userData !== '') lines.push(userData);
  if (firstByte !== null || lastByte !== null) lines.push(`Range: bytes=${firstByte ?? 0}-${lastByte ?? ''}`);
  if (body !== null) {
    lines.push(`Content-Type: ${contentType === '' ? 'text/plain' : contentType}`, `Content-Length: ${body.length}`);
  }
  const head = latin1Bytes(`${lines.join('\r\n')}\r\n\r\n`);
  const bytes = new Uint8Array(head.length + (body?.length ?? 0));
  bytes.set(head);
  if (body !== null) bytes.set(body, head.length);
  return bytes;
}
