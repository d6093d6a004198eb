import type { IncomingMessage, ServerResponse } from 'node:http';
import { WIRE_PATH } from '#shared/rpc/wirePath.ts';
import type { Access } from './access.ts';
import type { HostCheck } from './hostCheck.ts';
import { REFUSALS, type Refusal, refusalHeaders, refusalPage } from './refusals.ts';
import { SECURITY_HEADERS } from './securityHeaders.ts';
import { requestPath, type StaticFiles } from './staticFiles.ts';

interface Pages {
  readonly access: Access;
  readonly hostCheck: HostCheck;
  readonly files: StaticFiles;
}

/** Answers the requests for pages and files. The checks stand in the order in which they are made. */
export function createPageHandler({ access, hostCheck, files }: Pages) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const send = (status: number, headers: Readonly<Record<string, string>>, body: Uint8Array | string): void => {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      response.writeHead(status, { ...SECURITY_HEADERS, ...headers, 'Content-Length': bytes.length });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    };
    const refuse = (refusal: Refusal): void =>
      send(REFUSALS[refusal].status, refusalHeaders(refusal), refusalPage(refusal));

    if (!hostCheck.admitsHost(request)) return refuse('foreign-host');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse('method');
    const path = requestPath(request.url ?? '');
    if (path === undefined) return refuse('bad-request');

    const secret = tokenOf(request.url ?? '');
    if (secret !== undefined) {
      const cookie = request.method === 'GET' ? access.redeem(secret) : undefined;
      if (cookie === undefined) return refuse('unauthorized');
      return send(303, { Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' }, '');
    }
    if (!access.admitsCookie(request.headers.cookie) && !access.admitsBearer(request.headers.authorization)) {
      return refuse('unauthorized');
    }
    if (path === WIRE_PATH) return refuse('upgrade-required');

    const file = files.find(path);
    const bytes = await file?.read().catch(() => undefined);
    if (file === undefined || bytes === undefined) return refuse('not-found');
    send(200, { 'Content-Type': file.mediaType, 'Cache-Control': file.cacheControl }, bytes);
  };
}

/** The token in a request target, whatever its path; '' when it is named without a value. */
function tokenOf(target: string): string | undefined {
  const query = target.split('#')[0]?.split('?').slice(1).join('?') ?? '';
  return new URLSearchParams(query).get('token') ?? undefined;
}
