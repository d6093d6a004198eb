/** Codes of one table: the manual's text and, where experience has one, what usually is behind it in the field. */
export type ErrorCodes = Readonly<Record<number, readonly [text: string, usualCause?: string]>>;

export interface ErrorMeaning {
  readonly text: string;
  readonly usualCause: string | null;
}
