/** Offset, then the rest of the line. */
const LINE = /^\s*(?:0x)?([0-9a-f]{4,16})(?::\s*|\s\s+|$)(.*)$/i;
/** Bytes in groups of one, two or four. */
const GROUPS = /^(?:[0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8})(?:\s+(?:[0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8}))*$/i;

/**
 * The bytes of a dump with offsets (xxd, hexdump -C, Wireshark), beside which the characters may stand; null when the text is
 * none. The offsets must count up with the bytes: nothing else looks like that by chance.
 */
export function parseByteDump(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let begin: number | null = null;
  for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== '')) {
    const [, offsetText = '', rest = ''] = LINE.exec(line) ?? [];
    if (offsetText === '') return null;
    const offset = Number.parseInt(offsetText, 16);
    begin ??= offset;
    if (offset !== begin + bytes.length) return null;
    // hexdump closes with the offset behind the last byte.
    if (rest.trim() === '') continue;
    const found = lineBytes(rest);
    if (found === null) return null;
    bytes.push(...found);
  }
  return bytes.length === 0 ? null : Uint8Array.from(bytes);
}

/** The bytes before the characters: as many as there are characters, when there are any. */
function lineBytes(rest: string): readonly number[] | null {
  const gaps = [...rest.matchAll(/\s{2,}|\s+(?=\|)/g)].reverse();
  for (const gap of gaps) {
    const bytes = groupBytes(rest.slice(0, gap.index));
    const beside = rest.slice(gap.index + gap[0].length).replace(/^\|(.*)\|$/, '$1');
    if (bytes !== null && beside.length === bytes.length) return bytes;
  }
  return groupBytes(rest);
}

function groupBytes(text: string): readonly number[] | null {
  const trimmed = text.trim();
  if (!GROUPS.test(trimmed)) return null;
  return (trimmed.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
}
