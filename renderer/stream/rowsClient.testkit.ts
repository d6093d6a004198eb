import { err } from '#shared/base/result.ts';
import type { StreamInput, StreamItem } from '#shared/contract/contract.ts';
import { createRowChunkBuilder } from '#shared/model/rowChunkBuilder.ts';
import { encodeRowChunk } from '#shared/model/rowChunkCodec.ts';
import { serialRow } from '#shared/model/rows.testkit.ts';
import type { RpcClient, StreamListener } from '#shared/rpc/rpcClient.ts';

/** One `log.rows` stream a view opened. */
export interface OpenedStream {
  readonly input: StreamInput<'log.rows'>;
  readonly closed: boolean;
  item(item: StreamItem<'log.rows'>, body?: Uint8Array): void;
  /** A batch of rows with these seqs; row n began at n * 10 µs. */
  rows(seqs: readonly number[], scanned?: number): void;
  gap(after: number, before: number, lost?: boolean): void;
  end(code?: string): void;
}

/** A client whose bench is the test. */
export function createRowsClient() {
  const streams: OpenedStream[] = [];

  const open = (input: StreamInput<'log.rows'>, listener: StreamListener<'log.rows'>): (() => void) => {
    let closed = false;
    const stream: OpenedStream = {
      input,
      get closed() {
        return closed;
      },
      item: (item, body) => listener.item(item, body),
      rows(seqs, scanned = seqs.at(-1) ?? 0) {
        stream.item({ type: 'batch', count: seqs.length, scanned }, encodedRows(seqs));
      },
      gap: (after, before, lost = false) => stream.item({ type: 'gap', after, before, lost }),
      end(code) {
        closed = true;
        listener.end(code === undefined ? undefined : err(code, 'It ended.').error);
      },
    };
    streams.push(stream);
    return () => {
      closed = true;
    };
  };

  const client: RpcClient = {
    call: () => new Promise(() => {}),
    on: () => () => {},
    open: (_name, input, listener) =>
      // There is one stream in the contract.
      open(input as StreamInput<'log.rows'>, listener as StreamListener<'log.rows'>),
    state: 'ready',
    onState: () => () => {},
    close: () => {},
  };
  return {
    client,
    streams,
    /** The stream opened last. */
    last(): OpenedStream {
      const stream = streams.at(-1);
      if (stream === undefined) throw new Error('No stream was opened');
      return stream;
    },
  };
}

export function encodedRows(seqs: readonly number[]): Uint8Array {
  const builder = createRowChunkBuilder(Math.max(1, seqs.length), 1e9);
  for (const seq of seqs) builder.push(seq, serialRow(String(seq), { t: seq * 10, tLast: seq * 10 + 1 }));
  return encodeRowChunk(builder.chunk());
}
