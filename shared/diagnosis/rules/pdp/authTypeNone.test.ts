import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { authTypeNone } from './authTypeNone.ts';

/** Manual V3.00 8.2.15. */
const WRONG = ['AT+CGAUTH=1,0,"hunter2","meter"', 'OK'] as const;

test.each([
  ['credentials that are not used', exchanges(WRONG), ['warning']],
  ['and the connection fails', exchanges(WRONG, ['AT+NETOPEN', 'OK', '+NETOPEN: 1']), ['fault']],
  ['and the connection works', exchanges(WRONG, ['AT+NETOPEN', 'OK', '+NETOPEN: 0']), ['warning']],
  ['of the older command', exchanges(['AT+CSOCKAUTH=1,0,"meter","hunter2"', 'OK']), ['warning']],
  ['PAP', exchanges(['AT+CGAUTH=1,1,"hunter2","meter"', 'OK']), []],
  ['none, without credentials', exchanges(['AT+CGAUTH=1,0', 'OK']), []],
  ['none, with empty ones', exchanges(['AT+CGAUTH=1,0,"",""', 'OK']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(authTypeNone, log)).toEqual(severities);
});

test('does not show the password', () => {
  expect(JSON.stringify(findIn(authTypeNone, exchanges(WRONG)))).not.toContain('hunter2');
});
