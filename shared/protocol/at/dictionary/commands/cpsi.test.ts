import { describe, expect, test } from 'vitest';
import { createDictionary } from '../dictionary.ts';
import type { AtFamily } from '../entryTypes.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';
import { rsrpGrade } from './cpsi.ts';
import { lteSignal, signalEncoding } from './servingCell.ts';

const dictionaries = { sim7600: createDictionary('sim7600'), a76xx: createDictionary('a76xx') } as const;
const { sim7600, a76xx } = dictionaries;
const lte = (signal: string): string => `+CPSI: LTE,Online,460-00,0x333C,39589680,308,EUTRAN-BAND3,1350,4,4,${signal}`;

describe('AT+CPSI by technology (V3.00 4.2.14)', () => {
  test('LTE', () => {
    expect(readLine(sim7600, 'AT+CPSI?', lte('-178,-1185,-789,7'))).toEqual({
      sentence: 'LTE band 3, network 460-00, RSRP −118.5 dBm, very weak',
      fields: {
        'system mode': 'LTE',
        'operation mode': 'online',
        'MCC-MNC': '460-00 (country 460, network 00)',
        TAC: '0x333C (13116)',
        cell: '39589680 (station 154647, cell 48)',
        'physical cell': '308',
        band: 'LTE band 3',
        earfcn: '1350',
        'downlink bandwidth': '15 MHz',
        'uplink bandwidth': '15 MHz',
        RSRQ: '−17.8 dB',
        RSRP: '−118.5 dBm, very weak',
        RSSI: '−78.9 dBm',
        RSSNR: '7 dB',
      },
      odd: { RSRQ: 'warning', RSRP: 'warning' },
    });
  });

  test('GSM', () => {
    expect(readLine(sim7600, 'AT+CPSI?', '+CPSI: GSM,Online,460-00,0x182d,12401,27 EGSM 900,-64,2110,42-42')).toEqual({
      sentence: 'GSM, network 460-00',
      fields: {
        'system mode': 'GSM',
        'operation mode': 'online',
        'MCC-MNC': '460-00 (country 460, network 00)',
        LAC: '0x182d (6189)',
        cell: '12401',
        channel: '27 EGSM 900',
        RxLev: '−64 dBm',
        'track LO': '2110',
        'C1-C2': '42-42',
      },
      odd: {},
    });
  });

  test('WCDMA, strengths without their sign', () => {
    const line = '+CPSI: WCDMA,Online,460-01,0xA809,11122855,WCDMA IMT 2000,279,10663,0,1.5,62,33,52,500';
    expect(readLine(sim7600, 'AT+CPSI?', line).fields).toMatchObject({
      band: 'WCDMA IMT 2000',
      PSC: '279',
      channel: '10663',
      SSC: '0',
      'Ec/Io': '−1.5 dB',
      RSCP: '−62 dBm',
      TxPower: 'not transmitting',
    });
  });

  test('WCDMA while transmitting', () => {
    const line = '+CPSI: WCDMA,Online,460-01,0xA809,11122855,WCDMA IMT 2000,279,10663,0,-4,-71,33,52,-12';
    expect(readLine(sim7600, 'AT+CPSI?', line).fields).toMatchObject({
      'Ec/Io': '−4 dB',
      RSCP: '−71 dBm',
      TxPower: '−12 dBm',
    });
  });

  test.each([
    ['+CPSI: TDS,Online,460-00,0x5a5e,71235,TDS BAND A,10088,53', { band: 'TDS BAND A', 'cell parameter': '53' }],
    [
      '+CPSI: CDMA,Online,460-03,283,12,-74,-80,0,1,-25,13824,1,-6.5,21',
      { channel: '283', SID: '13824', NID: '1', 'Ec/Io': '−6.5', BID: '21' },
    ],
    ['+CPSI: EVDO,Online,460-03,37,-70,-75,-20,120,2,9,-4', { 'serving PN': '120', 'SCI rel. A': '9' }],
    ['+CPSI: eHRPD,Online,460-03,37,-70,-75,-20,120,2,9,-4', { 'serving PN': '120', 'Ec/Io': '−4' }],
    ['+CPSI: GSM-LIMITED,Online,460-00,0x182d,12401,27 EGSM 900,-64,2110,42-42', { RxLev: '−64 dBm' }],
  ])('%s', (line, fields) => {
    expect(readLine(sim7600, 'AT+CPSI?', line).fields).toMatchObject(fields);
  });

  test.each(['+CPSI: NO SERVICE,Online', '+CPSI: NO SERVICE, Online', '+CPSI:NO SERVICE,Online'])('%s', (line) => {
    expect(readLine(sim7600, 'AT+CPSI?', line)).toEqual({
      sentence: 'no service, online',
      fields: { 'system mode': 'no service', 'operation mode': 'online' },
      odd: { 'system mode': 'warning' },
    });
  });

  test('the radio switched off', () => {
    expect(readLine(a76xx, 'AT+CPSI?', '+CPSI: NO SERVICE,Low Power Mode')).toMatchObject({
      sentence: 'no service, low power: the radio is off (AT+CFUN)',
      odd: { 'system mode': 'warning', 'operation mode': 'warning' },
    });
  });

  test('limited service is marked', () => {
    expect(readLine(sim7600, 'AT+CPSI?', '+CPSI: LTE-LIMITED,Online').odd).toEqual({ 'system mode': 'warning' });
  });

  test.each([
    ['+CPSI: NR5G,Online,310-260,9', { 'system mode': 'NR5G', 'field 3': '310-260' }, { 'system mode': 'note' }],
    ['+CPSI: ', {}, { 'system mode': 'note' }],
    ['+CPSI: LTE,Online,460-00,0x33', { TAC: '0x33 (51)' }, {}],
    [lte('-17'), { 'field 11': '-17' }, {}],
    [lte('-178,-1185,-789,7,8'), { 'field 15': '8' }, { RSRQ: 'warning', RSRP: 'warning', 'field 15': 'note' }],
    [lte('-178,-1\u00ff85,-789,7'), { RSRP: 'not known' }, { RSRP: 'note', RSRQ: 'warning' }],
    ['+CPSI: LTE,Online,460-00,0x333\u00e0,39589680', { TAC: '0x333\u00e0' }, { TAC: 'warning' }],
  ])('%s does not fit', (line, fields, odd) => {
    const read = readLine(sim7600, 'AT+CPSI?', line);
    expect(read.fields).toMatchObject(fields);
    expect(read.odd).toEqual(odd);
  });

  test('is the same line as a periodic report', () => {
    expect(readLine(sim7600, '', lte('-92,-871,-590,20')).sentence).toBe(
      'LTE band 3, network 460-00, RSRP −87.1 dBm, good',
    );
  });
});

