import { describe, expect, test } from 'vitest';
import { cautionOf } from '../caution.ts';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');

describe('AT+CPIN (V3.00 3.2.2)', () => {
  test.each([
    ['READY', 'SIM ready', undefined],
    ['SIM PIN', 'SIM waits for its PIN', 'error'],
    ['SIM PUK', 'SIM blocked: waits for the PUK and a new PIN', 'error'],
    ['PH-SIM PIN', 'SIM device locked to another SIM', 'error'],
    ['PH-NET PIN', 'SIM device locked to an operator', 'error'],
    ['SIM PIN2', 'SIM waits for PIN2', 'note'],
    ['SIM PUK2', 'SIM waits for PUK2', 'note'],
    ['NOT READY', 'SIM not ready yet', 'note'],
    ['NOT INSERTED', 'SIM not inserted', 'error'],
    ['SIM REMOVED', 'SIM removed', 'error'],
    ['SOMETHING NEW', 'SIM SOMETHING NEW', 'error'],
    ['REA\u00c4Y', 'SIM REA\u00c4Y', 'error'],
  ])('%s', (state, sentence, severity) => {
    for (const line of [`+CPIN: ${state}`, `+CPIN:${state}`, `+CPIN: "${state}"`]) {
      const read = readLine(dictionary, 'AT+CPIN?', line);
      expect(read.sentence).toBe(sentence);
      expect(read.odd.code).toBe(severity);
    }
  });

  test.each([
    ['AT+CPIN=1234', []],
    ['AT+CPIN="1234"', []],
    ['AT+CPIN="12345678","4321"', []],
    ['AT+CPIN="123"', ['wrong-length']],
    ['AT+CPIN=', ['missing-parameter']],
    ['AT+CPIN', ['no-such-form']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });

  test('a PIN is never told', () => {
    for (const line of ['AT+CPIN="9876"', 'AT+CPIN="987"', 'AT+CPIN="98765432","9876"']) {
      expect(
        JSON.stringify(dictionary.explainCommand(line), (key, value) =>
          key === 'entry' || key === 'syntax' ? null : value,
        ),
      ).not.toContain('987');
    }
    expect(cautionOf(dictionary.explainCommand('AT+CPIN="9876"'))).toMatch(/costs an attempt/);
  });
});

describe('numbers of the card', () => {
  test.each([
    ['AT+CICCID', '+ICCID: 8900000000000A000125', { iccid: '8900000000000A000125 (a telecom card, 20 digits)' }],
    ['AT+CICCID', '+ICCID:890000000000000125FF', { iccid: '890000000000000125FF (a telecom card, 18 digits)' }],
    ['AT+CICCID', '+ICCID: "89000000000000012"', { iccid: '89000000000000012 (a telecom card, 17 digits)' }],
    ['AT+CICCID', '+ICCID: 0000', { iccid: '0000' }],
    ['AT+CIMI', '001010123456789', { imsi: '001010123456789 (country code 001)' }],
    ['AT+CIMIM', '00101012345678', { imsi: '00101012345678 (country code 001)' }],
    ['AT+CIMI', '0010\u00ff01234', { imsi: '0010\u00ff01234' }],
  ])('%s %s', (asked, line, fields) => {
    const read = readLine(dictionary, asked, line);
    expect(read.fields).toEqual(fields);
    expect(read.sentence).not.toMatch(/\d{4}/);
  });

  test('the answer of AT+CICCID is found by its own name', () => {
    expect(dictionary.answeredBy('+ICCID')?.name).toBe('+CICCID');
    expect(readLine(dictionary, '', '+ICCID: 8900000000000000125').sentence).toBe(
      'number of the SIM card: a card is there and can be read',
    );
  });
});

describe('AT+SPIC (3.2.6), AT+CSPN (3.2.7)', () => {
  test.each([
    [
      '+SPIC: 3,10,0,10',
      { pin: '3 left', puk: '10 left', pin2: 'none left for PIN2', puk2: '10 left' },
      { pin2: 'error' },
    ],
    ['+SPIC:1,10,3,10', { pin: '1 left' }, { pin: 'warning' }],
    ['+SPIC: x', { pin: 'x' }, { pin: 'warning' }],
  ])('%s', (line, fields, odd) => {
    const read = readLine(dictionary, 'AT+SPIC', line);
    expect(read.fields).toMatchObject(fields);
    expect(read.odd).toEqual(odd);
  });

  test.each([
    ['+CSPN: "Bench Mobile",0', { name: 'Bench Mobile', display: 'not shown' }],
    ['+CSPN: "Bench, Mobile",1', { name: 'Bench, Mobile', display: 'shown' }],
    ['+CSPN: "",0', { name: 'not given' }],
  ])('%s', (line, fields) => {
    expect(readLine(dictionary, 'AT+CSPN?', line).fields).toMatchObject(fields);
  });
});

describe('locks, files and holder of the card', () => {
  test.each([
    ['AT+CLCK="SC",2', '+CLCK: 0', { status: 'open' }],
    ['AT+CLCK="SC",2', '+CLCK: 1,7', { status: 'locked', class: '7' }],
    ['AT+CRSM=176,28589,0,0,4', '+CRSM: 144,0,"00000002"', { sw1: '144', response: '00000002' }],
    ['AT+CSIM=14,"A0A40000027F20"', '+CSIM: 4,"9F22"', { length: '4', data: '9F22' }],
    ['AT+UIMHOTSWAPON?', '+UIMHOTSWAPON: 1', { on: 'on' }],
    ['AT+UIMHOTSWAPLEVEL?', '+UIMHOTSWAPLEVEL: 0', { level: 'low' }],
    ['AT+UIMHOTSWAPLEVEL?', '+UIMHOTSWAPLEVEL: 2', { level: '2' }],
  ])('%s %s', (asked, line, fields) => {
    expect(readLine(dictionary, asked, line).fields).toEqual(expect.objectContaining(fields));
  });

  test.each([
    ['AT+CLCK="SC",2', null],
    ['AT+CLCK="SC",1,"1234"', 'changes a lock'],
    ['AT+CRSM=176,28589,0,0,4', null],
    ['AT+CRSM=214,28589,0,0,4,"00000002"', 'writes to the SIM card'],
    ['AT+CPWD="SC","1234","4321"', 'changes the PIN'],
    ['AT+UIMHOTSWAPON=1', 'kept over a reset'],
    ['AT+UIMHOTSWAPON?', null],
  ])('%s asks before: %s', (line, why) => {
    const caution = cautionOf(dictionary.explainCommand(line));
    if (why === null) expect(caution).toBeNull();
    else expect(caution).toContain(why);
  });

  test.each([
    ['AT+CLCK="XX",2', ['unknown-value']],
    ['AT+CLCK=SC,2', ['not-quoted']],
    ['AT+CRSM=177', ['unknown-value']],
    ['AT+CRSM=176,28589,256,0,4', ['out-of-range']],
    ['AT+CPWD="SC","1234"', ['missing-parameter']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});
