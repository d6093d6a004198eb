import { describe, expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import {
  CONNECT_BYTES,
  CONNECTED,
  dialogue,
  NET_OPEN,
  REGISTERED,
  SOCKET_OPEN,
  STARTED,
  sent,
} from '../../dialogue.testkit.ts';
import { alreadyOpen } from './alreadyOpen.ts';
import { closedByPeer } from './closedByPeer.ts';
import { lost } from './lost.ts';
import { notOpen } from './notOpen.ts';

const OPEN = '> AT+CIPOPEN=0,"TCP","broker.example",1883';

describe('socket.not-open', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['a socket', [...REGISTERED, OPEN, '+CIPOPEN: 0,2|ERROR'], ['fault']],
    ['a send', ['> AT+CIPSEND=0,4', '+CIPERROR: 2|ERROR'], ['fault']],
    ['in words', [...REGISTERED, OPEN, '+IP ERROR: Network not opened|ERROR'], ['fault']],
    ['as a number', [...REGISTERED, OPEN, '+IP ERROR: 8|ERROR'], ['fault']],
    ['MQTT', [...CONNECTED, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,9|ERROR'], ['fault']],
    ['TLS', ['> AT+CCHOPEN=0,"broker.example",8883', '+CCHOPEN: 0,11|ERROR'], ['fault']],
    ['AT+IPADDR alone', ['> AT+CGACT=1,1', 'OK', '> AT+IPADDR', '+IP ERROR: Network not opened|ERROR'], ['fault']],
    ['AT+IPADDR, then opened', ['> AT+IPADDR', '+IP ERROR: Network not opened|ERROR', ...NET_OPEN], ['note']],
    ['too early, then opened', [OPEN, '+CIPOPEN: 0,2|ERROR', ...SOCKET_OPEN], ['warning']],
    ['tidying up', ['> AT+NETCLOSE', '+NETCLOSE: 2|ERROR', '> AT+CMQTTSTOP', '+CMQTTSTOP: 9|ERROR'], []],
    ['busy, which is 8 there', [...SOCKET_OPEN, '> AT+CIPSEND=0,4', '+CIPERROR: 8|ERROR'], []],
    ['open', SOCKET_OPEN, []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(notOpen, dialogue(...lines))).toEqual(expected);
  });
});

describe('socket.already-open', () => {
  test.each<readonly [string, readonly string[], number]>([
    ['in the middle of a session', [...SOCKET_OPEN, '> AT+NETOPEN', '+IP ERROR: Network is already opened|ERROR'], 1],
    ['as a number', [...SOCKET_OPEN, '> AT+NETOPEN', '+IP ERROR: 4|ERROR'], 1],
    ['MQTT', [...STARTED, '> AT+CMQTTSTART', '+CMQTTSTART: 23|ERROR'], 1],
    [
      'at the start of a firmware',
      ['> AT', 'OK', ...REGISTERED, '> AT+NETOPEN', '+IP ERROR: Network is already opened|ERROR'],
      0,
    ],
    ['a question', [...SOCKET_OPEN, '> AT+NETOPEN?', '+NETOPEN: 1|OK'], 0],
  ])('%s', (_, lines, count) => {
    expect(severitiesIn(alreadyOpen, dialogue(...lines))).toEqual(Array<string>(count).fill('note'));
  });
});

describe('socket.lost', () => {
  const again = ['> AT+NETOPEN', 'OK', '+NETOPEN: 0'];
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['closed unexpectedly', [...SOCKET_OPEN, '@60 +CIPEVENT: NETWORK CLOSED UNEXPECTEDLY'], ['fault']],
    ['no network for MQTT', [...CONNECTED, '@60 +CMQTTNONET'], ['fault']],
    ['cause 3, both reports', [...CONNECTED, '@60 +CMQTTCONNLOST: 0,3', '+CMQTTNONET'], ['fault']],
    ['a send that timed out', [...SOCKET_OPEN, '@60 +IPCLOSE: 0,2'], ['fault']],
    ['opened again', [...SOCKET_OPEN, '@60 +CIPEVENT: NETWORK CLOSED UNEXPECTEDLY', ...again], ['warning']],
    ['AT+CRESET', [...CONNECTED, '> AT+CRESET', 'OK', '+CMQTTCONNLOST: 0,3', '+CMQTTNONET', '@8 RDY'], []],
    ['a reset, the modem’s side alone', ['OK', '+CMQTTCONNLOST: 0,3', '+CMQTTNONET', '@8 RDY'], []],
    ['AT+CFUN=0', [...CONNECTED, '> AT+CFUN=0', 'OK', '+CMQTTNONET'], []],
    ['AT+NETCLOSE', [...SOCKET_OPEN, '> AT+NETCLOSE', 'OK', '+CIPEVENT: NETWORK CLOSED', '+NETCLOSE: 0'], []],
    ['the broker closed', [...CONNECTED, '@60 +CMQTTCONNLOST: 0,1'], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(lost, dialogue(...lines))).toEqual(expected);
  });
});

const ANSWER = 'RECV FROM:203.0.113.9:1883\\r\\n+IPD3\\r\\nbye';

describe('socket.closed-by-peer', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['after data without an answer', [...SOCKET_OPEN, ...sent(5, 'hello'), '+IPCLOSE: 0,1'], ['fault']],
    ['MQTT', [...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), '@90 +IPCLOSE: 0,1'], ['fault']],
    ['before anything was sent', [...SOCKET_OPEN, '+IPCLOSE: 0,1'], ['fault']],
    ['after its answer', [...SOCKET_OPEN, ...sent(5, 'hello'), ANSWER, '+IPCLOSE: 0,1'], ['note']],
    [
      'after its answer, and is missed',
      [...SOCKET_OPEN, ...sent(5, 'hello'), ANSWER, '+IPCLOSE: 0,1', '> AT+CIPSEND=0,4', '+CIPERROR: 4|ERROR'],
      ['fault'],
    ],
    ['after DISCONNECT', [...SOCKET_OPEN, ...sent(24, `${CONNECT_BYTES}\\xe0\\x00`), '+IPCLOSE: 0,1'], ['note']],
    ['opened again', [...SOCKET_OPEN, ...sent(5, 'hello'), '+IPCLOSE: 0,1', OPEN, 'OK', '+CIPOPEN: 0,0'], ['warning']],
    [
      'a TLS socket',
      ['> AT+CCHOPEN=0,"broker.example",8883', 'OK', '+CCHOPEN: 0,0', '@9 +CCH_PEER_CLOSED: 0'],
      ['fault'],
    ],
    ['closed by the modem', [...SOCKET_OPEN, '> AT+CIPCLOSE=0', 'OK', '+CIPCLOSE: 0,0', '+IPCLOSE: 0,1'], []],
    ['closed locally', [...SOCKET_OPEN, '+IPCLOSE: 0,0'], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(closedByPeer, dialogue(...lines))).toEqual(expected);
  });

  test('names the host', () => {
    const [found] = findIn(closedByPeer, dialogue(...SOCKET_OPEN, ...sent(5, 'hello'), '+IPCLOSE: 0,1'));
    expect(found?.detail).toBe('+IPCLOSE: 0,1: broker.example:1883 hung up.');
  });
});
