import { ok, type Result } from '#shared/base/result.ts';
import type { RowFilter } from '#shared/contract/log.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { readItem } from './readItem.ts';
import type { MirrorPiece } from './rowMirror.ts';

export interface Page {
  /** Both exclusive. */
  readonly after: number;
  readonly before: number;
  readonly limit: number;
  /** The end that must be there when not all rows fit. */
  readonly toward: 'after' | 'before';
}

/** `mirror` matters only to live streams; the contract wants it of all. */
const ANY_MIRROR = 1000;

/** Fetches rows of the past; `done` is called once, unless cancelled before. The answer cancels. */
export function requestPage(
  client: RpcClient,
  filter: RowFilter,
  page: Page,
  done: (result: Result<readonly MirrorPiece[]>) => void,
): () => void {
  const pieces: MirrorPiece[] = [];
  let open = true;
  const finish = (result: Result<readonly MirrorPiece[]>): void => {
    if (!open) return;
    open = false;
    done(result);
  };
  const close = client.open(
    'log.rows',
    { filter, from: { at: 'page', ...page }, mirror: ANY_MIRROR },
    {
      item(item, body) {
        if (!open) return;
        const piece = readItem(item, body);
        if (piece.ok) pieces.push(piece.value);
        else {
          close();
          finish(piece);
        }
      },
      end: (error) => finish(error === undefined ? ok(pieces) : { ok: false, error }),
    },
  );
  return () => {
    open = false;
    close();
  };
}
