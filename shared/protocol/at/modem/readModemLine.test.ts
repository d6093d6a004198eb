import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modemLine } from '../engine/rowLine.ts';
import { readModemLine } from './readModemLine.ts';

test.each([
  ['+CPIN: READY', { sim: 'ready' }],
  ['+CPIN: SIM PUK', { sim: 'locked' }],
  ['+CPIN: NOT INSERTED', { sim: 'absent' }],
  ['+SIMCARD: NOT AVAILABLE', { sim: 'absent' }],
  ['+CME ERROR: 10', { sim: 'absent' }],
  ['+CME ERROR: SIM failure', { sim: 'failure' }],
  ['+CME ERROR: 100', {}],
  ['+CSQ: 22,99', { rssi: -69 }],
  ['+CSQ: 99,99', { rssi: null }],
  ['+CEREG: 1', { registration: 'home' }],
  ['+CEREG: 0,5', { registration: 'roaming' }],
  ['+CEREG: 2,2', { registration: 'searching' }],
  ['+CEREG: 1,"1A2B","01C3D4E5",7', { registration: 'home' }],
  ['+CGREG: 0,3', { registration: 'denied' }],
  ['+CREG: 0,0', {}],
  ['+COPS: 0,0,"Example Mobile",7', { operator: 'Example Mobile' }],
  ['+COPS: 2', { operator: '' }],
  ['+IPADDR: 10.44.0.7', { ip: '10.44.0.7' }],
  ['+CGPADDR: 1,"100.71.4.18"', { ip: '100.71.4.18' }],
  ['+CGPADDR: 1,0.0.0.0', { ip: '' }],
  ['+CGMR: LE20B04SIM7600G22', { revision: 'LE20B04SIM7600G22' }],
  ['Model: SIMCOM_SIM7600E', { model: 'SIMCOM_SIM7600E' }],
  ['Manufacturer: SIMCOM INCORPORATED', { manufacturer: 'SIMCOM INCORPORATED' }],
  ['+CBC: 3.791V', { supply: 3.791 }],
  ['+CBC: 0,80,3791', {}],
  ['+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY', { ip: '' }],
  ['OK', {}],
  ['constructor: 1', {}],
])('%s', (line, change) => {
  expect(readModemLine(modemLine(line), 'sim7600')).toEqual(change);
});

test.each([
  [
    '+CPSI: LTE,Online,460-00,0x1816,27593483,12,EUTRAN-BAND3,1300,4,4,-112,-1014,-742,7',
    'sim7600',
    { rat: 'LTE', band: 'B3', rssi: -74.2, rsrp: -101.4, rsrq: -11.2, sinr: 7 },
  ],
  [
    '+CPSI: LTE,Online,310-260,0x2D1F,12,90,EUTRAN-BAND12,5035,3,0,19,53,52,3',
    'a76xx',
    { rat: 'LTE', band: 'B12', rssi: -58, rsrp: -87, rsrq: -10.5, sinr: 3 },
  ],
  ['+CPSI: NO SERVICE,Online', 'sim7600', { rat: '', band: '', rssi: null, rsrp: null, rsrq: null, sinr: null }],
  [
    '+CPSI: GSM,Online,460-00,0x182d,12401,27 EGSM 900,-64,2110,42-42',
    'sim7600',
    { rat: 'GSM', band: '', rsrp: null, rsrq: null },
  ],
] as const)('%s', (line, family, change) => {
  expect(readModemLine(modemLine(line), family)).toEqual(change);
});

test('a boot banner leaves only who the modem is', () => {
  expect(readModemLine(modemLine('RDY'), 'sim7600')).toMatchObject({ sim: 'unknown', ip: '', registration: 'unknown' });
  expect(readModemLine(modemLine('RDY'), 'sim7600')).not.toHaveProperty('model');
});

test('no line throws', () => {
  const line = fc.oneof(
    fc.string(),
    fc.string().map((text) => `+CPSI: ${text}`),
    fc.string().map((text) => `+CSQ: ${text}`),
  );
  fc.assert(
    fc.property(line, (text) => {
      readModemLine(modemLine(text), 'sim7600');
    }),
    { seed: 7, numRuns: 2000 },
  );
});
