import { describe, expect, it } from 'vitest';
import { type RewriteRule, rewriteRules } from '../../contract/rewriteRule.ts';
import { createRewriter } from './rewrite.ts';

type Argument = readonly [command: string, index: number, replace: string, was?: string];

const argument = (
  [command, index, replace, was = '']: Argument,
  direction: RewriteRule['direction'] = 'tx',
): RewriteRule => ({
  ...{ id: `${command} ${index}`, enabled: true, direction, replace },
  match: { by: 'argument', command, index, was },
});
const text = (find: string, replace: string, direction: RewriteRule['direction'] = 'tx'): RewriteRule => ({
  ...{ id: `text ${find}`, enabled: true, direction, replace },
  match: { by: 'text', text: find },
});
const apply = (line: string, ...rules: readonly RewriteRule[]): string | null =>
  createRewriter(rules, rules[0]?.direction ?? 'tx').rewrite(line)?.line ?? null;

const CONNECT = 'AT+CMQTTCONNECT=0,"tcp://old.example:1883",60,1,"user","pass"';

describe('an argument of a command', () => {
  // SIM7500_SIM7600 manual V3.00: 16.2.8 CMQTTCONNECT, 11.2.3 CIPOPEN, 8.2.2 CGDCONT.
  it.each<[string, string, Argument, string | null]>([
    ['the broker', CONNECT, ['+CMQTTCONNECT', 1, 'tcp://10.0.0.2:1883'], CONNECT.replace('old.example', '10.0.0.2')],
    ['typed with AT', CONNECT, ['AT+CMQTTCONNECT', 2, '30'], CONNECT.replace('60', '30')],
    ['in small letters', 'at+cipopen=0,"TCP","a.example",80', ['+CIPOPEN', 2, 'b'], 'at+cipopen=0,"TCP","b",80'],
    ['a port, without quotes', 'AT+CIPOPEN=0,"TCP","a",80', ['+CIPOPEN', 3, '8080'], 'AT+CIPOPEN=0,"TCP","a",8080'],
    [
      'quotes typed by the user',
      'AT+CGDCONT=1,"IP","a"',
      ['+CGDCONT', 2, '"internet"'],
      'AT+CGDCONT=1,"IP","internet"',
    ],
    ['a comma inside quotes', 'AT+X="a,b",c', ['+X', 1, 'd'], 'AT+X="a,b",d'],
    ['a semicolon inside quotes', 'AT+X="a;b";+Y=1', ['+Y', 0, '2'], 'AT+X="a;b";+Y=2'],
    ['blanks around it', 'AT +X= 1 , 2', ['+X', 1, '3'], 'AT +X= 1 , 3'],
    ['an empty one', 'AT+X=1,,3', ['+X', 1, '2'], 'AT+X=1,2,3'],
    ['the last, empty', 'AT+X=1,', ['+X', 1, '2'], 'AT+X=1,2'],
    ['in a chain', 'AT+CSQ;+CGDCONT=1,"IP","a";+CREG?', ['+CGDCONT', 2, 'b'], 'AT+CSQ;+CGDCONT=1,"IP","b";+CREG?'],
    ['behind a basic command', 'ATE0V1+X=1', ['+X', 0, '2'], 'ATE0V1+X=2'],
    ['an open quote', 'AT+X="a', ['+X', 0, 'b'], 'AT+X=b'],
    ['only when it was this', CONNECT, ['+CMQTTCONNECT', 4, 'me', 'user'], CONNECT.replace('user', 'me')],
    ['not when it was something else', CONNECT, ['+CMQTTCONNECT', 4, 'me', 'other'], null],
    ['one that is not there', 'AT+X=1', ['+X', 1, '2'], null],
    ['another command', 'AT+CMQTTCONNECTX=0,"a"', ['+CMQTTCONNECT', 1, 'b'], null],
    ['a name inside another', 'AT+Z+X=1', ['+X', 0, '2'], null],
    ['a name inside quotes', 'AT+Y="+X=1"', ['+X', 0, '2'], null],
    ['a read', 'AT+X?', ['+X', 0, '2'], null],
    ['a test', 'AT+X=?', ['+X', 1, '2'], null],
    ['no command line', '+X=1', ['+X', 0, '2'], null],
    ['what stays as it was', 'AT+X=1', ['+X', 0, '1'], null],
    ['characters beyond ASCII, as UTF-8', 'AT+X="a"', ['+X', 0, 'ü'], 'AT+X="Ã¼"'],
  ])('%s', (_what, line, rule, expected) => {
    expect(apply(line, argument(rule))).toBe(expected);
  });
});

describe('text', () => {
  it.each([
    ['every occurrence', 'AT+X="old",old', text('old', 'new'), 'AT+X="new",new'],
    ['case counts', 'AT+X="OLD"', text('old', 'new'), null],
    ['taken literally', 'AT+X="a.b"', text('a.b', '$&$1'), 'AT+X="$&$1"'],
    ['not a pattern', 'AT+X="axb"', text('a.b', 'c'), null],
    ['removed', 'AT+X=1,2', text(',2', ''), 'AT+X=1'],
    ['not in what is no command', 'login old', text('old', 'new'), null],
    ['beyond ASCII', 'AT+X="Ã¼"', text('ü', 'u'), 'AT+X="u"'],
  ])('%s', (_what, line, rule, expected) => {
    expect(apply(line, rule)).toBe(expected);
  });
});

