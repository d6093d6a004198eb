import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { locked } from './locked.ts';

const ASKS_PIN = ['AT+CPIN?', '+CPIN: SIM PIN', 'OK'] as const;

test.each([
  ['it asks for the PIN', exchanges(ASKS_PIN), ['fault']],
  ['for the PUK', exchanges(['AT+CPIN?', '+CPIN: SIM PUK', 'OK']), ['fault']],
  ['as an error', exchanges(['AT+CREG?', '+CME ERROR: SIM PIN required']), ['fault']],
  ['by number', exchanges(['AT+CREG?', '+CME ERROR: 12']), ['fault']],
  ['bound to a network', exchanges(['AT+CPIN?', '+CPIN: PH-NET PIN', 'OK']), ['fault']],
  ['as a report', exchanges(['', '+CPIN: SIM PIN']), ['fault']],
  ['a wrong PIN', exchanges(ASKS_PIN, ['AT+CPIN="1234"', '+CME ERROR: 16'], ASKS_PIN), ['fault']],
  ['the PIN was entered', exchanges(ASKS_PIN, ['AT+CPIN="1234"', 'OK'], ['', '+CPIN: READY']), ['note']],
  ['the second PIN only', exchanges(['AT+CPIN?', '+CPIN: SIM PIN2', 'OK']), []],
  ['ready', exchanges(['AT+CPIN?', '+CPIN: READY', 'OK']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(locked, log)).toEqual(severities);
});

test('says which code, how many attempts are left, and never the PIN', () => {
  const log = exchanges(
    ASKS_PIN,
    ['AT+CPIN="7391"', '+CME ERROR: 16'],
    ['AT+SPIC', '+SPIC: 2,10,3,10', 'OK'],
    ASKS_PIN,
  );
  const [found] = findIn(locked, log);
  expect(found?.title).toContain('the PIN');
  expect(found?.detail).toContain('Attempts left: PIN 2, PUK 10.');
  expect(JSON.stringify(found)).not.toContain('7391');
});
