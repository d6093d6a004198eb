import { describe, expect, test } from 'vitest';
import { captureFromText } from '../../capture.testkit.ts';
import { diagnose } from '../../diagnose.ts';
import { dialogue } from '../../dialogue.testkit.ts';

const diagnosed = (family: string, lines: readonly string[]) =>
  diagnose(captureFromText(dialogue(...lines).replace('sim7600', family)));

const JOINED = ['> AT+CWJAP="lab","hunter2"', 'WIFI CONNECTED|WIFI GOT IP|OK'];
const REFUSED = ['> AT+CWJAP="lab","hunter2"', '+CWJAP:2|ERROR'];
const CONNECTED = [...JOINED, '> AT+MQTTCONN=0,"192.0.2.9",1883,0', '+MQTTCONNECTED:0,1,"192.0.2.9","1883","",0|OK'];

describe('Wi-Fi modules (ESP-AT)', () => {
  test.each<readonly [string, readonly string[], string, string]>([
    ['a wrong password', REFUSED, 'wifi.join-failed', 'registration'],
    ['a network that is not there', ['> AT+CWJAP="lab","x"', '+CWJAP:3|ERROR'], 'wifi.join-failed', 'registration'],
    ['no reason', ['> AT+CWJAP="lab","x"', 'ERROR'], 'wifi.join-failed', 'registration'],
    ['set right', [...REFUSED, ...JOINED], 'ok', 'pdp'],
    ['connected', CONNECTED, 'ok', 'mqtt-connect'],
    ['published', [...CONNECTED, '> AT+MQTTPUB=0,"a","b",1,0', 'OK'], 'ok', 'mqtt-session'],
    [
      'a broker that is not there',
      [...JOINED, '> AT+MQTTCONN=0,"192.0.2.9",1883,0', 'ERROR'],
      'mqtt.connect-failed',
      'mqtt-connect',
    ],
    ['a connection that ended', [...CONNECTED, '@20 +MQTTDISCONNECTED:0'], 'mqtt.connection-lost', 'mqtt-session'],
    ['ended by the host', [...CONNECTED, '> AT+MQTTCLEAN=0', '+MQTTDISCONNECTED:0|OK'], 'ok', 'mqtt-connect'],
    ['a socket that does not open', [...JOINED, '> AT+CIPSTART="TCP","192.0.2.9",1883', 'ERROR'], 'tcp.failed', 'tcp'],
  ])('%s', (_, lines, rule, layer) => {
    expect(diagnosed('esp-at', lines).verdict).toMatchObject({ rule, layer });
  });

  test('the password stays hidden, and the ladder has no SIM', () => {
    const { findings, ladder } = diagnosed('esp-at', REFUSED);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
    expect(ladder.map(({ state }) => state).slice(0, 4)).toEqual(['ok', 'ok', 'skipped', 'failed']);
  });

  test('the ladder falls with the connection', () => {
    const { ladder } = diagnosed('esp-at', [...CONNECTED, '@20 +MQTTDISCONNECTED:0']);
    expect(ladder.find(({ rung }) => rung === 'CONNECT')?.state).toBe('failed');
  });
});

describe('LoRaWAN modules (RUI3, STM32WL)', () => {
  const JOIN = ['> AT+JOIN=1:0:10:2', 'OK'];
  const EARLY = ['> AT+SEND=2:00AA', 'AT_NO_NETWORK_JOINED'];
  const SENT = ['> AT+SEND=2:00AA', 'OK'];
  test.each<readonly [string, readonly string[], string]>([
    ['sent before it had joined', [...JOIN, ...EARLY], 'lora.not-joined'],
    ['the join failed', [...JOIN, '@9 +EVT:JOIN_FAILED_RX_TIMEOUT'], 'lora.not-joined'],
    ['the join failed, older spelling', [...JOIN, '@9 +EVT:JOIN FAILED'], 'lora.not-joined'],
    ['joined later', [...JOIN, ...EARLY, '@9 +EVT:JOINED'], 'ok'],
    ['not acknowledged', [...JOIN, '+EVT:JOINED', ...SENT, '+EVT:SEND_CONFIRMED_FAILED(4)'], 'lora.not-acknowledged'],
    ['acknowledged', [...JOIN, '+EVT:JOINED', ...SENT, '+EVT:SEND_CONFIRMED_OK'], 'ok'],
    [
      'acknowledged the next time',
      [...JOIN, '+EVT:JOINED', ...SENT, '+EVT:SEND_CONFIRMED_FAILED(4)', ...SENT, '+EVT:SEND_CONFIRMED_OK'],
      'ok',
    ],
  ])('%s', (_, lines, rule) => {
    expect(diagnosed('rak3172', lines).verdict.rule).toBe(rule);
  });

  test('on an STM32WL too, and not on a SIM7600', () => {
    expect(diagnosed('stm32wl', ['> AT+SEND=2:0:00AA', 'AT_NO_NETWORK_JOINED']).verdict.rule).toBe('lora.not-joined');
    expect(diagnosed('sim7600', EARLY).findings.map(({ rule }) => rule)).not.toContain('lora.not-joined');
  });
});
