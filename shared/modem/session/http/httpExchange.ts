import type { ModemNetwork, TlsRequest } from '../../modemNetwork.ts';
import type { ModemSession } from '../modemSession.ts';
import { HTTP_END_ERRORS, HTTP_ERROR, type HttpError } from './httpErrors.ts';
import type { HttpMethod, HttpUrl } from './httpRequest.ts';
import { createHttpResponseReader, type HttpResponse } from './httpResponse.ts';

export interface HttpExchangeOptions {
  readonly session: ModemSession;
  readonly network: ModemNetwork;
  readonly url: HttpUrl;
  readonly tls: TlsRequest | null;
  readonly method: HttpMethod;
  /** The request as it goes over the wire. */
  readonly bytes: Uint8Array;
  readonly timeouts: { readonly connectMs: number; readonly responseMs: number; readonly receiveMs: number };
  /** Called once, later, unless it is closed before. */
  readonly done: (outcome: HttpResponse | HttpError) => void;
  /** After `done`: the server has closed the connection that was kept. */
  readonly onPeerClosed: () => void;
}

/** One request and its response; the connection stays open afterwards until the server or `close` ends it. */
export interface HttpExchange {
  close(): void;
}

export function startHttpExchange(options: HttpExchangeOptions): HttpExchange {
  const { session, network, url, tls, method, bytes, timeouts, done, onPeerClosed } = options;
  const reader = createHttpResponseReader(method);
  let state: 'running' | 'kept' | 'over' = 'running';
  let cancel = (): void => undefined;

  const limit = (ms: number, error: HttpError): void => {
    cancel();
    cancel = session.afterReal(ms, () => fail(error));
  };
  const fail = (error: HttpError): void => {
    if (state !== 'running') return;
    state = 'over';
    cancel();
    stream.close();
    done(error);
  };
  const succeed = (next: 'kept' | 'over'): void => {
    const { response } = reader;
    if (state !== 'running' || response === null) return;
    state = next;
    cancel();
    done(response);
  };
  const stream = network.connect(
    { host: url.host, port: url.port, timeoutMs: timeouts.connectMs, tls },
    {
      onOpen() {
        if (state !== 'running') return;
        stream.write(bytes);
        limit(timeouts.responseMs, HTTP_ERROR.noResponse);
      },
      onData(received) {
        // What a kept connection says unasked is none of ours.
        if (state !== 'running' || received.length === 0) return;
        const read = reader.feed(received);
        if (read === 'done') succeed('kept');
        else if (read === 'not-http') fail(HTTP_ERROR.notHttp);
        else if (read === 'too-large') fail(HTTP_ERROR.memory);
        else limit(timeouts.receiveMs, HTTP_ERROR.timeout);
      },
      onEnd(reason) {
        const was = state;
        if (was === 'running' && reader.end() === 'done') succeed('over');
        else if (was === 'running') fail(HTTP_END_ERRORS[reason]);
        state = 'over';
        if (was === 'kept' && reason !== 'local' && reason !== 'bearer') onPeerClosed();
      },
    },
  );
  return {
    close() {
      state = 'over';
      cancel();
      stream.close();
    },
  };
}
