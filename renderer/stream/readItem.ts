import { err, ok, type Result } from '#shared/base/result.ts';
import type { StreamItem } from '#shared/contract/contract.ts';
import { decodeRowChunk } from '#shared/model/rowChunkCodec.ts';
import type { MirrorPiece } from './rowMirror.ts';

/** An item of `log.rows` as the mirror takes it. */
export function readItem(item: StreamItem<'log.rows'>, body: Uint8Array | undefined): Result<MirrorPiece, 'bad-chunk'> {
  if (item.type === 'gap') return ok(item);
  return body === undefined ? err('bad-chunk', 'A block of rows came without its rows.') : decodeRowChunk(body);
}
