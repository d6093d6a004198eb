import { type App, type Session, shell, type WebContents } from 'electron';
import { mayOpenOutside } from './externalLinks.ts';

/** The one thing the page may ask the system for: to copy text. */
const GRANTED = 'clipboard-sanitized-write';

/**
 * Holds every page of the app to the one it was opened with: no navigation, no new windows, no embedded pages. Links to
 * the sites we name go to the user's browser.
 */
export function confineContents(app: App, pageUrl: string): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, pageUrl));
}

function confine(contents: WebContents, pageUrl: string): void {
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
    // The typings know each event by an overload of its own, all with these details.
    contents.on(event as 'will-navigate', (details) => {
      const reload = details.isMainFrame && details.url === pageUrl && event !== 'will-redirect';
      if (!reload) details.preventDefault();
    });
  }
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) shell.openExternal(url).catch(() => {});
    return { action: 'deny' };
  });
}

/**
 * Refuses cameras, devices, notifications and all else a page can ask for. `remoteContent`: let requests to the network
 * through, for the development server only.
 */
export function confineSession(
  session: Session,
  pageOrigin: string,
  { remoteContent }: { remoteContent: boolean },
): void {
  const ours = (url: string): boolean => url === pageOrigin || url.startsWith(`${pageOrigin}/`);
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(permission === GRANTED && details.isMainFrame && ours(details.requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) => permission === GRANTED && details.isMainFrame && ours(origin),
  );
  session.setDevicePermissionHandler(() => false);
  if (remoteContent) return;
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*'] },
    (_request, callback) => callback({ cancel: true }),
  );
}
