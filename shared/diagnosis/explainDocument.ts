import { createDictionary } from '../protocol/at/dictionary/dictionary.ts';
import type { AtFamily } from '../protocol/at/dictionary/entryTypes.ts';
import type { Transaction } from '../protocol/at/engine/transaction.ts';
import { maskedLine } from './report/maskedLine.ts';
import { resultText } from './report/resultText.ts';
import { maskedCommand } from './rules/support/maskedCommand.ts';
import { eventOf } from './rules/support/serialRow.ts';
import type { Capture, Diagnosis, Evidence, FindingSeverity, Layer, Rung, RungState } from './types.ts';

/** What `modemscope explain --json` prints. Times in seconds from the first record; null where times mean nothing. */
export interface ExplainDocument {
  readonly family: AtFamily;
  /** False for text pasted without times. */
  readonly timed: boolean;
  readonly verdict: {
    readonly rule: string;
    readonly layer: Layer;
    readonly title: string;
    readonly advice: string;
  };
  readonly ladder: readonly { readonly layer: Rung; readonly state: RungState; readonly text: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly layer: Layer;
    readonly severity: FindingSeverity;
    readonly title: string;
    readonly detail: string;
    readonly advice: string;
    /** Rows are counted from 1. */
    readonly rows: readonly number[];
    readonly t: number | null;
    readonly evidence: readonly Evidence[];
    /** The rule of the finding that explains this one. */
    readonly consequenceOf?: string;
  }[];
  readonly transactions: readonly {
    /** Without passwords. */
    readonly command: string;
    /**
     * `OK`, `ERROR`, `+CME ERROR: 10` or `+CME ERROR: SIM not inserted`, as the modem said it; without a result code
     * `timeout`, `superseded`, `restart` or `end`.
     */
    readonly result: string;
    readonly t: number | null;
    /** To the outcome where one came, else to the final result code. */
    readonly duration: number | null;
    readonly lines: readonly string[];
  }[];
}

export function explainDocument(capture: Capture, { family, verdict, ladder, findings }: Diagnosis): ExplainDocument {
  const dictionary = createDictionary(family);
  const seconds = (micros: number): number | null => (capture.timed ? micros / 1e6 : null);
  const { rule, layer, title, advice } = verdict;
  return {
    family,
    timed: capture.timed,
    verdict: { rule, layer, title, advice },
    ladder: ladder.map(({ rung, state, text }) => ({ layer: rung, state, text })),
    findings: findings.map((finding) => ({ ...finding, t: seconds(finding.t) })),
    transactions: capture.transactions.map((transaction) => {
      const { result, t, tEnd, outcome, lines, entry, form } = transaction;
      const end = outcome === null ? tEnd : Math.max(outcome.t, tEnd ?? 0);
      return {
        command: maskedCommand(transaction),
        result: saidResult(capture, transaction) ?? resultText(result),
        t: seconds(t),
        duration: end === null ? null : seconds(end - t),
        lines: lines.map(({ text }) => maskedLine(dictionary, text, { entry, form })),
      };
    }),
  };
}

/** An error with its reason in the modem's own form, number or words (AT+CMEE). */
function saidResult(capture: Capture, { result, finalSeq }: Transaction): string | null {
  if ((result.kind !== 'cme' && result.kind !== 'cms') || finalSeq === null) return null;
  return eventOf(capture, finalSeq)?.text ?? null;
}
