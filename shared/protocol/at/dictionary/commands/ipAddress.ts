/** Where an IPv4 address can be reached from. */
export type AddressScope = 'none' | 'loopback' | 'private' | 'link-local' | 'carrier' | 'public';

/** The scope of a dotted address; null when it is no IPv4 address (RFC 1918, 3927, 6598). */
export function addressScope(address: string): AddressScope | null {
  const bytes = address.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  const [a = 0, b = 0] = bytes;
  if (bytes.length !== 4 || !bytes.every((byte) => byte <= 255)) return null;
  if (bytes.every((byte) => byte === 0)) return 'none';
  if (a === 127) return 'loopback';
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
  if (a === 169 && b === 254) return 'link-local';
  return a === 100 && b >= 64 && b < 128 ? 'carrier' : 'public';
}

const OF_BEARER: Readonly<Record<AddressScope, string>> = {
  none: 'none yet',
  loopback: 'this modem itself',
  private: 'inside the operator’s network',
  'link-local': 'not assigned by a network',
  carrier: 'inside the operator’s network',
  public: 'public',
};

/** The address of a bearer in words; 16 dotted numbers are an IPv6 address (TS 27.007 10.1.1). */
export function bearerAddress(raw: string): string {
  const bytes = raw.split('.');
  if (bytes.length === 16 && bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) <= 255)) return ipv6(bytes);
  const scope = addressScope(raw);
  return scope === null ? raw : `${raw} (${OF_BEARER[scope]})`;
}

function ipv6(bytes: readonly string[]): string {
  const words = Array.from({ length: 8 }, (_, i) =>
    (Number(bytes[2 * i]) * 256 + Number(bytes[2 * i + 1])).toString(16),
  );
  const { from, length } = longestZeros(words);
  if (length === 8) return `:: (${OF_BEARER.none})`;
  if (length < 2) return words.join(':');
  return `${words.slice(0, from).join(':')}::${words.slice(from + length).join(':')}`;
}

/** The run of zeros that `::` stands for (RFC 5952 4.2.3: the longest, the first of equals). */
function longestZeros(words: readonly string[]): { readonly from: number; readonly length: number } {
  let best = { from: 0, length: 0 };
  let from = 0;
  for (const [index, word] of words.entries()) {
    if (word !== '0') from = index + 1;
    else if (index + 1 - from > best.length) best = { from, length: index + 1 - from };
  }
  return best;
}
