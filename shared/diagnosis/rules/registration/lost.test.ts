import { expect, test } from 'vitest';
import { dialogue, severitiesIn } from '../../capture.testkit.ts';
import { registrationLost } from './lost.ts';

test.each([
  ['gone', dialogue(['', '+CEREG: 1'], 60, ['', '+CEREG: 2']), ['fault']],
  ['gone for good', dialogue(['', '+CEREG: 5'], 60, ['', '+CEREG: 4'], ['', '+CEREG: 0']), ['fault']],
  ['back again', dialogue(['', '+CEREG: 1'], 60, ['', '+CEREG: 2'], 9, ['', '+CEREG: 1']), []],
  ['refused is another matter', dialogue(['', '+CEREG: 1'], 60, ['', '+CEREG: 3']), []],
  ['the other technology has it', dialogue(['', '+CGREG: 1'], ['', '+CEREG: 1'], 60, ['', '+CGREG: 0']), []],
  ['before a restart', dialogue(['', '+CEREG: 1'], ['AT+CRESET', 'OK'], 9, ['', 'RDY'], 5, ['', '+CEREG: 2']), []],
  ['never had', dialogue(['', '+CEREG: 2']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(registrationLost, log)).toEqual(severities);
});
