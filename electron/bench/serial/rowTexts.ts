/** Words about stretches of one direction's bytes, kept until the rows are made that hold them. */
export interface RowTexts {
  /** The next `length` bytes were handed in, with words about them or ''. */
  put(length: number, text: string): void;
  /** The next `length` bytes became a row: the words about any of them. */
  take(length: number): string;
}

interface Stretch {
  length: number;
  readonly text: string;
}

/** Keeps no more than there are bytes that are in no row yet, which the framer bounds. */
export function createRowTexts(): RowTexts {
  const stretches: Stretch[] = [];
  return {
    put(length, text) {
      const last = stretches.at(-1);
      if (last?.text === text) last.length += length;
      else if (length > 0) stretches.push({ length, text });
    },
    take(length) {
      const found = new Set<string>();
      for (let left = length; left > 0; ) {
        const first = stretches[0];
        if (first === undefined) break;
        if (first.text !== '') found.add(first.text);
        const taken = Math.min(left, first.length);
        first.length -= taken;
        left -= taken;
        if (first.length === 0) stretches.shift();
      }
      return [...found].join('; ');
    },
  };
}
