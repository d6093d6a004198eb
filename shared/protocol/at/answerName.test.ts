import { describe, expect, it } from 'vitest';
import { answerFields, answerName } from './answerName.ts';

describe('answerName', () => {
  it.each([
    ['+CREG: 0,1', '+CREG'],
    ['+CME ERROR: SIM not inserted', '+CME ERROR'],
    ['+CMQTTNONET', '+CMQTTNONET'],
    ['+IPD12', '+IPD'],
    ['+CMTE:-1', '+CMTE'],
    ['+CCH_PEER_CLOSED: 0', '+CCH_PEER_CLOSED'],
    ['+RECEIVE,0,4:', '+RECEIVE'],
    ['*ATREADY: 1', '*ATREADY'],
    ['^SYSSTART', '^SYSSTART'],
    ['+', ''],
    ['+ 1', ''],
    ['+12', ''],
    ['OK', ''],
    ['"quoted"', ''],
    ['', ''],
  ])('%j → %j', (line, name) => {
    expect(answerName(line)).toBe(name);
  });
});

describe('answerFields', () => {
  it.each([
    ['+CREG: 1,"00C3","0012"', ['1', '"00C3"', '"0012"']],
    ['+CREG:1', ['1']],
    ['+CGPSINFO: ,,,', ['', '', '', '']],
    ['+CMQTTNONET', []],
  ])('%j → %j', (line, fields) => {
    expect(answerFields(line)).toEqual(fields);
  });
});
