import { describe, expect, test } from 'vitest';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';
import { isReadAnswer, registrationState } from './registration.ts';

const dictionary = createDictionary('sim7600');

describe('registration lines (V3.00 4.2.1, 4.2.16, 8.2.1)', () => {
  test.each([
    // Answers: mode first.
    ['AT+CREG?', '+CREG: 0,1', { n: 'reports off', stat: 'registered, home network' }],
    ['AT+CREG?', '+CREG:0,1', { n: 'reports off', stat: 'registered, home network' }],
    ['AT+CREG?', '+CREG: 0, 5', { n: 'reports off', stat: 'registered, roaming' }],
    [
      'AT+CREG?',
      '+CREG: 2,1,"00C3","182D"',
      { n: 'reports of state and cell', stat: 'registered, home network', lac: '00C3 (195)', ci: '182D (6189)' },
    ],
    ['AT+CREG?', '+CREG: 2,1,00C3,182D', { lac: '00C3 (195)', ci: '182D (6189)' }],
    ['AT+CREG?', '+CREG: 2,1,"A809","00A9B8C7",2', { ci: '00A9B8C7 (controller 169, cell 47303)', AcT: 'UMTS' }],
    ['AT+CREG?', '+CREG: 2,1,"333C","025C17B0",7', { ci: '025C17B0 (station 154647, cell 176)', AcT: 'LTE' }],
    ['AT+CGREG?', '+CGREG: 2,1,"00C3","182D",3,"01"', { AcT: 'EDGE', rac: '01 (1)' }],
    [
      'AT+CEREG?',
      '+CEREG: 2,5,"182D","0A1B2C3D",7',
      { stat: 'registered, roaming', tac: '182D (6189)', ci: '0A1B2C3D (station 662316, cell 61)', AcT: 'LTE' },
    ],
    // Reports: state first.
    ['', '+CREG: 1', { stat: 'registered, home network' }],
    ['', '+CREG: 1,"00C3","182D"', { stat: 'registered, home network', lac: '00C3 (195)', ci: '182D (6189)' }],
    // An area code that is all digits.
    ['', '+CREG: 5,1234,5678', { stat: 'registered, roaming', lac: '1234 (4660)', ci: '5678 (22136)' }],
    ['', '+CREG: 1,00C3,182D', { lac: '00C3 (195)', ci: '182D (6189)' }],
    ['', '+CGREG: 5,"00C3","182D",0', { stat: 'registered, roaming', AcT: 'GSM' }],
    ['', '+CEREG: 1,"182D","0A1B2C3D",7', { tac: '182D (6189)', AcT: 'LTE' }],
    // A report between the command and its answer.
    ['AT+CREG?', '+CREG: 2', { stat: 'searching' }],
    ['AT+CREG?', '+CREG: 1,"00C3","182D"', { stat: 'registered, home network', lac: '00C3 (195)' }],
  ])('%s %s', (asked, line, fields) => {
    expect(readLine(dictionary, asked, line).fields).toMatchObject(fields);
  });

  test.each([
    [0, 'not registered, not searching', 'warning'],
    [1, 'registered, home network', undefined],
    [2, 'searching', 'note'],
    [3, 'registration denied', 'error'],
    [4, 'unknown, out of coverage', 'warning'],
    [5, 'registered, roaming', undefined],
    [6, 'registered for SMS only, home network', 'warning'],
    [7, 'registered for SMS only, roaming', 'warning'],
    [8, 'emergency calls only', 'warning'],
    [9, 'registered, calls not preferred, home network', undefined],
    [10, 'registered, calls not preferred, roaming', undefined],
    [11, 'emergency calls only', 'warning'],
  ])('stat %i', (stat, words, severity) => {
    const { fields, odd, sentence } = readLine(dictionary, 'AT+CEREG?', `+CEREG: 0,${stat}`);
    expect(fields.stat).toBe(words);
    expect(odd.stat).toBe(severity);
    expect(sentence).toBe(words);
  });

  test('not being registered for calls is no fault: data-only SIMs never are', () => {
    expect(readLine(dictionary, 'AT+CREG?', '+CREG: 0,0').odd).toEqual({ stat: 'note' });
    expect(readLine(dictionary, 'AT+CREG?', '+CREG: 0,3').odd).toEqual({ stat: 'warning' });
  });

  test.each([
    ['+CREG: 0,12', { stat: '12' }, { stat: 'warning' }],
    ['+CREG: 7,1', { n: '7' }, { n: 'warning' }],
    ['+CREG: 2,1,"00G3","182D"', { lac: '00G3' }, { lac: 'warning' }],
    ['+CREG: ,', { stat: 'not given' }, {}],
    ['+CREG:', {}, {}],
    ['+CREG: \u00f8', { stat: '\u00f8' }, { stat: 'warning' }],
    ['+CREG: 2,1,"00C3","182D",7,"01",9', { 'field 7': '9' }, { 'field 7': 'note' }],
  ])('%s does not fit', (line, fields, odd) => {
    const read = readLine(dictionary, 'AT+CREG?', line);
    expect(read.fields).toMatchObject(fields);
    expect(read.odd).toEqual(odd);
  });

  test('the technology ends the sentence', () => {
    expect(readLine(dictionary, '', '+CEREG: 5,"182D","0A1B2C3D",7').sentence).toBe('registered, roaming, LTE');
    expect(readLine(dictionary, '', '+CREG: x').sentence).toBe('registration not readable');
  });

  test.each([
    [['0', '1'], true, 1],
    [['1'], false, 1],
    [['1', '00C3', '182D'], false, 1],
    [['2', '11', '00C3', '182D'], true, 11],
    [['1', '', ''], false, 1],
    [[], false, null],
    [['denied'], false, null],
  ])('%j', (fields, answer, state) => {
    expect(isReadAnswer(fields)).toBe(answer);
    expect(registrationState(fields)).toBe(state);
  });

  test.each([
    ['AT+CREG=2', []],
    ['AT+CEREG=3', ['unknown-value']],
    ['AT+CGREG', []],
    ['AT+CREG=', ['missing-parameter']],
    ['AT+CREG=1,2', ['too-many-parameters']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});
