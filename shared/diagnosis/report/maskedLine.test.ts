import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../protocol/at/dictionary/dictionary.ts';
import { maskedLine } from './maskedLine.ts';

const dictionary = createDictionary('sim7600');
const masked = (line: string, name: string): string =>
  maskedLine(dictionary, line, { entry: dictionary.command(name) ?? null, form: 'read' });

describe('maskedLine', () => {
  it('takes the password out of the list of connections (16.2.8)', () => {
    const line = '+CMQTTCONNECT: 0,"tcp://broker.example:1883",60,1,"meter","hunter2"';
    expect(masked(line, '+CMQTTCONNECT')).toBe('+CMQTTCONNECT: 0,"tcp://broker.example:1883",60,1,"meter",(hidden)');
  });

  it('knows the places of passwords without a dictionary', () => {
    const line = '+MQTTUSERCFG:0,1,"meter","user","hunter2",0,0,""';
    expect(masked(line, '+MQTTUSERCFG')).toBe('+MQTTUSERCFG: 0,1,"meter","user",(hidden),0,0,""');
  });

  it.each([
    ['+CMQTTCONNECT: 0,3', '+CMQTTCONNECT'],
    ['+CMQTTCONNECT: 1', '+CMQTTCONNECT'],
    ['+CSQ: 22,99', '+CSQ'],
    ['SIMCOM_SIM7600E', '+CGMM'],
    ['+NOBODY: 1,2', '+NOBODY'],
    ['', '+CSQ'],
  ])('leaves %j as it is', (line, name) => {
    expect(masked(line, name)).toBe(line);
  });
});
