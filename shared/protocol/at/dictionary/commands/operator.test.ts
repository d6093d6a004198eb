import { describe, expect, test } from 'vitest';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');

describe('AT+COPS (V3.00 4.2.2)', () => {
  test.each([
    ['+COPS: 0', { mode: 'automatic' }, 'operator selection automatic, none selected'],
    ['+COPS: 2', { mode: 'deregistered by command' }, 'deregistered by AT+COPS=2: AT+COPS=0 brings it back'],
    [
      '+COPS: 0,0,"Bench Mobile",7',
      { mode: 'automatic', format: 'long name', oper: 'Bench Mobile', AcT: 'LTE' },
      'operator Bench Mobile, LTE, automatic',
    ],
    [
      '+COPS:0,0,"Bench, Mobile & Co",2',
      { oper: 'Bench, Mobile & Co', AcT: 'UMTS' },
      'operator Bench, Mobile & Co, UMTS, automatic',
    ],
    ['+COPS: 1,2,"00101"', { format: 'number', oper: '00101 (country 001, network 01)' }, 'operator 00101, manual'],
    ['+COPS: 0,2,001010,7', { oper: '001010 (country 001, network 010)' }, 'operator 001010, LTE, automatic'],
    ['+COPS: 0,0,"Bench",8', { AcT: 'CDMA or HSPA+' }, 'operator Bench, CDMA or HSPA+, automatic'],
  ])('%s', (line, fields, sentence) => {
    const read = readLine(dictionary, 'AT+COPS?', line);
    expect(read.fields).toMatchObject(fields);
    expect(read.sentence).toBe(sentence);
    expect(readLine(dictionary, '', line).sentence).toBe(sentence);
  });

  test('COPS: 2 is a fault, an unknown mode is marked', () => {
    expect(readLine(dictionary, 'AT+COPS?', '+COPS: 2').odd).toEqual({ mode: 'error' });
    expect(readLine(dictionary, 'AT+COPS?', '+COPS: 9,0,"x"').odd).toEqual({ mode: 'warning' });
  });

  test('the list of a scan', () => {
    const line =
      '+COPS: (2,"Bench Mobile","Bench","00101",7),(1,"Second, Ltd","Second","00102",0),(3,"","","00103",2),,(0,1,2,3,4,5),(0,1,2)';
    const decoded = dictionary.decodeLine(line, { entry: dictionary.command('+COPS') ?? null, form: 'test' });
    expect(decoded?.map(({ name, text, severity }) => [name, text, severity])).toEqual([
      ['network', 'Bench Mobile 00101, LTE, in use', 'ok'],
      ['network', 'Second, Ltd 00102, GSM, available', undefined],
      ['network', 'without a name 00103, UMTS, forbidden for this SIM', 'warning'],
      ['modes', '0,1,2,3,4,5 allowed', undefined],
      ['formats', '0,1,2 allowed', undefined],
    ]);
    expect(readLine(dictionary, 'AT+COPS=?', line).sentence).toBe('3 networks found');
    expect(readLine(dictionary, '', line).sentence).toBe('3 networks found');
  });

  test.each([
    ['+COPS: (2,"Bench","Bench","00101")', '1 network found', { network: 'Bench 00101, in use' }],
    ['+COPS: ,,(0-4),(0-2)', '0 networks found', { modes: '0-4 allowed', formats: '0-2 allowed' }],
    ['+COPS: (2,"Ben', '1 network found', {}],
    ['+COPS: (', '1 network found', { network: 'without a name, ' }],
  ])('%s', (line, sentence, fields) => {
    const read = readLine(dictionary, 'AT+COPS=?', line);
    expect(read.sentence).toBe(sentence);
    expect(read.fields).toMatchObject(fields);
  });

  test.each([
    ['AT+COPS=0', []],
    ['AT+COPS=1,2,"00101"', []],
    ['AT+COPS=1,2,00101', ['not-quoted']],
    ['AT+COPS=6', ['unknown-value']],
    ['AT+COPS=1,2,"00101",7,1', ['too-many-parameters']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});

test.each([
  ['AT+CPOL?', '+CPOL: 1,2,"00101",0,0,1,0', { oper: '00101 (country 001, network 01)', UTRAN: 'yes', LTE: 'no' }],
  ['AT+CPOL?', '+CPOL: 2,2,"00102"', { index: '2', format: 'number' }],
  ['AT+COPN', '+COPN: "00101","Bench Mobile"', { oper: '00101 (country 001, network 01)', name: 'Bench Mobile' }],
])('%s %s', (asked, line, fields) => {
  expect(readLine(dictionary, asked, line).fields).toMatchObject(fields);
});
