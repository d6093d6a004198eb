import { describe, expect, test } from 'vitest';
import { cautionOf } from '../caution.ts';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');
const newer = createDictionary('a76xx');

test.each([
  // AT+CFUN, 3.2.1
  ['AT+CFUN?', '+CFUN: 1', { fun: 'full' }, {}],
  ['AT+CFUN?', '+CFUN:0', { fun: 'minimum: radio and SIM off' }, { fun: 'warning' }],
  ['AT+CFUN?', '+CFUN: 4', { fun: 'radio off (flight mode)' }, { fun: 'warning' }],
  ['AT+CFUN?', '+CFUN: 7', { fun: 'offline' }, { fun: 'warning' }],
  ['AT+CFUN?', '+CFUN: 9', { fun: '9' }, { fun: 'warning' }],
  ['AT+CFUN=?', '+CFUN: (0-1,4-7),(0-1)', { fun: '0 to 1, 4 to 7 allowed', rst: '0 to 1 allowed' }, {}],
  // AT+CBC, 19.2.11: the unit is part of the answer
  ['AT+CBC', '+CBC: 3.591V', { voltage: '3.591 V' }, {}],
  ['AT+CBC', '+CBC:3.749V', { voltage: '3.749 V' }, {}],
  ['AT+CBC', '+CBC: 3.8', { voltage: '3.8 V' }, {}],
  ['AT+CBC', '+CBC: 3.31V', { voltage: '3.31 V' }, { voltage: 'warning' }],
  ['AT+CBC', '+CBC: 4.402V', { voltage: '4.402 V' }, { voltage: 'warning' }],
  ['AT+CBC', '+CBC: 0,100,4.232V', { voltage: '4.232 V' }, {}],
  ['AT+CBC', '+CBC: V', { voltage: 'V' }, {}],
  // AT+CPMUTEMP, 19.2.12
  ['AT+CPMUTEMP', '+CPMUTEMP: 29', { temp: '29 °C' }, {}],
  ['AT+CPMUTEMP', '+CPMUTEMP: -12', { temp: '−12 °C' }, {}],
  ['AT+CPMUTEMP', '+CPMUTEMP: 86', { temp: '86 °C' }, { temp: 'warning' }],
  ['AT+CPMUTEMP', '+CPMUTEMP: 2\u00f5', { temp: '2\u00f5' }, { temp: 'warning' }],
  // AT+CMTE, 19.2.6; AT+CVALARM, 19.2.1; AT+CPMVT, 19.2.7
  ['AT+CMTE?', '+CMTE: 1', { on: 'on' }, {}],
  ['AT+CVALARM?', '+CVALARM: 1,3400,4300', { enable: 'on', low: '3400 mV', high: '4300 mV' }, {}],
  ['AT+CPMVT?', '+CPMVT: 0,3200,4300', { enable: 'off', low: '3200 mV', high: '4300 mV' }, {}],
  ['AT+CPMVT?', '+CPMVT: 0,3100,4300', { low: '3100 mV' }, { low: 'warning' }],
  // AT+CUSBPIDSWITCH, 19.2.14
  ['AT+CUSBPIDSWITCH?', '+CUSBPIDSWITCH: 9001', { pid: '9001 (diagnostics, NMEA, AT, modem, audio, QMI)' }, {}],
  ['AT+CUSBPIDSWITCH?', '+CUSBPIDSWITCH: 901A', { pid: '901A' }, {}],
  ['AT+CUSBPIDSWITCH?', '+CUSBPIDSWITCH: 90zz', { pid: '90zz' }, { pid: 'warning' }],
])('%s %s', (asked, line, fields, odd) => {
  const read = readLine(dictionary, asked, line);
  expect(read.fields).toMatchObject(fields);
  expect(read.odd).toEqual(odd);
});

test.each([
  ['AT+CFUN=1', []],
  ['AT+CFUN=1,1', []],
  ['AT+CFUN=2', ['unknown-value']],
  ['AT+CFUN', ['no-such-form']],
  ['AT+CVALARM=1,3200', ['out-of-range']],
  ['AT+CPMVT=1,3200,4300', []],
  ['AT+CRESET=1', ['no-such-form']],
  ['AT+CUSBPIDSWITCH=9011,1,1', []],
  ['AT+CUSBPIDSWITCH=9011', ['missing-parameter', 'missing-parameter']],
])('%s', (line, problems) => {
  expect(problemsOf(dictionary, line)).toEqual(problems);
});

test('only the newer family switches the SIM off with 8', () => {
  expect(problemsOf(dictionary, 'AT+CFUN=8')).toEqual(['unknown-value']);
  expect(problemsOf(newer, 'AT+CFUN=8')).toEqual([]);
});

describe('commands that end or change what runs are asked about', () => {
  test.each([
    ['AT+CRESET', 'restarts'],
    ['AT+CPOF', 'powers the modem down'],
    ['AT+CFUN=1,1', 'restarts'],
    ['AT+CFUN=6', 'restarts'],
    ['AT+CFUN=7', 'offline'],
    ['AT+CUSBPIDSWITCH=9011,1,1', 'USB'],
    ['AT+CPMVT=1', 'power itself down'],
    ['AT+CFUN=1', null],
    ['AT+CFUN=1,0', null],
    ['AT+CFUN=4', null],
    ['AT+CFUN?', null],
    ['AT+CPMVT=0', null],
    ['AT+CRESET=?', null],
    ['AT+CBC', null],
  ])('%s: %s', (line, why) => {
    const caution = cautionOf(dictionary.explainCommand(line));
    if (why === null) expect(caution).toBeNull();
    else expect(caution).toContain(why);
  });
});
