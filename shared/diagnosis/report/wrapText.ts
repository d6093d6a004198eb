/**
 * Breaks text between words into lines of at most `width` characters; a longer word stands alone and is cut. At least one
 * line. Counts UTF-16 units: the reports hold Latin text.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const room = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    for (let rest = word; rest !== ''; ) {
      const piece = rest.slice(0, room);
      rest = rest.slice(room);
      if (line === '') line = piece;
      else if (line.length + 1 + piece.length <= room) line += ` ${piece}`;
      else {
        lines.push(line);
        line = piece;
      }
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** The same with `head` before the first line and as much room before the others. */
export function wrapBehind(head: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(head.length);
  return wrapText(text, width - head.length).map((line, index) => `${index === 0 ? head : indent}${line}`);
}
