import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';
import { SMS_COMMANDS } from './smsCommands.ts';

const dictionary = createDictionary('sim7600', SMS_COMMANDS, []);

/** V3.00 chapter 9. */
describe('what the message commands answer', () => {
  it.each([
    ['AT+CMGS="+15550100"', '+CMGS: 12', 'message 12 sent'],
    ['AT+CMGW="+15550100"', '+CMGW: 3', 'stored at 3'],
    [
      'AT+CMGR=3',
      '+CMGR: "REC READ","+15550100","","22/08/09,14:05:14+22"',
      'message: received, read, 2022-08-09 14:05:14, UTC+5:30',
    ],
    ['AT+CMGR=3', '+CMGR: 0,,24', 'message: received, not read'],
    ['AT+CMGR=3', '+CMGR: ', 'message: state not given'],
    ['AT+CMGR=3', '+CSQ: this is a message', 'text of the message'],
    ['AT+CMGL="ALL"', '+CMGL: 3,"STO SENT","+15550100","",""', 'message 3: stored, sent'],
    ['AT+CMGL=4', '+CMGL: 1,1,,24', 'message 1: received, read'],
    ['AT+CMGR=9', '+CMS ERROR: 321', 'invalid memory index: there is no message at this place'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(dictionary, asked, line).sentence).toBe(sentence);
  });

  it('reads storages after asking and after setting', () => {
    expect(readLine(dictionary, 'AT+CPMS?', '+CPMS: "SM",3,20,"SM",3,20,"ME",0,23').fields).toMatchObject({
      mem1: 'SIM',
      used1: '3',
      mem3: 'modem',
      total3: '23',
    });
    expect(readLine(dictionary, 'AT+CPMS="SM"', '+CPMS: 3,20,3,20,0,23').fields).toMatchObject({
      used1: '3',
      total3: '23',
    });
  });

  it('names no number in a sentence', () => {
    expect(dictionary.explainCommand('AT+CMGS="+15550100"').sentence).not.toContain('0100');
    expect(readLine(dictionary, 'AT+CSCA?', '+CSCA: "+15550199",145').sentence).not.toContain('0199');
  });
});

describe('what is wrong with a message command', () => {
  it.each([
    ['AT+CMGF=1', []],
    ['AT+CMGS="+15550100"', []],
    ['AT+CMGS=24', []],
    ['AT+CMGS=+15550100', ['not-quoted']],
    ['AT+CMGL="ALL"', []],
    ['AT+CMGL=4', []],
    ['AT+CMGD=1,4', []],
    ['AT+CMGD=1,5', ['unknown-value']],
    ['AT+CNMI=2,1,0,0,0', []],
    ['AT+CPMS="XX"', ['unknown-value']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});
