import { describe, expect, test } from 'vitest';
import { completeCommand } from './completion.ts';
import { createDictionary } from './dictionary.ts';

const dictionary = createDictionary('sim7600');
/** Completes at the bar. */
const at = (text: string) => completeCommand(dictionary, text.replace('|', ''), text.indexOf('|'));
const inserts = (text: string): readonly string[] => at(text).suggestions.map(({ insert }) => insert);

describe('commands', () => {
  test.each([
    ['AT+CSQ|', ['AT+CSQ=?', 'AT+CSQ', 'AT+CSQDELTA']],
    ['at+csq|', ['AT+CSQ=?', 'AT+CSQ', 'AT+CSQDELTA']],
    ['AT+CNS|', ['AT+CNSMOD']],
    ['AT+CNSMOD?|', ['AT+CNSMOD=?', 'AT+CNSMOD?', 'AT+CNSMOD=']],
    ['AT+CSQ;+CNS|', ['+CNSMOD']],
    ['AT+QZX|', []],
    ['AT&|', ['AT&E', 'AT&C', 'AT&D', 'AT&S', 'AT&F', 'AT&W', 'AT&V']],
  ])('%s', (text, expected) => {
    expect(inserts(text).slice(0, expected.length)).toEqual(expected);
    if (expected.length === 0) expect(inserts(text)).toEqual([]);
  });

  test('a part from the middle of a name is enough', () => {
    expect(inserts('AT+PADDR|')).toContain('AT+CGPADDR');
  });

  test('an empty line offers all, within bounds', () => {
    expect(at('|').suggestions.length).toBeGreaterThan(50);
    expect(at('AT|').suggestions.length).toBeLessThanOrEqual(100);
    expect(inserts('AT|').every((insert) => insert.startsWith('AT'))).toBe(true);
  });

  test('a suggestion shows the whole syntax and the title', () => {
    expect(at('AT+CNMP|').suggestions).toContainEqual({
      insert: 'AT+CNMP=',
      syntax: 'AT+CNMP=<mode>',
      title: 'Preferred technologies',
      caution: true,
    });
    expect(at('AT+CRESET|').suggestions).toContainEqual(
      expect.objectContaining({ insert: 'AT+CRESET', caution: true }),
    );
    expect(at('AT+CSQ|').suggestions).toContainEqual(expect.objectContaining({ insert: 'AT+CSQ', caution: false }));
  });

  test.each([
    ['AT+CS|', { from: 0, to: 5 }],
    ['AT+CSQ;+CR|', { from: 7, to: 10 }],
    ['AT+CS|Q', { from: 0, to: 5 }],
    ['AT+CGDCONT=1,"I|', { from: 13, to: 15 }],
    ['AT+CGDCONT=|', { from: 11, to: 11 }],
  ])('%s replaces what is typed', (text, replace) => {
    expect(at(text).replace).toEqual(replace);
  });

  test.each([-5, 99])('a cursor at %i is brought back into the text', (cursor) => {
    expect(completeCommand(dictionary, 'AT+CSQ', cursor).parameter).toBeNull();
  });
});

describe('parameters', () => {
  test.each([
    ['AT+CGDCONT=|', 'cid', '1 to 24, 100 to 179', []],
    [
      'AT+CGDCONT=1,|',
      'PDP_type',
      'IP (IPv4), IPV6 (IPv6), IPV4V6 (IPv4 and IPv6), PPP (PPP)',
      ['"IP"', '"IPV6"', '"IPV4V6"', '"PPP"'],
    ],
    [
      'AT+CGDCONT=1,"IPV|',
      'PDP_type',
      'IP (IPv4), IPV6 (IPv6), IPV4V6 (IPv4 and IPv6), PPP (PPP)',
      ['"IPV6"', '"IPV4V6"'],
    ],
    ['AT+CGDCONT=1,"IP","|', 'APN', '', []],
    ['AT+CMEE=|', 'n', '0 (errors as plain ERROR), 1 (errors with a number), 2 (errors in words)', ['0', '1', '2']],
    [
      'AT+CSQ;+CMEE=|',
      'n',
      '0 (errors as plain ERROR), 1 (errors with a number), 2 (errors in words)',
      ['0', '1', '2'],
    ],
    ['at+cpsi=3|', 'time', '0 to 255', []],
    ['AT+COPS=1,2,"00101",7|', 'AcT', expect.stringContaining('7 (LTE)'), ['7']],
  ])('%s', (text, name, allowed, values) => {
    const { parameter } = at(text);
    expect(parameter?.spec.name).toBe(name);
    expect(parameter?.allowed).toEqual(allowed);
    expect(inserts(text)).toEqual(values);
  });

  test('values of all layouts that still fit are offered', () => {
    expect(inserts('AT+CSSLCFG=|')).toEqual(expect.arrayContaining(['"sslversion"', '"authmode"', '"enableSNI"']));
    expect(inserts('AT+CSSLCFG="e|')).toEqual(['"enableSNI"']);
    expect(at('AT+CSSLCFG="enableSNI",0,|').parameter?.form.syntax).toContain('enableSNI');
  });

  test('a comma in quotes begins no parameter', () => {
    expect(at('AT+CGDCONT=1,"IP","a,b|').parameter?.index).toBe(2);
  });

  test.each(['AT+CSQ=|', 'AT+FOO=1|', 'AT+CMEE=1,2|', 'AT+CMEE=?|', '=|'])('%s has no help', (text) => {
    expect(at(text)).toMatchObject({ suggestions: [], parameter: null });
  });

  test('help tells the meaning', () => {
    expect(at('AT+CGAUTH=1,1,|').parameter).toMatchObject({
      entry: { name: '+CGAUTH' },
      form: { syntax: 'AT+CGAUTH=<cid>[,<auth_type>[,<passwd>[,<user>]]]' },
      spec: { name: 'passwd', meaning: 'password' },
    });
  });
});
