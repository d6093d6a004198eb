import type { Bearer } from '../bearer.ts';
import type { ModemSession } from '../modemSession.ts';
import type { SslContexts } from '../ssl/sslContexts.ts';
import { HTTP_ERROR, HTTP_SSL_ERRORS, type HttpError } from './httpErrors.ts';
import { type HttpExchange, startHttpExchange } from './httpExchange.ts';
import { type HttpMethod, type HttpUrl, httpRequest } from './httpRequest.ts';
import type { HttpResponse } from './httpResponse.ts';
import { createHttpSettings, type HttpSettings } from './httpSettings.ts';

/** The HTTP service of the modem: one request at a time (V3.00 13). */
export interface HttpService {
  /** `starting`: AT+HTTPINIT waits for the data connection. */
  readonly state: 'stopped' | 'starting' | 'running';
  /** Fresh at every AT+HTTPINIT. */
  readonly settings: HttpSettings;
  /** The body of AT+HTTPDATA; null: none was given. */
  body: Uint8Array | null;
  /** The last one; null: none yet, or the last request failed. */
  readonly response: HttpResponse | null;
  /** A request is under way. */
  readonly busy: boolean;
  /** `done` is called once, later: whether there is a data connection. */
  start(done: (started: boolean) => void): void;
  stop(): void;
  /** `done` is called once, later. A body is sent with POST only. */
  request(
    method: HttpMethod,
    url: HttpUrl,
    body: Uint8Array | null,
    done: (outcome: HttpResponse | HttpError) => void,
  ): void;
}

export function createHttpService(session: ModemSession, bearer: Bearer, contexts: SslContexts): HttpService {
  let state: HttpService['state'] = 'stopped';
  let settings = createHttpSettings(session.profile.model);
  let body: Uint8Array | null = null;
  let response: HttpResponse | null = null;
  let exchange: HttpExchange | null = null;
  let busy = false;

  const end = (): void => {
    exchange?.close();
    exchange = null;
    busy = false;
    body = null;
    response = null;
  };
  bearer.onLost(() => {
    if (state === 'running') session.urc('+HTTP_NONET_EVENT');
  });
  session.describe(() => (busy && settings.url !== null ? [`HTTP: ${settings.url.host}:${settings.url.port}`] : []));

  return {
    get state() {
      return state;
    },
    get settings() {
      return settings;
    },
    get body() {
      return body;
    },
    set body(bytes) {
      body = bytes;
    },
    get response() {
      return response;
    },
    get busy() {
      return busy;
    },
    start(done) {
      state = 'starting';
      bearer.open('http', ({ ok }) => {
        state = ok ? 'running' : 'stopped';
        if (ok) settings = createHttpSettings(session.profile.model);
        done(ok);
      });
    },
    stop() {
      end();
      state = 'stopped';
      bearer.release('http');
    },
    request(method, url, sent, done) {
      const { connectS, responseS, receiveS, fields, context } = settings;
      exchange?.close();
      exchange = null;
      busy = true;
      session.changed();
      response = null;
      const finish = (outcome: HttpResponse | HttpError): void => {
        busy = false;
        session.changed();
        response = typeof outcome === 'number' ? null : outcome;
        done(outcome);
      };
      const tls = url.tls ? contexts.request(context, url.host) : null;
      const refuse = (error: HttpError): void => {
        exchange = { close: session.after(0, () => finish(error)) };
      };
      if (tls !== null && !tls.ok) {
        refuse(HTTP_SSL_ERRORS[tls.error.code]);
        return;
      }
      if (!bearer.up) {
        refuse(HTTP_ERROR.network);
        return;
      }
      exchange = startHttpExchange({
        ...{ session, network: bearer.network, url, tls: tls === null ? null : tls.value, method },
        bytes: httpRequest(method, url, fields, sent),
        timeouts: { connectMs: connectS * 1000, responseMs: responseS * 1000, receiveMs: receiveS * 1000 },
        done: finish,
        onPeerClosed: () => session.urc('+HTTP_PEER_CLOSED'),
      });
    },
  };
}
