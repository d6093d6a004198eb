import { describe, expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { DIAL, dialogue, NET_OPEN, SOCKET_OPEN, STARTED } from '../../dialogue.testkit.ts';
import { connectFailed } from './connectFailed.ts';
import { dns } from './dns.ts';

const open = '> AT+CIPOPEN=0,"TCP","broker.example",1883';
const http = ['> AT+HTTPPARA="URL","https://api.example/v1"', 'OK', '> AT+HTTPACTION=0', 'OK'];

describe('tcp.dns', () => {
  test.each([
    ['MQTT', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,25']],
    ['a socket', [...NET_OPEN, open, 'OK', '+CIPOPEN: 0,11']],
    ['a socket, in words', [...NET_OPEN, open, '+IP ERROR: DNS query failed|ERROR']],
    ['a look-up', [...NET_OPEN, '> AT+CDNSGIP="broker.example"', '+CDNSGIP: 0,10|ERROR']],
    ['TLS', ['> AT+CCHOPEN=0,"broker.example",8883', 'OK', '+CCHOPEN: 0,13']],
    ['HTTP', [...http, '+HTTPACTION: 0,713,0']],
    ['the modem’s side alone', ['+CMQTTCONNECT: 0,25']],
  ])('a fault: %s', (_, lines) => {
    expect(severitiesIn(dns, dialogue(...lines))).toEqual(['fault']);
  });

  test.each([
    ['another failure', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,3'], []],
    ['an answer', [...NET_OPEN, '> AT+CDNSGIP="broker.example"', '+CDNSGIP: 1,"broker.example","203.0.113.9"|OK'], []],
    ['code 11 of MQTT', [...STARTED, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,11|ERROR'], []],
    ['later it was found', [...NET_OPEN, open, 'OK', '+CIPOPEN: 0,11', open, 'OK', '+CIPOPEN: 0,0'], ['warning']],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(dns, dialogue(...lines))).toEqual(expected);
  });

  test('says what is odd about the name', () => {
    const text = dialogue(...NET_OPEN, '> AT+CIPOPEN=0,"TCP","https://broker.example",1883', 'OK', '+CIPOPEN: 0,11');
    expect(findIn(dns, text)[0]?.detail).toContain('scheme');
  });
});

describe('tcp.connect-failed', () => {
  test.each([
    ['MQTT', [...STARTED, ...DIAL, '@30 +CMQTTCONNECT: 0,3']],
    ['MQTT, ERROR behind', [...STARTED, '> AT+CMQTTCONNECT=0,"tcp://broker.example",60,1', '+CMQTTCONNECT: 0,3|ERROR']],
    ['a socket', [...NET_OPEN, open, 'OK', '@75 +CIPOPEN: 0,10']],
    ['TLS', ['> AT+CCHOPEN=0,"broker.example",8883', 'OK', '+CCHOPEN: 0,14']],
    ['HTTP', [...http, '+HTTPACTION: 0,714,0']],
    ['the modem’s side alone', ['+CMQTTCONNECT: 0,3']],
    ['in words', ['> AT+CIPSTART=0,"TCP","broker.example",1883', 'OK', '@76 0, CONNECT FAIL']],
  ])('a fault: %s', (_, lines) => {
    expect(severitiesIn(connectFailed, dialogue(...lines))).toEqual(['fault']);
  });

  test.each([
    ['a refusal by the broker', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,30'], []],
    ['a send that timed out', [...SOCKET_OPEN, '> AT+CIPSEND=0,2', '+CIPERROR: 10|ERROR'], []],
    ['the second try', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,3', ...DIAL, '+CMQTTCONNECT: 0,0'], ['warning']],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(connectFailed, dialogue(...lines))).toEqual(expected);
  });

  test('names what was dialled, how long it took and the listeners of the bench', () => {
    const text = dialogue(...STARTED, ...DIAL, '@30 +CMQTTCONNECT: 0,3');
    const [found] = findIn(connectFailed, text, { brokerAddresses: ['192.168.1.20:1883'] });
    expect(found?.detail).toContain('after 31 s: tcp://broker.example:1883');
    expect(found?.advice).toContain('192.168.1.20:1883');
  });
});
