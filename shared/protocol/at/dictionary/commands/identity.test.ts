import { expect, test } from 'vitest';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');
const newer = createDictionary('a76xx');

test.each([
  // ATI, 2.2.11: a block of lines
  ['ATI', 'Manufacturer: SIMCOM INCORPORATED', { manufacturer: 'SIMCOM INCORPORATED' }, 'made by SIMCOM INCORPORATED'],
  ['ATI', 'Model: SIMCOM_SIM7600E', { model: 'SIMCOM_SIM7600E' }, 'model SIMCOM_SIM7600E'],
  ['ATI', 'Revision: SIM7600M21-A_V1.1', { revision: 'SIM7600M21-A_V1.1' }, 'firmware SIM7600M21-A_V1.1'],
  ['ATI', 'Revision:LE20B03', { revision: 'LE20B03' }, 'firmware LE20B03'],
  ['ATI', 'IMEI: 860000000000001', { imei: '860000000000001' }, 'IMEI, the number of this modem'],
  ['ATI', '+GCAP: +CGSM', { names: '+CGSM' }, 'Product identification: names +CGSM'],
  // Some firmwares leave the name of the last line out.
  ['AT+SIMCOMATI', 'Model: A7670E-LASE', { model: 'A7670E-LASE' }, 'model A7670E-LASE'],
  [
    'AT+SIMCOMATI',
    'A7670M7_B01V01_210101',
    { build: 'A7670M7_B01V01_210101' },
    'Product identification, extended: build A7670M7_B01V01_210101',
  ],
  ['AT+SIMCOMATI', 'QCN: ', {}, 'Product identification, extended'],
  ['AT+SIMCOMATI', 'DeviceInfo: 173,170', { info: '173,170' }, 'Product identification, extended: info 173,170'],
  // 2.2.28-2.2.31
  [
    'AT+CGMI',
    'SIMCOM INCORPORATED',
    { manufacturer: 'SIMCOM INCORPORATED' },
    'Manufacturer: manufacturer SIMCOM INCORPORATED',
  ],
  ['AT+CGMM', 'SIMCOM_SIM7600C', { model: 'SIMCOM_SIM7600C' }, 'Model: model SIMCOM_SIM7600C'],
  ['AT+CGMR', '+CGMR: LE11B01SIM7600C', { revision: 'LE11B01SIM7600C' }, 'firmware LE11B01SIM7600C'],
  ['AT+CGMR', '+CGMR:A35B01A7600C', { revision: 'A35B01A7600C' }, 'firmware A35B01A7600C'],
  ['AT+CGMR', 'LE11B01SIM7600C', { revision: 'LE11B01SIM7600C' }, 'Firmware revision: revision LE11B01SIM7600C'],
  ['AT+CGSN', '860000000000001', { imei: '860000000000001' }, 'Serial number: imei'],
  ['AT+CGSN', '0x8059D1F6', { imei: '0x8059D1F6' }, 'Serial number: imei'],
  ['AT+SIMEI?', '+SIMEI: 860000000000001', { imei: '860000000000001' }, 'IMEI in the modem: imei'],
])('%s %s', (asked, line, fields, sentence) => {
  for (const dict of [dictionary, newer]) {
    const read = readLine(dict, asked, line);
    expect(read.fields).toMatchObject(fields);
    expect(read.sentence).toBe(sentence);
    expect(read.odd).toEqual({});
  }
});

test('lines of the block are known without the command', () => {
  expect(readLine(dictionary, '', 'Model: SIMCOM_SIM7600E').sentence).toBe('model SIMCOM_SIM7600E');
  expect(readLine(dictionary, '', 'Something: else').sentence).toBeNull();
});

test('an IMEI has 15 digits', () => {
  expect(problemsOf(dictionary, 'AT+SIMEI=860000000000001')).toEqual([]);
  expect(problemsOf(dictionary, 'AT+SIMEI=86')).toEqual(['wrong-length']);
});
