import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { noAnswer } from './noAnswer.ts';

const OK = ['AT', 'OK'] as const;

test.each([
  ['asked again and again', exchanges(['AT'], ['AT'], ['AT'], ['ATE0']), ['fault']],
  ['twice, a second apart', exchanges(['AT'], ['AT']), ['fault']],
  ['one command, long ago', exchanges(['AT'], 30, ['', '+CREG: 2']), ['warning']],
  ['it answered before', exchanges(OK, 60, ['AT+CSQ'], ['AT+CSQ'], ['AT']), ['fault']],
  ['it answers again later', exchanges(['AT'], ['AT'], ['AT'], 5, OK), ['warning']],
  ['one command, and the capture ends', exchanges(OK, ['AT+CSQ']), []],
  ['it was still starting', exchanges(['AT'], ['AT'], ['AT'], ['', 'RDY'], OK), []],
  ['it was still finding the rate', exchanges(['at'], ['at'], ['at'], ['', 'Autobaud: OK'], OK), []],
  ['it was just told to restart', exchanges(OK, ['AT+CRESET', 'OK'], ['AT'], ['AT'], ['AT']), []],
  ['a search that takes minutes', exchanges(['AT+COPS=?'], 50, ['', '+COPS: (2,"a","a","00101",7)', 'OK']), []],
  ['something came back', exchanges(['AT', 'AT'], ['AT', 'AT'], ['AT', 'AT']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(noAnswer, log)).toEqual(severities);
});

test.each([
  ['commands without CR', '0 TX AT\n1 TX AT\n2 TX AT'],
  ['only the modem was heard', String.raw`0 RX AT\r${'\n'}5 RX AT\r${'\n'}9 RX AT\r`],
  [
    'data that came before its prompt',
    String.raw`0 TX AT+CMQTTTOPIC=0,9\rdev/1/pwr${'\n'}0.1 RX \r\n>${'\n'}5 TX AT\r${'\n'}9 TX AT\r${'\n'}15 TX AT\r`,
  ],
  ['noise came back', String.raw`0 TX AT\r${'\n'}0.1 RX \xfe\x80${'\n'}2 TX AT\r${'\n'}2.1 RX \xfe\x80`],
])('not with %s', (_name, log) => {
  expect(severitiesIn(noAnswer, log)).toEqual([]);
});

const echoed = (seconds: number, line: string): string =>
  String.raw`${seconds} TX ${line}\r${'\n'}${seconds}.001 RX ${line}\r`;

test.each([
  ['nothing but echoes', [echoed(0, 'AT'), echoed(2, 'AT'), echoed(4, 'AT+CPIN?')], ['fault']],
  ['two echoes are not enough', [echoed(0, 'AT'), echoed(4, 'AT')], []],
  ['a report comes too', [echoed(0, 'AT'), echoed(2, 'AT'), echoed(4, 'AT'), String.raw`9 RX \r\n+CREG: 2\r\n`], []],
  ['echoes without CR', ['0 TX AT\n0.001 RX AT', '2 TX AT\n2.001 RX AT', '4 TX AT\n4.001 RX AT'], []],
])('an echo alone is no answer: %s', (_name, lines, severities) => {
  expect(severitiesIn(noAnswer, lines.join('\n'))).toEqual(severities);
});

test('tells a modem that never spoke from one that stopped', () => {
  expect(findIn(noAnswer, exchanges(['AT'], ['AT'], ['AT']))[0]?.title).toBe('The modem does not answer');
  expect(findIn(noAnswer, exchanges(OK, ['AT'], ['AT'], ['AT']))[0]?.title).toBe('The modem stopped answering');
});

test('without times two commands are enough', () => {
  expect(severitiesIn(noAnswer, exchanges(['AT'], ['AT']), { timed: false })).toEqual(['fault']);
  expect(severitiesIn(noAnswer, exchanges(['AT']), { timed: false })).toEqual([]);
});
