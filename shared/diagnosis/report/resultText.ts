import { assertNever } from '../../base/assertNever.ts';
import type { TransactionResult } from '../../protocol/at/engine/transaction.ts';

/** A result as the modem would say it: `OK`, `+CME ERROR: 10`; without one, why: `timeout`. */
export function resultText(result: TransactionResult): string {
  switch (result.kind) {
    case 'ok':
      return 'OK';
    case 'error':
      return 'ERROR';
    case 'cme':
    case 'cms':
      return `+${result.kind.toUpperCase()} ERROR: ${result.code ?? result.text}`;
    case 'connect':
    case 'other':
      return result.text;
    case 'none':
      return result.why;
    default:
      return assertNever(result);
  }
}
