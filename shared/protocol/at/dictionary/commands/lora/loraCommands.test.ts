import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';

const rak = createDictionary('rak3172');
const stm = createDictionary('stm32wl');

/** RUI3 AT Command Manual. */
describe('what a RAK3172 says', () => {
  it.each([
    ['AT+NJS=?', 'AT+NJS=1', 'joined to a network'],
    ['AT+NJS=?', 'AT+NJS:0', 'not joined to a network'],
    ['AT+NJS=?', '0', 'not joined to a network'],
    ['AT+BAND=?', 'AT+BAND=4', 'Region: band EU868'],
    ['AT+BAND=?', '5', 'Region: band US915'],
    ['AT+DEVEUI=?', 'AT+DEVEUI=AC1F09FFFE000001', 'Device EUI: deveui'],
    ['AT+RECV=?', 'AT+RECV=2:0A0B', 'Last received data: received 2 B on port 2: 0A0B'],
    [
      'AT+P2P=?',
      'AT+P2P=868000000:7:125:0:10:14',
      'Settings of point to point: settings 868 MHz, SF7, bandwidth 125, 14 dBm',
    ],
    ['AT+SEND=2:0102', 'AT_NO_NETWORK_JOINED', 'not joined to a network yet: AT+JOIN first'],
    ['AT+SEND=2:0102', 'OK', 'done'],
    ['', '+EVT:JOINED', 'joined to the network'],
    ['', '+EVT:JOIN FAILED', 'joining failed, no answer: keys, region, gateway out of reach'],
    ['', '+EVT:JOIN_FAILED_RX_TIMEOUT', 'joining failed, no answer: keys, region, gateway out of reach'],
    ['', '+EVT:JOIN_FAILED_12', 'joining failed (12)'],
    ['', '+EVT:TX_DONE', 'sent'],
    ['', '+EVT:SEND_CONFIRMED_OK', 'the network has confirmed the message'],
    ['', '+EVT:SEND CONFIRMED OK', 'the network has confirmed the message'],
    ['', '+EVT:SEND_CONFIRMED_FAILED(4)', 'the network has not confirmed the message (4)'],
    ['', '+EVT:RX_1:-28:8:UNICAST:2:00000710', '4 B received on port 2, −28 dBm'],
    ['', '+EVT:RX_C:-110:-5:MULTICAST:15:01', '1 B received on port 15, −110 dBm'],
    ['', '+EVT:RX_2, RSSI -52, SNR 9', 'a message received, −52 dBm'],
    ['', '+EVT:LINKCHECK:0:12:2:-80:7', 'heard by 2 gateways, 12 dB above the limit'],
    ['', '+EVT:LINKCHECK:1:0:0:0:0', 'the check of the link was not answered'],
    ['', '+EVT:TXP2P DONE', 'sent point to point'],
    ['', '+EVT:RXP2P:-28:5:48656C6C6F', '5 B received point to point, −28 dBm'],
    ['', '+EVT:RXP2P RECEIVE TIMEOUT', 'nothing received in time'],
    ['', '+EVT:UART_WAKE', 'event UART_WAKE'],
    ['', '+EVT:', 'event'],
    ['', '+BC:LOCKED', 'Beacon of class B: state LOCKED'],
    ['', 'Current Work Mode: LoRaWAN.', 'Module started: mode LoRaWAN.'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(rak, asked, line).sentence).toBe(sentence);
  });

  it('tells what an event carries', () => {
    expect(readLine(rak, '', '+EVT:RX_1:-28:8:UNICAST:2:00000710').fields).toEqual({
      event: '4 B received on port 2, −28 dBm',
      window: '1',
      rssi: '−28 dBm',
      snr: '8 dB',
      port: '2',
      data: '00000710',
      to: 'this one',
    });
    expect(readLine(rak, '', '+EVT:JOIN_FAILED_TX_TIMEOUT').odd).toEqual({ event: 'error' });
  });

  it('explains what is joined and sent', () => {
    expect(rak.explainCommand('AT+JOIN=1:0:8:3').sentence).toBe(
      'Join a network: join join now, every 8 s, 3 further attempts',
    );
    expect(rak.explainCommand('AT+SEND=2:0102').sentence).toBe('Send: payload 2 B to port 2');
    expect(rak.explainCommand('AT+NJS=?').sentence).toBe('Joined or not: ask');
  });

  it.each([
    ['AT+JOIN=1:0:8:3', undefined],
    ['AT+JOIN=1', undefined],
    ['AT+JOIN=1:0:5:3', 'warning'],
    ['AT+JOIN=2', 'warning'],
    ['AT+SEND=2:0102', undefined],
    ['AT+SEND=2:010', 'warning'],
    ['AT+SEND=hello', 'warning'],
    ['AT+DEVEUI=AC1F09FFFE000001', undefined],
    ['AT+DEVEUI=AC1F', 'warning'],
  ])('checks %s', (line, severity) => {
    expect(rak.explainCommand(line).args[0]?.severity).toBe(severity);
  });

  it.each([
    ['AT', []],
    ['AT+BAND=4', []],
    ['AT+BAND=13', ['unknown-value']],
    ['AT+NJS=1', ['no-such-form']],
    ['AT+PRECV=65534', []],
    ['AT+DEUI=?', ['other-family']],
    ['AT+CSQ', ['other-family']],
    ['AT+XYZZY', ['unknown-command']],
  ])('%s', (line, problems) => {
    expect(problemsOf(rak, line)).toEqual(problems);
  });
});

