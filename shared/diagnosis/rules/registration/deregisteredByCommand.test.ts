import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { deregisteredByCommand } from './deregisteredByCommand.ts';

/** Manual V3.00 4.2.2. */
test.each([
  ['left over from before', exchanges(['AT+COPS?', '+COPS: 2', 'OK']), ['fault']],
  ['and then it asks for the network', exchanges(['AT+COPS=2', 'OK'], ['AT+CEREG?', '+CEREG: 0,0', 'OK']), ['fault']],
  ['logged off, and nothing more asked', exchanges(['AT+COPS=2', 'OK']), ['note']],
  ['logged on again', exchanges(['AT+COPS=2', 'OK'], ['AT+COPS=0', 'OK']), []],
  ['registered later', exchanges(['AT+COPS?', '+COPS: 2', 'OK'], 9, ['', '+CEREG: 1']), []],
  ['only the format of the name', exchanges(['AT+COPS=3,2', 'OK']), []],
  ['automatic, none selected', exchanges(['AT+COPS?', '+COPS: 0', 'OK']), []],
  ['a list of networks', exchanges(['AT+COPS=?', '+COPS: (2,"home","home","00101",7)', 'OK']), []],
  ['refused', exchanges(['AT+COPS=2', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(deregisteredByCommand, log)).toEqual(severities);
});
