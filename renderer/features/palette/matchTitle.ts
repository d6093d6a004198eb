/**
 * How well a command's title fits what was typed, 0 for not at all: every typed word must occur in it. A title that begins
 * with the first word comes first, then words at the beginning of the title's words, then short titles.
 */
export function matchTitle(title: string, typed: string): number {
  const text = title.toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => text.includes(word))) return 0;
  const begins = words.filter((word) => text.split(/[^\p{L}\p{N}+]+/u).some((part) => part.startsWith(word))).length;
  const share = words.length === 0 ? 1 : begins / words.length;
  const opens = words[0] !== undefined && text.startsWith(words[0]) ? 0.3 : 0;
  return 0.1 + opens + 0.5 * share + 0.1 / (1 + text.length / 100);
}
