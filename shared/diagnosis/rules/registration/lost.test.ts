import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { registrationLost } from './lost.ts';

test.each([
  ['gone', exchanges(['', '+CEREG: 1'], 60, ['', '+CEREG: 2']), ['fault']],
  ['gone for good', exchanges(['', '+CEREG: 5'], 60, ['', '+CEREG: 4'], ['', '+CEREG: 0']), ['fault']],
  ['back again', exchanges(['', '+CEREG: 1'], 60, ['', '+CEREG: 2'], 9, ['', '+CEREG: 1']), []],
  ['refused is another matter', exchanges(['', '+CEREG: 1'], 60, ['', '+CEREG: 3']), []],
  ['the other technology has it', exchanges(['', '+CGREG: 1'], ['', '+CEREG: 1'], 60, ['', '+CGREG: 0']), []],
  ['before a restart', exchanges(['', '+CEREG: 1'], ['AT+CRESET', 'OK'], 9, ['', 'RDY'], 5, ['', '+CEREG: 2']), []],
  ['never had', exchanges(['', '+CEREG: 2']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(registrationLost, log)).toEqual(severities);
});