describe('units of the LTE signal', () => {
  test.each<[AtFamily, string, string, string, string, string]>([
    ['sim7600', '-178,-1185,-789,7', '−17.8 dB', '−118.5 dBm, very weak', '−78.9 dBm', '7 dB'],
    ['sim7600', '-71,-826,-510,27', '−7.1 dB', '−82.6 dBm, good', '−51 dBm', '27 dB'],
    ['a76xx', '-11,-109,-97,14', '−11 dB', '−109 dBm, weak', '−97 dBm', '14 dB'],
    // A76XX V1.09 4.2.9: RSRP index − 140, RSRQ (index − 40) / 2, RSSI index − 110; 255 not known.
    ['a76xx', '19,53,52,3', '−10.5 dB', '−87 dBm, good', '−58 dBm', '3 dB'],
    ['a76xx', '21,67,255,19', '−9.5 dB', '−73 dBm, excellent', 'not known', '19 dB'],
    // The numbers decide, not the model that was guessed.
    ['sim7600', '19,53,52,3', '−10.5 dB', '−87 dBm, good', '−58 dBm', '3 dB'],
    ['a76xx', '-178,-1185,-789,7', '−17.8 dB', '−118.5 dBm, very weak', '−78.9 dBm', '7 dB'],
    // Nothing measured yet.
    ['sim7600', '0,0,0,0', 'not known', 'not known', 'not known', '0 dB'],
    ['a76xx', '255,255,255,255', 'not known', 'not known', 'not known', '255 dB'],
  ])('%s prints %s', (family, signal, RSRQ, RSRP, RSSI, RSSNR) => {
    const { fields } = readLine(dictionaries[family === 'a76xx' ? 'a76xx' : 'sim7600'], 'AT+CPSI?', lte(signal));
    expect(fields).toMatchObject({ RSRQ, RSRP, RSSI, RSSNR });
  });

  test.each([
    [{ rsrq: -178, rsrp: -1185, rssi: -789 }, 'tenths'],
    [{ rsrq: -178, rsrp: undefined, rssi: undefined }, 'tenths'],
    [{ rsrq: -11, rsrp: undefined, rssi: undefined }, 'whole'],
    [{ rsrq: -11, rsrp: -109, rssi: -97 }, 'whole'],
    [{ rsrq: 0, rsrp: 53, rssi: 0 }, 'index'],
    [{ rsrq: undefined, rsrp: undefined, rssi: undefined }, 'tenths'],
  ] as const)('%j is in %s', (readings, encoding) => {
    expect(signalEncoding(readings, 'sim7600')).toBe(encoding);
  });

  test('only an LTE line has one', () => {
    expect(lteSignal(['GSM', 'Online'], 'sim7600')).toBeNull();
    expect(lteSignal(['LTE', 'Online', '460-00'], 'sim7600')).toBeNull();
  });

  test.each([
    [-80, 'excellent'],
    [-95, 'good'],
    [-105, 'fair'],
    [-115, 'weak'],
    [-115.5, 'very weak'],
  ])('%f dBm is %s', (dbm, grade) => {
    expect(rsrpGrade(dbm)).toBe(grade);
  });
});

test.each([
  ['AT+CPSI=5', []],
  ['AT+CPSI=0', []],
  ['AT+CPSI=256', ['out-of-range']],
  ['AT+CPSI', ['no-such-form']],
])('%s', (line, problems) => {
  expect(problemsOf(sim7600, line)).toEqual(problems);
});
