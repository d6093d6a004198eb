import { describe, expect, it } from 'vitest';
import { ERROR_TABLES, type ErrorTable } from '../entryTypes.ts';
import { describeError, errorCodeOf } from './describeError.ts';
import { readErrorLine } from './errorLines.ts';
import { ERROR_CODES } from './errorTables.ts';
import { MQTT_ERRORS, MQTT_IN_WORDS } from './mqtt.ts';

describe('error tables of the services', () => {
  it.each<[ErrorTable, number, string]>([
    ['mqtt', 3, 'sock connect fail'],
    ['mqtt', 31, 'connection refused: not authorized'],
    ['mqtt', 34, 'open SSL session failed'],
    ['tcpip', 8, 'busy'],
    ['ip-error', 8, 'Network not opened'],
    ['ssl', 15, 'handshake error'],
    ['http', 404, 'Not Found'],
    ['http', 714, 'connect socket failed'],
    ['ntp', 5, 'time zone error'],
    ['htp', 4, 'network error'],
    ['esp-at', 0x6001, 'not configured'],
    ['esp-at', 0x6043, 'topic is too long'],
  ])('%s %i is %s', (table, code, text) => {
    expect(describeError(table, code).text).toBe(text);
  });

  it.each<[ErrorTable, number]>([
    ['mqtt', 35],
    ['mqtt', -1],
    ['tcpip', 13],
    ['ssl', 700],
    ['ftps', 10],
    ['http', 999],
  ])('says that %s %i is in no manual', (table, code) => {
    expect(describeError(table, code)).toEqual({ text: `code ${code}, in no manual we know`, usualCause: null });
  });

  it.each(ERROR_TABLES.filter((table) => table !== 'esp-at' && table !== 'cms'))('%s begins with 0', (table) => {
    expect(ERROR_CODES[table][0]).toBeDefined();
  });

  it('says every MQTT error in words', () => {
    const failures = Object.keys(MQTT_ERRORS).filter((code) => code !== '0');
    expect(Object.keys(MQTT_IN_WORDS)).toEqual(failures);
  });
});

describe('readErrorLine', () => {
  it.each([
    ['+IP ERROR: Network is already opened', 'ip-error', 4],
    ['+IP ERROR: 4', 'ip-error', 4],
    ['+IP ERROR:4', 'ip-error', 4],
    ['+IP ERROR: No data', 'ip-error', 21],
    ['+IP ERROR: operation failed', 'ip-error', 21],
    ['+CIPERROR: 2', 'tcpip', 2],
    ['ERR CODE:0x00006001', 'esp-at', 0x6001],
    ['ERR CODE:0x01090000', 'esp-at', 0x01090000],
    ['ERR CODE:0x01050002', 'esp-at', 0x01050000],
  ])('reads %s', (line, table, code) => {
    expect(readErrorLine(line)).toMatchObject({ table, code });
  });

  it('keeps what the modem said, and adds what usually is behind it', () => {
    expect(readErrorLine('+IP ERROR: No data')).toMatchObject({
      text: 'No data',
      usualCause: expect.stringContaining('nothing is waiting'),
    });
    expect(readErrorLine('+IP ERROR: Coffee is out')).toEqual({
      prefix: '+IP ERROR',
      table: 'ip-error',
      code: null,
      text: 'Coffee is out',
      usualCause: null,
    });
  });

  it.each(['ERR CODE:0xZZ', 'ERR CODE:', '+CIPERROR:', '+IP ERROR: '])('takes %s for words in no table', (line) => {
    expect(readErrorLine(line)).toMatchObject({ code: null });
  });

  it.each(['+CIPOPEN: 0,8', 'ERROR', '+CIPERRORS: 2', ''])('leaves %s alone', (line) => {
    expect(readErrorLine(line)).toBeNull();
  });

  it('finds no code for a text in another table', () => {
    expect(errorCodeOf('tcpip', 'No data')).toBeNull();
  });
});
