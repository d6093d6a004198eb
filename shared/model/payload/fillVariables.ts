/** What the variables of a message stand for. */
export interface VariableValues {
  /** `{{n}}`: which message it is, from 1. */
  readonly n: number;
  /** `{{now}}`: milliseconds since the epoch, written as ISO 8601 in UTC. */
  readonly now: number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

const VARIABLE = /\{\{\s*(?:(n|now)|random(?:\s+(-?\d{1,9})\s*\.\.\s*(-?\d{1,9}))?)\s*\}\}/g;

/**
 * Puts values in the place of `{{n}}`, `{{now}}`, `{{random}}` (0 to 100) and `{{random 20..30}}` (whole numbers, both ends
 * included). What else stands in double braces stays as it is.
 */
export const fillVariables = (text: string, { n, now, random }: VariableValues): string =>
  text.replace(VARIABLE, (_all, name?: string, from = '0', to = '100') => {
    if (name === 'n') return String(n);
    if (name === 'now') return new Date(now).toISOString();
    const [least, most] = [Number(from), Number(to)].sort((a, b) => a - b);
    return String((least ?? 0) + Math.floor(random() * ((most ?? 0) - (least ?? 0) + 1)));
  });

/** Whether there is anything to fill in. */
export const hasVariables = (text: string): boolean => text.search(VARIABLE) >= 0;
