import { describe, expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { dialogue, NET_OPEN, STARTED } from '../../dialogue.testkit.ts';
import { privateAddress } from './privateAddress.ts';

const mqtt = (host: string, ...rest: readonly string[]): string =>
  dialogue(...STARTED, `> AT+CMQTTCONNECT=0,"tcp://${host}",60,1`, ...rest);
const socket = (host: string, ...rest: readonly string[]): string =>
  dialogue(...NET_OPEN, `> AT+CIPOPEN=0,"TCP","${host}",1883`, ...rest);

describe('tcp.private-address', () => {
  test.each([
    ['MQTT', mqtt('192.168.1.20:1883', 'OK', '+CMQTTCONNECT: 0,3')],
    ['MQTT, result before ERROR', mqtt('10.1.2.3', '+CMQTTCONNECT: 0,3|ERROR')],
    ['loopback', mqtt('127.0.0.1:1883', 'OK', '+CMQTTCONNECT: 0,3')],
    ['a local name', mqtt('bench-pc.local:1883', 'OK', '+CMQTTCONNECT: 0,25')],
    ['IPv6', mqtt('[fd00::7]:1883', 'OK', '+CMQTTCONNECT: 0,3')],
    ['a socket', socket('172.20.0.2', 'OK', '@75 +CIPOPEN: 0,10')],
    ['a socket, error in words', socket('172.20.0.2', '+IP ERROR: Connection time out|ERROR')],
    ['no result for long', mqtt('192.168.1.20:1883', 'OK', '@60 > AT+CSQ', '+CSQ: 20,99|OK')],
    ['given up', mqtt('192.168.1.20:1883', 'OK', '@9 > AT+CMQTTDISC=0,60', '+CMQTTDISC: 0,11|ERROR')],
    ['transparent mode', socket('172.20.0.2', '@75 CONNECT FAIL')],
    [
      'TLS',
      dialogue('> AT+CCHSTART', '+CCHSTART: 0|OK', '> AT+CCHOPEN=0,"192.168.4.2",8883,2', 'OK', '+CCHOPEN: 0,14'),
    ],
    [
      'HTTP',
      dialogue('> AT+HTTPPARA="URL","http://192.168.4.2/x"', 'OK', '> AT+HTTPACTION=0', 'OK', '+HTTPACTION: 0,714,0'),
    ],
  ])('a fault: %s', (_, text) => {
    expect(severitiesIn(privateAddress, text)).toEqual(['fault']);
  });

  test.each([
    ['no result yet', mqtt('192.168.1.20:1883', 'OK')],
    ['other things in the meantime', mqtt('192.168.1.20:1883', 'OK', '> AT+CSQ', '+CSQ: 20,99|OK')],
    ['refused for another reason', mqtt('192.168.1.20:1883', '+CMQTTCONNECT: 0,12|ERROR')],
    [
      'another address worked later',
      mqtt(
        '192.168.1.20:1883',
        'OK',
        '+CMQTTCONNECT: 0,3',
        '> AT+CMQTTCONNECT=0,"tcp://203.0.113.9:1883",60,1',
        'OK',
        '+CMQTTCONNECT: 0,0',
      ),
    ],
  ])('a warning: %s', (_, text) => {
    expect(severitiesIn(privateAddress, text)).toEqual(['warning']);
  });

  test.each([
    ['a public address', mqtt('203.0.113.9:1883', 'OK', '+CMQTTCONNECT: 0,3')],
    ['an APN that leads there', mqtt('10.1.2.3:1883', 'OK', '+CMQTTCONNECT: 0,0')],
    ['a broker there that refused', mqtt('10.1.2.3:1883', 'OK', '+CMQTTCONNECT: 0,30')],
    ['a UDP socket', dialogue(...NET_OPEN, '> AT+CIPOPEN=0,"UDP",,,5000', '+CIPOPEN: 0,0|OK')],
    ['Wi-Fi', mqtt('192.168.1.20:1883', 'OK', '+CMQTTCONNECT: 0,3').replace('sim7600', 'esp-at')],
  ])('nothing: %s', (_, text) => {
    expect(severitiesIn(privateAddress, text)).toEqual([]);
  });

  test('tried again: the second one may still come about', () => {
    const again = socket('172.20.0.2', 'OK', '@9 > AT+CIPOPEN=0,"TCP","172.20.0.2",1883', 'OK');
    expect(severitiesIn(privateAddress, again)).toEqual(['fault', 'warning']);
  });

  test('names what the local broker listens on, and the ways out', () => {
    const [found] = findIn(privateAddress, mqtt('192.168.1.20:1883', 'OK', '+CMQTTCONNECT: 0,3'), {
      brokerAddresses: ['192.168.1.20:1883'],
    });
    expect(found?.detail).toContain('tcp://192.168.1.20:1883');
    expect(found?.advice).toContain('listens on 192.168.1.20:1883');
    expect(found?.advice).toMatch(/proxy.*bridge.*tunnel.*play the modem/);
    expect(found?.rows.length).toBe(2);
  });
});
