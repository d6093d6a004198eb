import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { radioOff } from './off.ts';

const CEREG_0 = ['AT+CEREG?', '+CEREG: 0,0', 'OK'] as const;

/** Manual V3.00 3.2.1. */
test.each([
  ['flight mode is told', exchanges(['AT+CFUN?', '+CFUN: 4', 'OK']), ['fault']],
  ['minimum', exchanges(['AT+CFUN?', '+CFUN: 0', 'OK'], CEREG_0), ['fault']],
  ['offline', exchanges(['AT+CFUN=7', 'OK'], CEREG_0), ['fault']],
  ['the cell line says so', exchanges(['AT+CPSI?', '+CPSI: NO SERVICE,Low Power Mode', 'OK']), ['fault']],
  ['set, and then something fails', exchanges(['AT+CFUN=4', 'OK'], ['AT+NETOPEN', 'ERROR']), ['fault']],
  ['set, and nothing asked of it', exchanges(['AT+CFUN=4', 'OK']), ['note']],
  ['refused', exchanges(['AT+CFUN=4', 'ERROR'], CEREG_0), []],
  ['on again', exchanges(['AT+CFUN=4', 'OK'], ['AT+CFUN=1', 'OK'], CEREG_0), []],
  ['a restart forgets it', exchanges(['AT+CFUN=4', 'OK'], ['AT+CRESET', 'OK'], 9, ['', 'RDY'], CEREG_0), []],
  ['registered all the same', exchanges(['AT+CFUN?', '+CFUN: 4', 'OK'], ['', '+CEREG: 1']), []],
  ['no service, but online', exchanges(['AT+CPSI?', '+CPSI: NO SERVICE,Online', 'OK']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(radioOff, log)).toEqual(severities);
});

test('only a restart leads out of offline', () => {
  expect(findIn(radioOff, exchanges(['AT+CFUN?', '+CFUN: 7', 'OK']))[0]?.advice).toContain('AT+CFUN=6');
});
