import { describe, expect, test } from 'vitest';
import { cautionOf } from '../caution.ts';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');
const newer = createDictionary('a76xx');

describe('basic commands (V3.00 2.2)', () => {
  test.each([
    ['AT', 'Attention', []],
    ['at', 'Attention', []],
    ['A/', 'Repeat the last command', []],
    ['+++', 'Leave data mode', []],
    ['ATE0', 'Echo: value echo off', []],
    ['ATE1', 'Echo: value echo on', []],
    ['ATE', 'Echo', []],
    ['ATE2', 'Echo: value 2', ['unknown-value']],
    ['ATV0', 'Result codes in words: value numbers', []],
    ['ATQ1', 'Result codes on or off: n suppressed', []],
    ['ATX4', 'Text behind CONNECT: value 4', []],
    ['ATX5', 'Text behind CONNECT: value 5', ['out-of-range']],
    ['AT\\V1', 'Protocol behind CONNECT: value told', []],
    ['AT&E0', 'Rate behind CONNECT: value of the radio connection', []],
    ['AT&C1', 'Data carrier detect line: value on while there is a carrier', []],
    ['AT&D2', 'Data terminal ready line: value hang up, to command mode', []],
    ['AT&S3', 'Data set ready line: value 3', ['unknown-value']],
    ['AT&F', 'Factory settings', []],
    ['AT&F0', 'Factory settings: value profile 0', []],
    ['AT&W', 'Save settings', []],
    ['ATZ', 'Restore saved settings', []],
    ['AT&V', 'Show settings', []],
    ['ATO', 'Return to data mode', []],
    ['ATS0=1', 'S register: value 1', []],
    ['ATS0?', 'S register: ask', []],
    ['ATS7=300', 'S register: value 300', ['out-of-range']],
    ['ATH', 'Hang up', []],
    ['ATA', 'Answer a call', []],
    ['AT+CMEE=2', 'Error format: n errors in words', []],
    ['AT+CMEE=3', 'Error format: n 3', ['unknown-value']],
    ['AT+CSCS="UCS2"', 'Character set: chset UCS2 in hexadecimal', []],
    ['AT+CSCS=IRA', 'Character set: chset ASCII', ['not-quoted']],
  ])('%s', (line, sentence, problems) => {
    expect(dictionary.explainCommand(line).sentence).toBe(sentence);
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });

  test.each([
    ['AT&F', true],
    ['AT&W0', true],
    ['ATZ', true],
    ['AT&V', false],
    ['ATE0', false],
    ['AT+CMEE=2', false],
  ])('%s is asked about: %s', (line, asked) => {
    expect(cautionOf(dictionary.explainCommand(line)) !== null).toBe(asked);
  });

  test('a dialled number is not told', () => {
    expect(dictionary.explainCommand('ATD+15550100;').sentence).toBe('Dial: string');
  });
});

describe('answers', () => {
  test.each([
    ['AT+CMEE?', '+CMEE: 2', { n: 'errors in words' }],
    ['AT+CMEE?', '+CMEE:0', { n: 'errors as plain ERROR' }],
    ['AT+CMEE?', '+CMEE: 5', { n: '5' }],
    ['AT+CSCS?', '+CSCS: "IRA"', { chset: 'IRA' }],
    ['AT+GCAP', '+GCAP: +CGSM,+FCLASS,+DS', { names: '+CGSM,+FCLASS,+DS' }],
    ['AT+GCAP', '+GCAP:+CGSM', { names: '+CGSM' }],
    ['ATS0?', '000', { value: '000' }],
    ['AT+CLCC', '+CLCC: 1,1,4,0,0,"5550100",129,"desk"', { dir: 'incoming', stat: 'incoming', alpha: 'desk' }],
  ])('%s %s', (asked, line, fields) => {
    expect(readLine(dictionary, asked, line).fields).toMatchObject(fields);
  });

  test.each([
    ['&C: 2; &D: 0; &F: 0; E: 1;', { '&C': '2', '&D': '0', '&F': '0', E: '1' }],
    ['+CMEE: 2', { '+CMEE': '2' }],
    ['+DS: 0,0,2048,6; +WS46: 12; +CBST: 0,0,1;', { '+DS': '0,0,2048,6', '+WS46': '12', '+CBST': '0,0,1' }],
    ['+CSCS: "IRA"; \u00ff\u00ff', { '+CSCS': '"IRA"', settings: '\u00ff\u00ff' }],
    ['S0: 0; S3: 13', { S0: '0', S3: '13' }],
    [';;', {}],
  ])('AT&V %s', (line, fields) => {
    expect(readLine(dictionary, 'AT&V', line).fields).toMatchObject(fields);
  });

  test('the dump takes every line, also those of other commands', () => {
    expect(readLine(dictionary, 'AT&V', '+CREG: 0; +CGREG: 0;').fields).toEqual({ '+CREG': '0', '+CGREG': '0' });
  });
});

