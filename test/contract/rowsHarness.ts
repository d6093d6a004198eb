import type { StreamInput, StreamItem, StreamSink } from '#shared/contract/contract.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { serveFake, strictClient } from './rpcHarness.ts';

export type RowsSink = StreamSink<StreamItem<'log.rows'>>;

export const ROWS_INPUT: StreamInput<'log.rows'> = {
  filter: { lanes: ['serial'], notes: true },
  from: { at: 'tail', backlog: 10 },
  mirror: 1000,
};

/** An item that tells its number. */
export const rowsItem = (n: number): StreamItem<'log.rows'> => ({ type: 'batch', count: 1, scanned: n });

/** A view's request for the stream. */
export const openRows = (id: number) => ({ m: 'open', id, name: 'log.rows', input: ROWS_INPUT });

/** Pushes numbered items as long as credits last, each time there are some. */
export function pump(
  sink: RowsSink,
  count = Number.POSITIVE_INFINITY,
  atEnd = (): void => {},
): { readonly sent: number } {
  const state = { sent: 0 };
  const push = (): void => {
    while (sink.credits > 0 && state.sent < count) {
      state.sent += 1;
      sink.push(rowsItem(state.sent), Uint8Array.of(state.sent % 256));
      if (state.sent === count) atEnd();
    }
  };
  sink.onCredit(push);
  push();
  return state;
}

/** Serves `log.rows` with one handler and remembers what happened to it. */
export function serveRows(wire: Wire, handler: (sink: RowsSink) => void) {
  const seen = { sinks: [] as RowsSink[], closes: 0 };
  const served = serveFake(
    wire,
    { 'broker.stop': () => ({ ok: true, value: {} }) },
    {
      'log.rows': (_input, sink) => {
        seen.sinks.push(sink);
        handler(sink);
        return () => {
          seen.closes += 1;
        };
      },
    },
  );
  return { seen, served };
}

/** A view that takes items in and does as it is told on each. */
export function openClient(wire: Wire, onItem: (n: number) => void = () => {}) {
  const client = strictClient(wire);
  const items: number[] = [];
  const bodies: (number | undefined)[] = [];
  const ends: (string | undefined)[] = [];
  const close = client.open('log.rows', ROWS_INPUT, {
    item(item, body) {
      const n = item.type === 'batch' ? item.scanned : -1;
      items.push(n);
      bodies.push(body?.[0]);
      onItem(n);
    },
    end: (error) => ends.push(error?.code),
  });
  return { client, items, bodies, ends, close };
}
