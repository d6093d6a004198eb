const OFFSET = /^(?:0x)?[0-9a-f]{4,16}(?::\s*|\s{2,})/i;
/** More gaps than these are not between digits and the characters beside them. */
const MOST_GAPS = 24;
const PAIRS = /^[0-9a-f]{2}(?:(?: |, ?|[:-])[0-9a-f]{2})+,?$/i;
const FOURS = /^(?:[0-9a-f]{4} ?)+(?:[0-9a-f]{2})?$/i;

/** The bytes of a line of a hex dump (`41 54 0D`, `0000: 41 54 0d  |AT.|`, `00000000: 4154 0d0a  AT..`); null: no such line. */
export function hexLine(line: string): Uint8Array | null {
  const offset = OFFSET.exec(line)?.[0] ?? '';
  const beyond = line.slice(offset.length);
  return (offset === '' ? null : pairsOf(beyond, true)) ?? pairsOf(line, false);
}

/** Without the characters beside a dump: the longest beginning up to a gap that is nothing but digits. */
function pairsOf(text: string, grouped: boolean): Uint8Array | null {
  const body = text.replaceAll(/0x(?=[0-9a-f]{2}\b)/gi, '').trimEnd();
  const gaps = [...body.matchAll(/\s{2,}|\s+\|/g)]
    .map(({ index }) => index)
    .slice(-MOST_GAPS)
    .reverse();
  for (const end of [body.length, ...gaps]) {
    const digits = body.slice(0, end).replaceAll(/\s+/g, ' ').trim();
    if (PAIRS.test(digits)) return bytesOf(digits.replaceAll(/[^0-9a-f]/gi, ''));
    if (grouped && FOURS.test(digits)) return bytesOf(digits.replaceAll(' ', ''));
  }
  return null;
}

function bytesOf(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