describe('the serial port (2.2.12-2.2.14, 3.2.11, 19.2.15-19.2.18)', () => {
  test.each([
    ['AT+IPR?', '+IPR: 115200', { speed: '115200 bit/s' }, {}],
    ['AT+IPR?', '+IPR:0', { speed: 'automatic, found from the next AT' }, {}],
    ['AT+IPREX?', '+IPREX: 3686400', { speed: '3686400 bit/s' }, {}],
    ['AT+IPREX?', '+IPREX: 115201', { speed: '115201 bit/s' }, { speed: 'warning' }],
    ['AT+ICF?', '+ICF: 3,3', { format: '8 data bits, 1 stop bit', parity: 'no parity' }, {}],
    ['AT+ICF?', '+ICF: 2,1', { format: '8 data bits, parity, 1 stop bit', parity: 'even' }, {}],
    ['AT+IFC?', '+IFC: 0,0', { dce: 'none', dte: 'none' }, {}],
    ['AT+IFC?', '+IFC: 2,2', { dce: 'hardware, RTS', dte: 'hardware, CTS' }, {}],
    ['AT+CATR?', '+CATR: 1', { port: 'the UART' }, {}],
    ['AT+CSCLK?', '+CSCLK: 0', { status: 'never sleeps' }, {}],
    ['AT+CFGRI?', '+CFGRI: 0,60,120', { status: 'off', urc: '60 ms', sms: '120 ms' }, {}],
    ['AT+CMUX?', '+CMUX: 0,0,5,1500,0,0,600', { mode: '0', n1: '1500 bytes' }, {}],
  ])('%s %s', (asked, line, fields, odd) => {
    const read = readLine(dictionary, asked, line);
    expect(read.fields).toMatchObject(fields);
    expect(read.odd).toEqual(odd);
  });

  test('the newer family counts formats differently', () => {
    expect(readLine(newer, 'AT+ICF?', '+ICF: 2,2').fields).toEqual({
      format: '8 data bits, 1 stop bit',
      parity: 'no parity',
    });
    expect(problemsOf(newer, 'AT+ICF=3,3')).toEqual(['unknown-value']);
    expect(problemsOf(newer, 'AT+IPR=0')).toEqual(['out-of-range']);
    expect(problemsOf(dictionary, 'AT+IPR=0')).toEqual([]);
  });

  test.each([
    ['AT+IPR=115200', 'baud rate'],
    ['AT+IPREX=9600', 'for good'],
    ['AT+ICF=3,3', 'character format'],
    ['AT+IFC=2,2', 'RTS'],
    ['AT+CMUX=0', 'multiplexer'],
    ['AT+IFC=0,0', null],
    ['AT+IPR?', null],
    ['AT+CATR=1', null],
  ])('%s: %s', (line, why) => {
    const caution = cautionOf(dictionary.explainCommand(line));
    if (why === null) expect(caution).toBeNull();
    else expect(caution).toContain(why);
  });
});