/** LoRaWAN_AT_Slave of STM32CubeWL. */
describe('what an STM32WL says', () => {
  it.each([
    ['AT+DEUI=?', '00:80:E1:15:00:00:00:01', 'Device EUI: deui'],
    ['AT+BAND=?', '5', 'Region: band EU868'],
    ['AT+VER=?', 'APPLICATION_VERSION: V1.3.0', 'Firmware: version APPLICATION_VERSION: V1.3.0'],
    ['AT+PGSLOT=?', '4', 'Ping slot: period 16 s'],
    ['AT+SEND=2:0:0102', 'AT_DUTYCYCLE_RESTRICTED', 'too much airtime used: wait'],
    ['', '+EVT:JOINED', 'joined to the network'],
    ['', '+EVT:2:05:0102030405', '5 B received on port 2'],
    ['', '+EVT:RX_1, PORT 2, DR 5, RSSI -55, SNR 5', 'a message received on port 2, −55 dBm'],
    ['', '+EVT:RX_C_MC, PORT 200, DR 3, RSSI -101, SNR -4', 'a message received on port 200, −101 dBm'],
    ['', '+EVT:SEND_CONFIRMED', 'the network has confirmed the message'],
    ['', '+EVT:SWITCH_TO_CLASS_C', 'class C now'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(stm, asked, line).sentence).toBe(sentence);
  });

  it.each([
    ['AT+JOIN=1', []],
    ['AT+JOIN=2', ['unknown-value']],
    ['AT+VL=3', []],
    ['AT+VL=4', ['out-of-range']],
    ['ATZ', []],
    ['AT+DEVEUI=?', ['other-family']],
  ])('%s', (line, problems) => {
    expect(problemsOf(stm, line)).toEqual(problems);
  });

  it('never shows a key', () => {
    const key = '2B:7E:15:16:28:AE:D2:A6:AB:F7:15:88:09:CF:4F:3C';
    expect(JSON.stringify(stm.explainCommand(`AT+APPKEY=${key}`))).not.toContain('2B:7E');
    expect(JSON.stringify(readLine(stm, 'AT+APPKEY=?', key))).not.toContain('2B:7E');
    expect(JSON.stringify(readLine(rak, 'AT+APPKEY=?', `AT+APPKEY=${key}`))).not.toContain('2B:7E');
  });
});
