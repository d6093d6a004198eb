/** A line of pasted text without what the terminal put in front of it. */
export interface PastedLine {
  /** Microseconds from any origin; null: not stamped. */
  readonly t: number | null;
  /** null: the terminal does not say. */
  readonly dir: 'tx' | 'rx' | null;
  /** Bytes, one character each. */
  readonly text: string;
  /** The text has its line ends in it, or is a dump: nothing is to be added. */
  readonly exact: boolean;
}
