import { protocol, type Session } from 'electron';
import { SECURITY_HEADERS } from '#bench/server/securityHeaders.ts';
import { listStaticFiles, requestPath } from '#bench/server/staticFiles.ts';

const SCHEME = 'app';
/** Where the window's page comes from. Not file://, whose pages may read more than the page's own files. */
export const APP_ORIGIN = 'app://modemscope';

/** To be called before the app is ready: gives pages of this scheme an origin of their own, like https ones. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window under APP_ORIGIN, with the same headers and the same care for paths as the browser host. */
export async function serveApp(session: Session, rendererDir: string): Promise<void> {
  const files = await listStaticFiles(rendererDir).catch(() => undefined);
  if (files?.find('/') === undefined) {
    throw new Error(`The window's files are not in ${rendererDir}. Run "npm run build" and try again.`);
  }
  session.protocol.handle(SCHEME, async ({ method, url }) => {
    const path =
      method === 'GET' && url.startsWith(`${APP_ORIGIN}/`) ? requestPath(url.slice(APP_ORIGIN.length)) : undefined;
    const file = path === undefined ? undefined : files.find(path);
    const bytes = await file?.read().catch(() => undefined);
    if (file === undefined || bytes === undefined) {
      return new Response('Not found', { status: 404, headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain' } });
    }
    return new Response(new Uint8Array(bytes), {
      headers: { ...SECURITY_HEADERS, 'Content-Type': file.mediaType, 'Cache-Control': file.cacheControl },
    });
  });
}
