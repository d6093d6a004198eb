import { err, type Failure } from '../base/result.ts';
import { contract, type StreamHandlers, type StreamSink } from '../contract/contract.ts';
import { checkValue, findName } from './contractLookup.ts';
import {
  type ClientMessage,
  MAX_OPEN_STREAMS,
  MAX_STREAM_CREDITS,
  type RpcErrorCode,
  type ServerMessage,
  STREAM_CREDITS,
} from './messages.ts';

export interface ServedStreams {
  /** False: the id belongs to a stream that is still open. */
  open(message: Extract<ClientMessage, { m: 'open' }>): boolean;
  /** Ids that are not open are ignored: the bench may have ended the stream while the message was on its way. */
  credit(id: number, n: number): void;
  close(id: number): void;
  closeAll(): void;
}

interface Served {
  readonly streams: StreamHandlers;
  /** False: the message cannot be sent. */
  readonly send: (message: ServerMessage, body?: Uint8Array) => boolean;
  readonly report: (error: unknown) => void;
}

interface OpenStream {
  addCredits(n: number): void;
  /** The view closed it or is gone. */
  close(): void;
}

type CheckedHandler = (input: unknown, sink: StreamSink<unknown>) => () => void;

/** The streams of one connection and their credits. */
export function createServedStreams({ streams, send, report }: Served): ServedStreams {
  const open = new Map<number, OpenStream>();

  const sendEnd = (id: number, error?: Failure<RpcErrorCode>): void => {
    send(error === undefined ? { m: 'end', id } : { m: 'end', id, error });
  };
  const refuse = (id: number, code: RpcErrorCode, message: string): true => {
    sendEnd(id, err(code, message).error);
    return true;
  };

  const serve = (id: number, name: string, handler: CheckedHandler, input: unknown): void => {
    let credits = STREAM_CREDITS;
    let closer: (() => void) | undefined;
    let endedByBench = false;
    const creditListeners: (() => void)[] = [];
    const isOpen = (): boolean => open.get(id) === entry;

    const attempt = (task: () => void): void => {
      try {
        task();
      } catch (error) {
        fail(error);
      }
    };
    /** The handler is at fault: ends the stream, and lets the handler clean up as if the view had gone. */
    const fail = (error: unknown): void => {
      report(error);
      if (!isOpen()) return;
      sendEnd(id, err('internal', `The bench failed while sending ${name}. Open it again.`).error);
      entry.close();
    };
    const entry: OpenStream = {
      addCredits(n) {
        credits = Math.min(MAX_STREAM_CREDITS, credits + n);
        for (const listener of creditListeners) if (isOpen()) attempt(listener);
      },
      close() {
        open.delete(id);
        if (closer !== undefined) attempt(closer);
      },
    };
    const sink: StreamSink<unknown> = {
      get credits() {
        return credits;
      },
      push(item, body) {
        if (!isOpen()) return;
        if (credits === 0) throw new RangeError(`${name}: item pushed without a credit`);
        credits -= 1;
        if (!send({ m: 'item', id, item }, body)) fail(new Error(`An item of ${name} cannot be sent`));
      },
      onCredit(listener) {
        creditListeners.push(listener);
      },
      end() {
        if (!isOpen()) return;
        endedByBench = true;
        open.delete(id);
        sendEnd(id);
      },
    };

    open.set(id, entry);
    attempt(() => {
      const stop = handler(input, sink);
      // A push that failed inside the handler closed the stream before its closer was known.
      if (isOpen()) closer = stop;
      else if (!endedByBench) stop();
    });
  };

  return {
    open({ id, name, input }) {
      if (open.has(id)) return false;
      const stream = findName('stream', name);
      if (stream === undefined) {
        return refuse(
          id,
          'unknown-name',
          'This bench has no stream of that name. Reload the window to match its version.',
        );
      }
      if (open.size >= MAX_OPEN_STREAMS) {
        return refuse(id, 'overloaded', `More than ${MAX_OPEN_STREAMS} streams are open. Close some first.`);
      }
      const checked = checkValue(contract[stream].input, input);
      if (!checked.ok) return refuse(id, checked.error.code, checked.error.message);
      serve(id, stream, streams[stream] as CheckedHandler, checked.value);
      return true;
    },
    credit: (id, n) => open.get(id)?.addCredits(n),
    close: (id) => open.get(id)?.close(),
    closeAll() {
      for (const stream of [...open.values()]) stream.close();
    },
  };
}
