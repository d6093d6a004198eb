import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './commandLine.ts';
import { PROMPT_COMMANDS } from './promptCommands.ts';

/** The terms on which data follows a command line; undefined = it is no prompt command. */
function terms(line: string) {
  const [command] = parseCommandLine(line);
  return PROMPT_COMMANDS.find(({ name }) => name === command?.name)?.terms(command?.args ?? []);
}
const counted = (count: number) => ({ end: 'count', count });

// SIM7500_SIM7600 Series AT Command Manual V3.00 10.2.5, 11.2.5, 13.2.7, 16.2; ESP-AT MQTT.
describe('the data a command prompts for', () => {
  it.each([
    ['AT+CMQTTTOPIC=0,12', counted(12)],
    ['AT+CMQTTPAYLOAD=0, 9', counted(9)],
    ['AT+CMQTTWILLMSG=0,7,1', counted(7)],
    ['AT+CMQTTSUB=0,9,1', counted(9)],
    ['AT+CMQTTSUB=0,9,1,0', counted(9)],
    ['AT+CMQTTUNSUB=0,9,0', counted(9)],
    ['AT+CCERTDOWN="ca,1.pem",1268', counted(1268)],
    ['AT+CCHSEND=0,2', counted(2)],
    ['AT+CIPSEND=0,5,"203.0.113.9",4000', counted(5)],
    ['AT+CIPSEND=5', counted(5)],
    ['AT+HTTPDATA=120,10', counted(120)],
    ['AT+MQTTPUBRAW=0,"a,b",33,1,0', counted(33)],
    ['AT+CIPSEND=0,', { end: 'ctrl-z', etxEscapes: true }],
    ['AT+CIPSEND', { end: 'ctrl-z', etxEscapes: true }],
    ['AT+CMGS="+10005551234"', { end: 'ctrl-z', etxEscapes: false }],
    ['AT+CMGW', { end: 'ctrl-z', etxEscapes: false }],
    ['AT+CMQTTTOPIC=0', { end: 'open' }],
    ['AT+CMQTTTOPIC=0,99999999', { end: 'open' }],
    ['AT+CMQTTSUB=0', null],
    ['AT+CMQTTSUB=0,1', null],
    ['AT+CMQTTSUB=0,"a/b",1', null],
    // The topic in the command, as newer families allow.
    ['AT+CMQTTPUB=0,"plant/7/temp",1,4', counted(4)],
    ['AT+CMQTTPUB=0,"plant/7/temp",1,4,1,0', counted(4)],
    ['AT+CMQTTPUB=0,"plant/7/temp",1', null],
    ['AT+CMQTTPUB=0,1,60', null],
    ['AT+CMQTTPUB=0,1,60,1,0', null],
    ['AT+CSQ', undefined],
  ])('%s', (line, expected) => {
    expect(terms(line)).toEqual(expected);
  });
});
