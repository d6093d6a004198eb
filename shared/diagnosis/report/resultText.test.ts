import { describe, expect, it } from 'vitest';
import type { TransactionResult } from '../../protocol/at/engine/transaction.ts';
import { resultText } from './resultText.ts';

const cases: readonly (readonly [TransactionResult, string])[] = [
  [{ kind: 'ok' }, 'OK'],
  [{ kind: 'error' }, 'ERROR'],
  [{ kind: 'cme', code: 10, text: 'SIM not inserted' }, '+CME ERROR: 10'],
  [{ kind: 'cme', code: null, text: 'no idea' }, '+CME ERROR: no idea'],
  [{ kind: 'cms', code: 321, text: 'invalid memory index' }, '+CMS ERROR: 321'],
  [{ kind: 'connect', text: 'CONNECT 115200' }, 'CONNECT 115200'],
  [{ kind: 'other', text: 'NO CARRIER' }, 'NO CARRIER'],
  [{ kind: 'none', why: 'timeout' }, 'timeout'],
  [{ kind: 'none', why: 'superseded' }, 'superseded'],
];

describe('resultText', () => {
  it.each(cases)('%j', (result, text) => {
    expect(resultText(result)).toBe(text);
  });
});
