import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { mcuRestartedAlone } from './mcuRestartedAlone.ts';

const CEREG = ['AT+CEREG?', '+CEREG: 0,1', 'OK'] as const;
const START_23 = ['AT+CMQTTSTART', '+CMQTTSTART: 23', 'ERROR'] as const;
const START_OK = ['AT+CMQTTSTART', '+CMQTTSTART: 0', 'OK'] as const;
const START_ERROR = ['AT+CMQTTSTART', 'ERROR'] as const;

test.each([
  ['the service runs already', exchanges(START_23), ['fault']],
  ['the client is in use', exchanges(['AT+CMQTTACCQ=0,"a"', '+CMQTTACCQ: 0,19', 'ERROR']), ['fault']],
  [
    'connected already',
    exchanges(['AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1', '+CMQTTCONNECT: 0,13', 'ERROR']),
    ['fault'],
  ],
  ['sockets, in words', exchanges(['AT+NETOPEN', '+IP ERROR: Network is already opened', 'ERROR']), ['fault']],
  ['sockets, by number', exchanges(['AT+NETOPEN', '+IP ERROR: 4', 'ERROR']), ['fault']],
  ['a bare ERROR while registered', exchanges(CEREG, START_ERROR), ['fault']],
  ['the firmware began anew in the capture', exchanges(START_OK, 60, ['ATE0', 'OK'], START_23), ['fault']],
  [
    'it went on, and something else is wrong',
    exchanges(START_23, ['AT+CMQTTCONNECT=0,"tcp://192.168.1.2:1883",60,1', 'OK', '+CMQTTCONNECT: 0,3']),
    ['warning'],
  ],
  ['it went on all the same', exchanges(START_23, ['AT+NETOPEN', 'OK', '+NETOPEN: 0']), ['warning']],
  ['it tidied up and started', exchanges(START_ERROR, ['AT+CMQTTSTOP', '+CMQTTSTOP: 0', 'OK'], START_OK), ['warning']],
  ['a bare ERROR, not registered', exchanges(['AT+CEREG?', '+CEREG: 0,2', 'OK'], START_ERROR), []],
  ['a bare ERROR, nothing known of the network', exchanges(START_ERROR), ['fault']],
  ['a bare ERROR, but there is no card', exchanges(['AT+CPIN?', '+CME ERROR: 10'], START_ERROR), []],
  ['a bare ERROR, but the radio is off', exchanges(['AT+CFUN?', '+CFUN: 4', 'OK'], START_ERROR), []],
  ['a bare ERROR, but the bearer fails too', exchanges(CEREG, ['AT+CGACT=1,1', 'ERROR'], START_ERROR), []],
  [
    'a bare ERROR, but there is no APN',
    exchanges(CEREG, ['AT+CGDCONT?', '+CGDCONT: 1,"IP",""', 'OK'], START_ERROR),
    [],
  ],
  ['the modem restarted too', exchanges(['', 'RDY'], START_23), []],
  ['started twice by the same run', exchanges(START_OK, 60, ['AT', 'OK'], START_23), []],
  ['another code', exchanges(['AT+CMQTTSTART', '+CMQTTSTART: 7', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(mcuRestartedAlone, log)).toEqual(severities);
});

test('a bare ERROR that took seconds has asked the network', () => {
  const log = `${exchanges(CEREG)}\n1.0 TX AT+CMQTTSTART\\r\n9.0 RX \\r\\nERROR\\r\\n`;
  expect(severitiesIn(mcuRestartedAlone, log)).toEqual([]);
});

const rx = String.raw;

test.each([
  ['the service', rx`0 RX \r\n+CMQTTSTART: 23\r\n\r\nERROR\r\n`, ['fault']],
  ['a client', rx`0 RX \r\n+CMQTTACCQ: 0,19\r\n\r\nERROR\r\n`, ['fault']],
  ['sockets', rx`0 RX \r\n+IP ERROR: Network is already opened\r\n\r\nERROR\r\n`, ['fault']],
  ['opened before', rx`0 RX \r\n+CMQTTSTART: 0\r\n\r\nOK\r\n${'\n'}9 RX \r\n+CMQTTSTART: 23\r\n\r\nERROR\r\n`, []],
  ['after a start of the modem', rx`0 RX \r\nRDY\r\n${'\n'}9 RX \r\n+CMQTTSTART: 23\r\n\r\nERROR\r\n`, []],
])('with the modem side alone: %s', (_name, log, severities) => {
  expect(severitiesIn(mcuRestartedAlone, log)).toEqual(severities);
});

test('lists what was found open', () => {
  const accq = ['AT+CMQTTACCQ=0,"a"', '+CMQTTACCQ: 0,19', 'ERROR'] as const;
  const [found] = findIn(mcuRestartedAlone, exchanges(START_23, accq));
  expect(found?.detail).toContain('+CMQTTSTART: 23');
  expect(found?.detail).toContain('+CMQTTACCQ: 0,19');
});
