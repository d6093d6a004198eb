import type { CommandEntry, CommandForm } from '../dictionary/entryTypes.ts';

/** How a command ended. */
export type TransactionResult =
  | { readonly kind: 'ok' }
  | { readonly kind: 'connect'; readonly text: string }
  | { readonly kind: 'error' }
  /** `code` null: the modem answered in text (CMEE=2) that is in no table. */
  | { readonly kind: 'cme' | 'cms'; readonly code: number | null; readonly text: string }
  /** NO CARRIER, BUSY, NO ANSWER, NO DIALTONE, CONNECT FAIL, CLOSED, AT_PARAM_ERROR … */
  | { readonly kind: 'other'; readonly text: string }
  /**
   * No final result code: nothing came within the maximum (`timeout`), another command was sent first (`superseded`), the
   * modem restarted (`restart`), the capture ends (`end`).
   */
  | { readonly kind: 'none'; readonly why: 'timeout' | 'superseded' | 'restart' | 'end' };

export interface TransactionLine {
  readonly seq: number;
  /** Microseconds since the session began. */
  readonly t: number;
  /** Without line ends. */
  readonly text: string;
  /** `outcome`: the line that tells how an accepted command went, before or after OK. */
  readonly role: 'info' | 'outcome' | 'urc';
}

/** Data the modem asked for with a prompt. */
export interface TransactionData {
  /** Bytes declared in the command; null = ended by Ctrl-Z. */
  readonly declared: number | null;
  /** When the prompt came; null = data was sent without it. */
  readonly promptAt: number | null;
  /** Bytes sent as data, as the modem counts them. */
  readonly sent: number;
  readonly seqs: readonly number[];
}

/** A command behind the first one of a command line. */
export interface ChainedCommand {
  readonly name: string;
  readonly form: CommandForm;
  readonly args: readonly string[];
  readonly entry: CommandEntry | null;
}

/** A command line and everything that belongs to it. */
export interface Transaction {
  readonly link: number;
  /** As sent, without its terminator. */
  readonly command: string;
  /** `+CSQ`, `E`, '' for `AT` alone; null: not a command line that can be read. Of a chain, the first command. */
  readonly name: string | null;
  readonly form: CommandForm | null;
  /** Arguments without their quotes; [] when there are none. */
  readonly args: readonly string[];
  /** The dictionary's entry in the capture's family; null: not in it. */
  readonly entry: CommandEntry | null;
  /** The commands chained behind the first (`AT+CREG?;+CEREG?`); absent when there are none. */
  readonly chained?: readonly ChainedCommand[];
  /** First byte of the command; microseconds since the session began. */
  readonly t: number;
  /** Last byte of the final result code; null without one. */
  readonly tEnd: number | null;
  readonly result: TransactionResult;
  /** The error code in its outcome line (`+CMQTTCONNECT: 0,3` → 3); null: no such line came. */
  readonly outcome: { readonly seq: number; readonly t: number; readonly code: number; readonly ok: boolean } | null;
  readonly lines: readonly TransactionLine[];
  readonly data: TransactionData | null;
  /** The command row; echo and final rows where they exist. */
  readonly commandSeq: number;
  readonly echoSeq: number | null;
  readonly finalSeq: number | null;
  /** The echo differs from what was sent. */
  readonly echoDiffers: boolean;
}