describe('lines of the modem', () => {
  it.each([
    ['a field', '+CREG: 0,2', argument(['+CREG', 1, '1'], 'rx'), '+CREG: 0,1'],
    ['a quoted field', '+COPS: 0,0,"Net A",7', argument(['+COPS', 2, 'Net B'], 'rx'), '+COPS: 0,0,"Net B",7'],
    ['without a blank', '+MQTTCONN:0,1', argument(['+MQTTCONN', 0, '1'], 'rx'), '+MQTTCONN:1,1'],
    ['text', 'ERROR', text('ERROR', 'OK', 'rx'), 'OK'],
    ['another name', '+CGREG: 0,2', argument(['+CREG', 1, '1'], 'rx'), null],
    ['no fields', '+CREG', argument(['+CREG', 1, '1'], 'rx'), null],
  ])('%s', (_what, line, rule, expected) => {
    expect(apply(line, rule)).toBe(expected);
  });
});

describe('how many bytes of data follow is never changed', () => {
  it.each([
    ['a topic length', 'AT+CMQTTTOPIC=0,12', argument(['+CMQTTTOPIC', 1, '3'])],
    ['a length, by text', 'AT+CMQTTPAYLOAD=0,12', text('12', '13')],
    ['data asked for or not', 'AT+CMQTTSUB=0,9,1', text(',1', '')],
    ['a command made into one that asks', 'AT+CSQ', text('+CSQ', '+CIPSEND=0,5')],
    ['a length told by the modem', '+CMQTTRXPAYLOAD: 0,12', argument(['+CMQTTRXPAYLOAD', 1, '3'], 'rx')],
    ['the first of the data, on the line of its header', '+IPD,3:old', text('old', 'new', 'rx')],
  ])('%s', (_what, line, rule) => {
    expect(apply(line, rule)).toBeNull();
  });

  it('but the rest of such a line may be', () => {
    const line = 'AT+CIPSEND=0,5,"a.example",80';
    expect(apply(line, argument(['+CIPSEND', 2, '10.0.0.2']))).toBe('AT+CIPSEND=0,5,"10.0.0.2",80');
  });
});

describe('several rules', () => {
  it('are applied in order, each to what the one before made; the ones that changed something are named', () => {
    const rules = [text('a', 'b'), text('x', 'y'), text('b', 'c'), argument(['+Q', 0, 'z'])];
    expect(createRewriter(rules, 'tx').rewrite('AT+Q="a"')).toEqual({
      line: 'AT+Q="z"',
      rules: ['text a', 'text b', '+Q 0'],
    });
  });

  it('of the other direction, or switched off, change nothing and hold nothing', () => {
    const rewriter = createRewriter([text('a', 'b', 'rx'), { ...text('a', 'b'), enabled: false }], 'tx');
    expect(rewriter.idle).toBe(true);
    expect(rewriter.rewrite('AT+Q="a"')).toBeNull();
  });
});

describe('a line that has begun', () => {
  it.each([
    ['tx', 'A', true],
    ['tx', 'at+c', true],
    ['tx', ' AT', true],
    ['tx', 'A/', false],
    ['tx', 'x', false],
    ['rx', '+', true],
    ['rx', '+CREG: 0', true],
    ['rx', '+CS', false],
    ['rx', '>', false],
    ['rx', '+IPD', false],
  ] as const)('%s %j may be one to change: %j', (direction, begin, expected) => {
    const rules = [argument(['+CREG', 1, '1'], 'rx'), text('a', 'b')];
    expect(createRewriter(rules, direction).mayChange(begin)).toBe(expected);
  });

  it('may be any line of the modem where a rule looks for text, but no prompt', () => {
    const rewriter = createRewriter([text('a', 'b', 'rx')], 'rx');
    expect(['OK', '+CSQ', '>', '+IPD,4:ab'].map(rewriter.mayChange)).toEqual([true, true, false, false]);
  });
});

describe('rules as a view sends them', () => {
  it.each([
    ['a line end in the replacement', { ...text('a', 'b'), replace: 'b\rAT+CRESET' }],
    ['a line end in the text', text('a\n', 'b')],
    ['no text', text('', 'b')],
    ['no command', argument(['', 0, 'b'])],
    ['something that is no command', argument(['+X=', 0, 'b'])],
    ['an index below 0', argument(['+X', -1, 'b'])],
  ])('are refused with %s', (_what, rule) => {
    expect(rewriteRules.safeParse([rule]).success).toBe(false);
  });

  it('are refused when two share an id', () => {
    expect(rewriteRules.safeParse([text('a', 'b'), text('a', 'c')]).success).toBe(false);
    expect(rewriteRules.safeParse([text('a', 'b'), text('c', 'd')]).success).toBe(true);
  });
});
