const PREFIX = 'rewritten from ';

/** The bench's words about a line it passed on changed. */
export const rewrittenText = (from: string): string => `${PREFIX}${from}`;

/** The line as it came in, from the words about a row; null of a row that was not rewritten. */
export const rewrittenFrom = (text: string): string | null =>
  text.startsWith(PREFIX) ? text.slice(PREFIX.length) : null;
