/**
 * The name a line begins with (`+CREG` of `+CREG: 0,1`, `+IPD` of `+IPD12`, `+CMQTTNONET`), or '' when it has none. Spaces
 * inside a name count (`+CME ERROR`).
 */
export function answerName(line: string): string {
  const first = line.charCodeAt(0);
  // + * ^ $ % # &
  if (first !== 0x2b && first !== 0x2a && first !== 0x5e && (first < 0x23 || first > 0x26)) return '';
  let end = 1;
  for (; end < line.length; end += 1) {
    const code = line.charCodeAt(end);
    const letter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
    if (!letter && code !== 0x5f && !(code === 0x20 && end > 1)) break;
  }
  while (end > 1 && line.charCodeAt(end - 1) === 0x20) end -= 1;
  return end > 1 ? line.slice(0, end) : '';
}

/** The fields behind the colon, trimmed, quotes kept; none when there is no colon. */
export function answerFields(line: string): readonly string[] {
  const colon = line.indexOf(':');
  return colon < 0
    ? []
    : line
        .slice(colon + 1)
        .split(',')
        .map((field) => field.trim());
}
