/** Where a body in chunks (RFC 9112, 7.1) stands after some bytes. */
export interface ChunkedBody {
  /** Takes bytes up to the end of the body; `part` is called with the data in them. */
  feed(bytes: Uint8Array, part: (data: Uint8Array) => void): 'more' | 'done' | 'malformed';
}

/** A size with its extensions, or a trailer field, is no longer. */
const MAX_LINE = 1024;
const LF = 0x0a;

export function createChunkedBody(): ChunkedBody {
  let expects: 'size' | 'data' | 'data-end' | 'trailer' = 'size';
  let left = 0;
  let line = '';

  /** A whole line without its end. */
  const take = (text: string): 'more' | 'done' | 'malformed' => {
    if (expects === 'trailer') return text === '' ? 'done' : 'more';
    if (expects === 'data-end') {
      expects = 'size';
      return text === '' ? 'more' : 'malformed';
    }
    const size = /^([0-9a-f]{1,8})(?:[;\s].*)?$/i.exec(text)?.[1];
    if (size === undefined) return 'malformed';
    left = Number.parseInt(size, 16);
    expects = left === 0 ? 'trailer' : 'data';
    return 'more';
  };
  return {
    feed(bytes, part) {
      let at = 0;
      while (at < bytes.length) {
        if (expects === 'data') {
          const data = bytes.subarray(at, at + left);
          part(data);
          at += data.length;
          left -= data.length;
          if (left === 0) expects = 'data-end';
          continue;
        }
        const byte = bytes[at] ?? 0;
        at += 1;
        if (byte !== LF) {
          if (line.length >= MAX_LINE) return 'malformed';
          line += String.fromCharCode(byte);
          continue;
        }
        const state = take(line.replace(/\r$/, ''));
        line = '';
        if (state !== 'more') return state;
      }
      return 'more';
    },
  };
}
