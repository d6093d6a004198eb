import type { Session } from 'electron';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>;
type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (details: { readonly url: string }, callback: (answer: { cancel?: boolean }) => void) => void;

/** Keeps what the program told the session, and asks it what the session would ask. */
export class FakeSession {
  readonly protocols = new Map<string, ProtocolHandler>();
  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => void this.protocols.set(scheme, handler),
  };
  readonly webRequest = {
    onBeforeRequest: (filter: { readonly urls: readonly string[] }, listener: BeforeRequest): void => {
      this.#blocking = { urls: filter.urls, listener };
    },
  };
  #blocking: { readonly urls: readonly string[]; readonly listener: BeforeRequest } | undefined;
  #request: RequestHandler | undefined;
  #check: CheckHandler | undefined;
  device: DeviceHandler | undefined;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }
  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.device = handler;
  }

  /** Both ways in which a page learns whether it may; without a handler Electron grants. */
  permits(permission: string, origin: string, isMainFrame = true): { request: boolean; check: boolean } {
    const name = permission as Parameters<RequestHandler>[1];
    let request = this.#request === undefined;
    const details = { requestingUrl: `${origin}/`, isMainFrame } as Parameters<RequestHandler>[3];
    this.#request?.(
      {} as Parameters<RequestHandler>[0],
      name,
      (granted) => {
        request = granted;
      },
      details,
    );
    const check = this.#check?.(null, name as Parameters<CheckHandler>[1], `${origin}/`, { isMainFrame }) ?? true;
    return { request, check };
  }

  /** Whether a request leaves the machine. Understands filters that end in wildcards. */
  lets(url: string): boolean {
    const filtered = this.#blocking?.urls.some((pattern) => url.startsWith(pattern.slice(0, pattern.indexOf('*'))));
    let cancelled = false;
    if (filtered)
      this.#blocking?.listener({ url }, ({ cancel }) => {
        cancelled = cancel === true;
      });
    return !cancelled;
  }

  /** Loads a URL over the protocols the program serves. */
  async load(url: string, method = 'GET'): Promise<Response> {
    const handler = this.protocols.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) throw new Error(`ERR_UNKNOWN_URL_SCHEME ${url}`);
    // Node's Request normalises the address as Chromium does before the handler sees it.
    return handler(new Request(url, { method }));
  }
}
