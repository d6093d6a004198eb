import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { smartQuotes } from './smartQuotes.ts';

const WRONG = ['AT+CGDCONT=1,\u201cIP\u201d,\u201ciot.example\u201d', 'ERROR'] as const;

test.each([
  ['curly quotes', exchanges(WRONG), ['fault']],
  ['low quotes', exchanges(['AT+CGDCONT=1,\u201eIP\u201c,"x"', 'ERROR']), ['fault']],
  ['as Windows-1252', exchanges([String.raw`AT+CGDCONT=1,\x93IP\x94`, 'ERROR']), ['fault']],
  ['sent right later', exchanges(WRONG, ['AT+CGDCONT=1,"IP","iot.example"', 'OK']), ['warning']],
  ['taken as part of the value', exchanges(['AT+CMQTTACCQ=0,"\u201ca\u201d"', 'OK']), ['warning']],
  ['straight quotes', exchanges(['AT+CGDCONT=1,"IP"', 'ERROR']), []],
  ['letters with accents', exchanges(['AT+CMQTTACCQ=0,"\u00e9t\u00e9"', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(smartQuotes, log)).toEqual(severities);
});
