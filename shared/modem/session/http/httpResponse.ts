import { latin1Text } from '../../../base/latin1.ts';
import { type ChunkedBody, createChunkedBody } from './chunkedBody.ts';

export interface HttpResponse {
  readonly status: number;
  /** Status line and fields with the empty line behind them, as they came. */
  readonly head: Uint8Array;
  readonly body: Uint8Array;
}

/** `done`: the response is complete. `not-http`: what came is none. `too-large`: more than is kept. */
export type ReadState = 'more' | 'done' | 'not-http' | 'too-large';

/** Reads one response out of a connection (RFC 9112); nothing behind it is looked at. */
export interface HttpResponseReader {
  feed(bytes: Uint8Array): ReadState;
  /** The connection was closed: `done` when that is how the body ends. */
  end(): 'done' | 'cut';
  /** A first byte has come. */
  readonly begun: boolean;
  /** What is complete; null before `done`. */
  readonly response: HttpResponse | null;
}

const MAX_HEAD = 16_384;
export const MAX_BODY = 1_048_576;

type BodyEnd =
  | { readonly by: 'length'; readonly length: number }
  | { readonly by: 'chunks'; readonly chunks: ChunkedBody }
  | { readonly by: 'close' };

interface Head {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly end: BodyEnd;
}

/** RFC 9112, 6.3; null: not a response. */
function readHead(bytes: Uint8Array, method: string): Head | null {
  const text = latin1Text(bytes);
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r?\n)/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) return null;
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*\\r?$`, 'im').exec(text)?.[1];
  if (method === 'HEAD' || status === 204 || status === 304) return { status, bytes, end: { by: 'length', length: 0 } };
  if (/\bchunked$/i.test(field('transfer-encoding') ?? '')) {
    return { status, bytes, end: { by: 'chunks', chunks: createChunkedBody() } };
  }
  const length = field('content-length');
  if (length === undefined) return { status, bytes, end: { by: 'close' } };
  return /^\d{1,15}$/.test(length) ? { status, bytes, end: { by: 'length', length: Number(length) } } : null;
}

/** Index behind the empty line; -1: it has not come. */
function endOfHead(bytes: Uint8Array): number {
  for (let i = bytes.indexOf(0x0a); i >= 0; i = bytes.indexOf(0x0a, i + 1)) {
    if (bytes[i + 1] === 0x0a) return i + 2;
    if (bytes[i + 1] === 0x0d && bytes[i + 2] === 0x0a) return i + 3;
  }
  return -1;
}

export function createHttpResponseReader(method: string): HttpResponseReader {
  let state: ReadState = 'more';
  let begun = false;
  let waiting = new Uint8Array(0);
  let head: Head | null = null;
  let parts: Uint8Array[] = [];
  let size = 0;

  const keep = (data: Uint8Array): void => {
    size += data.length;
    if (size <= MAX_BODY) parts.push(data.slice());
  };
  const takeBody = ({ end }: Head, bytes: Uint8Array): ReadState => {
    let next: ReadState = 'more';
    if (end.by === 'chunks') {
      const read = end.chunks.feed(bytes, keep);
      next = read === 'malformed' ? 'not-http' : read;
    } else if (end.by === 'length') {
      keep(bytes.subarray(0, end.length - size));
      if (size >= end.length) next = 'done';
    } else {
      keep(bytes);
    }
    return size > MAX_BODY ? 'too-large' : next;
  };
  const takeHead = (bytes: Uint8Array): ReadState => {
    const all = new Uint8Array(waiting.length + bytes.length);
    all.set(waiting);
    all.set(bytes, waiting.length);
    waiting = all;
    const start = latin1Text(all.subarray(0, 5));
    if (!'HTTP/'.startsWith(start)) return 'not-http';
    const end = endOfHead(all);
    if (end < 0) return all.length > MAX_HEAD ? 'not-http' : 'more';
    const read = readHead(all.slice(0, end), method);
    const rest = all.subarray(end);
    waiting = new Uint8Array(0);
    if (read === null) return 'not-http';
    // Interim responses stand before the one that counts (RFC 9110, 15.2).
    if (read.status < 200) return takeHead(rest);
    head = read;
    return takeBody(read, rest);
  };

  return {
    feed(bytes) {
      if (bytes.length === 0 || state !== 'more') return state;
      begun = true;
      state = head === null ? takeHead(bytes) : takeBody(head, bytes);
      return state;
    },
    end() {
      if (state === 'more' && head?.end.by === 'close') state = 'done';
      return state === 'done' ? 'done' : 'cut';
    },
    get begun() {
      return begun;
    },
    get response() {
      if (state !== 'done' || head === null) return null;
      const body = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        body.set(part, at);
        at += part.length;
      }
      parts = [body];
      return { status: head.status, head: head.bytes, body };
    },
  };
}
