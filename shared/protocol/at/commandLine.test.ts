import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPrefix, parseCommandLine, splitQuotedFields } from './commandLine.ts';

/** A line's commands in short: `+CREG set 0,"a"`. */
const commands = (line: string): readonly string[] =>
  parseCommandLine(line).map(({ name, form, args }) => `${name} ${form} ${args.join('|')}`.trim());

describe('parseCommandLine', () => {
  it.each([
    ['AT', []],
    ['at+csq', ['+CSQ execute']],
    ['AT+CREG?', ['+CREG read']],
    ['AT+CREG=?', ['+CREG test']],
    ['AT+CREG=2', ['+CREG set 2']],
    ['AT+CMQTTACCQ=0, "client test0"', ['+CMQTTACCQ set 0|client test0']],
    ['AT+CIPSEND=0,', ['+CIPSEND set 0|']],
    [
      'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1,"a;b","c,d"',
      ['+CMQTTCONNECT set 0|tcp://broker.example:1883|60|1|a;b|c,d'],
    ],
    ['AT+CSQ;+CREG?;E0', ['+CSQ execute', '+CREG read', 'E set 0']],
    ['ATE0V1&W', ['E set 0', 'V set 1', '&W execute']],
    ['ATI', ['I execute']],
    ['ATS0=1', ['S0 set 1']],
    ['ATS0?', ['S0 read']],
    ['ATD*99***1#', ['D set *99***1#']],
    ['ATD+10005551234;', ['D set +10005551234']],
    ['AT$QCRMCALL=1,1', ['$QCRMCALL set 1|1']],
    ['ABC', []],
    ['', []],
    ['AT(((', []],
    ['AT+', ['+ execute']],
    ['AT+CMGS="open', ['+CMGS set "open']],
  ])('%s', (line, expected) => {
    expect(commands(line)).toEqual(expected);
  });

  it('keeps the fields as they were typed too', () => {
    expect(parseCommandLine('AT+CIPOPEN=0,"TCP","h.example",1883')[0]?.typed).toEqual([
      '0',
      '"TCP"',
      '"h.example"',
      '1883',
    ]);
  });

  it('looks at forty commands and at any text without throwing', () => {
    expect(parseCommandLine(`AT${'+CSQ;'.repeat(200)}`)).toHaveLength(40);
    const pieces = fc.array(
      fc.constantFrom('AT', '+', 'C', '=', '?', '"', ';', ',', '(', ')', ' ', '1', 'D', '\\', '&', '\xff'),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(parseCommandLine(parts.join('')).length).toBeLessThanOrEqual(40);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

describe('splitQuotedFields', () => {
  it.each([
    ['', ['']],
    ['1,"a,b",c', ['1', '"a,b"', 'c']],
    [' 1 , 2 ', ['1', '2']],
    ['(0-2),(0,1)', ['(0-2)', '(0,1)']],
    ['"a(b",c)', ['"a(b"', 'c)']],
  ])('%j', (text, fields) => {
    expect(splitQuotedFields(text)).toEqual(fields);
  });
});

it.each([
  ['AT+CSQ', 'AT+CSQ'],
  ['}AT+CSQ', 'AT+CSQ'],
  ['1.5"}at+csq', 'at+csq'],
  ['at+x="AT+CSQ"', 'at+x="AT+CSQ"'],
  ['battery', 'battery'],
  ['ATE0', 'ATE0'],
  ['', ''],
])('the command line begins at its AT: %s', (line, expected) => {
  expect(fromPrefix(line)).toBe(expected);
});
