import { describe, expect, test } from 'vitest';
import { command, execute } from '../entryBuilders.ts';
import type { CommandEntry } from '../entryTypes.ts';
import { describeError, errorCodeOf } from './describeError.ts';
import { readErrorLine } from './errorLines.ts';
import { networkCause, networkCauseIn } from './networkCause.ts';

const of = (group: CommandEntry['group']): CommandEntry =>
  command({ name: '+X', group, title: 'x', meaning: 'X.', forms: [execute('AT+X')], section: 'test' });

describe('codes (V3.00 3.3, 3.4; TS 27.007 9.2)', () => {
  test.each([
    ['cme', 10, 'SIM not inserted'],
    ['cme', 0, 'phone failure'],
    ['cme', 103, 'illegal MS'],
    ['cme', 275, 'invalid parameter combination'],
    ['cms', 500, 'unknown error'],
    ['cms', 310, 'SIM not inserted'],
  ] as const)('%s %i', (table, code, text) => {
    expect(describeError(table, code).text).toBe(text);
  });

  test.each([
    ['cme', 8],
    ['cme', -1],
    ['cme', 1.5],
    ['cms', 0],
  ] as const)('%s %d is in no manual', (table, code) => {
    expect(describeError(table, code)).toEqual({ text: `code ${code}, in no manual we know`, usualCause: null });
  });

  test.each([
    // The same number means MMS, FTP or packet data, by the command that failed.
    [178, 'packet-domain', 'maximum number of bearers reached'],
    [178, 'sms', 'failed to read MMS'],
    [178, 'file', 'maximum number of bearers reached'],
    [208, 'file', 'failed to log in'],
    [177, null, 'operator determined barring'],
    [10, 'file', 'SIM not inserted'],
    [10, 'sms', 'SIM not inserted'],
  ] as const)('+CME ERROR: %i of a %s command', (code, group, text) => {
    expect(describeError('cme', code, group === null ? null : of(group)).text).toBe(text);
  });

  test('a FTP code without an FTP command is not made up', () => {
    expect(describeError('cme', 208, of('packet-domain')).text).toContain('no manual');
  });
});

describe('texts, after AT+CMEE=2', () => {
  test.each([
    ['cme', 'SIM not inserted', 10],
    ['cme', 'sim NOT inserted ', 10],
    ['cme', 'SIM busy', 14],
    ['cme', 'network not allowed, emergency calls only', 32],
    ['cme', 'memory failure', 23],
    ['cme', 'unknown error', 100],
    ['cme', 'invalid parameters', 50],
    ['cms', 'invalid parameters', null],
    ['cme', 'FTP timeout', null],
    ['cme', 'whatever', null],
    ['cme', '', null],
    ['cms', 'memory full', 322],
  ] as const)('%s %s', (table, text, code) => {
    expect(errorCodeOf(table, text)).toBe(code);
  });

  test('of an FTP command', () => {
    expect(errorCodeOf('cme', 'FTP timeout', of('file'))).toBe(204);
    expect(errorCodeOf('cme', 'SIM busy', of('file'))).toBe(14);
    expect(errorCodeOf('cme', 'Invalid parameter', of('file'))).toBe(213);
    expect(errorCodeOf('cme', 'Invalid parameter', of('network'))).toBe(50);
  });
});

describe('error lines', () => {
  test.each([
    ['+CME ERROR: 10', 'cme', 10, 'SIM not inserted'],
    ['+CME ERROR:10', 'cme', 10, 'SIM not inserted'],
    ['+CME ERROR: SIM not inserted', 'cme', 10, 'SIM not inserted'],
    ['+CME ERROR: never heard', 'cme', null, 'never heard'],
    ['+CMS ERROR: 330', 'cms', 330, 'SMSC address unknown'],
    ['+CME ERROR:', 'cme', null, ''],
    ['+IP ERROR: 8', 'ip-error', 8, expect.any(String)],
    ['+CIPERROR: 8', 'tcpip', 8, expect.any(String)],
  ])('%s', (line, table, code, text) => {
    expect(readErrorLine(line)).toMatchObject({ table, code, text });
  });

  test.each(['ERROR', '+CME ERRORS: 1', '+CSQ: 1,1', ''])('%s is none', (line) => {
    expect(readErrorLine(line)).toBeNull();
  });
});

describe('network causes (TS 24.301 9.9.3.9, 9.9.4.4)', () => {
  test.each([
    ['esm', 27, 'missing or unknown APN', 'AT+CGDCONT has no APN or a misspelt one'],
    ['esm', 29, 'user authentication failed', 'user name, password or their type in AT+CGAUTH'],
    ['emm', 19, 'ESM failure', expect.stringContaining('APN')],
    ['emm', 11, 'PLMN not allowed', expect.stringContaining('roaming')],
    ['esm', 43, 'unknown PDP context', null],
  ] as const)('%s %i', (kind, code, text, usualCause) => {
    expect(networkCause(kind, code)).toEqual({ kind, code, text, usualCause });
  });

  test('of other numbers there is none', () => {
    expect(networkCause('emm', 1)).toBeNull();
    expect(networkCause('esm', 8)).not.toBeNull();
  });

  test.each([
    ['Missing or unknown APN', 'esm', 27],
    ['PS network cause: User authentication failed (29)', 'esm', 29],
    ['Illegal ME', 'emm', 6],
    ['EPS services not allowed in this PLMN', 'emm', 14],
    ['EPS services and non-EPS services not allowed', 'emm', 8],
    ['Network failure', 'esm', 38],
    ['Client ended call', null, null],
    ['', null, null],
  ])('%s', (said, kind, code) => {
    const cause = networkCauseIn(said);
    expect([cause?.kind ?? null, cause?.code ?? null]).toEqual([kind, code]);
  });
});
