import { describe, expect, it } from 'vitest';
import { createDictionary } from '../dictionary.ts';
import { readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');
const newer = createDictionary('a76xx');

/** Reports of SIM7600 and A76xx (V3.00, by chapter). */
describe('what reports say', () => {
  it.each([
    // 1.4
    ['RDY', 'Serial port ready', {}],
    ['SMS DONE', 'Messages ready', {}],
    ['PB DONE', 'Phone book ready', {}],
    ['Autobaud: OK', 'Rate found', {}],
    // 3.2, 4.2, 8.2
    ['+CPIN: READY', 'SIM ready', {}],
    ['+CPIN: SIM PIN', 'SIM waits for its PIN', { code: 'error' }],
    ['+CPIN: NOT INSERTED', 'SIM not inserted', { code: 'error' }],
    ['+CPIN: SOMETHING NEW', 'SIM SOMETHING NEW', { code: 'error' }],
    ['+CREG: 1', 'registered, home network', {}],
    ['+CREG: 3', 'registration denied', { stat: 'warning' }],
    ['+CEREG: 5,"00C3","01A2D001",7', 'registered, roaming, LTE', {}],
    ['+CSQ: 22,99', 'signal −69 dBm, excellent', {}],
    ['+CNSMOD: 8', 'technology in use: LTE', {}],
    ['+CTZV: +32', 'zone UTC+8', {}],
    ['+CTZV: -14,"26/02/11,09:30:00",0', 'zone UTC−3:30', {}],
    ['+CGEV: EPS PDN ACT 1', 'the LTE data connection is up', {}],
    [
      '+CGEV: NW DEACT "IP","10.4.2.9",1',
      'the network has closed the data connection: sockets and MQTT are lost',
      { event: 'error' },
    ],
    ['+CGEV: ME PDN ACT 8,0', 'a data connection is up', {}],
    ['+CGEV: SOMETHING', 'packet-domain event SOMETHING', {}],
    ['+CUSD: 0,"Balance 5.00",15', 'Answer to a code (USSD): m ended, str Balance 5.00,15', {}],
    // 16.3.2
    [
      '+CMQTTCONNLOST: 0,1',
      'client 0: connection lost, the broker or something between closed the connection',
      { cause: 'error' },
    ],
    ['+CMQTTCONNLOST: 0,2', 'client 0: connection lost, the connection was reset', { cause: 'error' }],
    ['+CMQTTCONNLOST: 0,3', 'client 0: connection lost, the data connection is lost', { cause: 'error' }],
    ['+CMQTTCONNLOST: 0,9', 'client 0: connection lost, cause 9', { cause: 'warning' }],
    ['+CMQTTCONNLOST: 0', 'client 0: connection lost, cause not given', {}],
    ['+CMQTTPING: 0,16', 'client 0: keep-alive failed, sending failed', { err: 'error' }],
    ['+CMQTTNONET', 'no network: MQTT must be started again', {}],
    ['+CMQTTRXSTART: 0,10,9', 'client 0: a message, topic 10 B, payload 9 B', {}],
    ['+CMQTTRXTOPIC: 0,10', 'client 0: 10 B of the topic follow', {}],
    ['+CMQTTRXPAYLOAD: 0,1500', 'client 0: 1500 B of the payload follow', {}],
    ['+CMQTTRXEND: 0', 'client 0: the message is complete', {}],
    // 11.2, 11.4
    ['+IPCLOSE: 1,1', 'link 1: closed by the other end', { close_reason: 'warning' }],
    ['+IPCLOSE: 0,0', 'link 0: closed by the modem', {}],
    ['+IPCLOSE: 0,7', 'link 0: closed, reason 7', { close_reason: 'warning' }],
    ['+IPCLOSE 0,1', 'link 0: closed by the other end', { close_reason: 'warning' }],
    ['+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY', 'the data connection is lost, with all sockets', {}],
    ['RECV FROM:203.0.113.9:1883', 'data from 203.0.113.9:1883', {}],
    ['+IPD4', '4 B received', {}],
    ['+IPD1460', '1460 B received', {}],
    ['+RECEIVE,0,12:', 'link 0: 12 B received', {}],
    ['+RECEIVE,1,5', 'link 1: 5 B received', {}],
    ['+CIPRXGET: 1,0', 'link 0: data waits to be read', {}],
    ['+CLIENT: 0,0,203.0.113.9:40100', 'link 0: server 0 has accepted 203.0.113.9:40100', {}],
    ['CLOSED', 'the connection is closed', {}],
    // 10.4, 13.3.3
    ['+CCHEVENT: 0,RECV EVENT', 'session 0: data waits to be read', {}],
    ['+CCH_RECV_CLOSED: 0,4', 'session 0: lost while receiving, peer closed', { err: 'error' }],
    ['+CCH_PEER_CLOSED: 0', 'session 0: the server hung up', {}],
    ['+CCHRECV: DATA,0,120', 'session 0: 120 B follow', {}],
    ['+HTTP_PEER_CLOSED', 'HTTP connection closed by the server', {}],
    ['+HTTP_NONET_EVENT', 'HTTP without network', {}],
    // 2.2, 5.2, 9.2
    ['RING', 'Incoming call', {}],
    ['VOICE CALL: BEGIN', 'Call: state begun', {}],
    ['VOICE CALL: END: 000017', 'Call: state ended after 00:00:17', {}],
    ['MISSED_CALL: 11:01AM 15550100', 'a missed call', {}],
    ['+CLIP: "+15550100",145,,,,0', 'number of the caller', {}],
    ['+CMTI: "SM",4', 'a message is stored in SM at 4', {}],
    ['+CMT: "+15550100","","26/02/11,09:30:00+04"', 'a message, its text follows', {}],
    // 17.2, 19.2
    ['+CGPS: 0', 'GNSS: state off', {}],
    ['+CGPSINFO: ,,,,,,,,', 'no position yet', {}],
    ['+CMTE:-2', 'temperature: too cold: the modem switches off', { level: 'error' }],
    ['+CMTE: 1', 'temperature: hot', { level: 'error' }],
    ['UNDER-VOLTAGE WARNNING', 'Supply too low', {}],
    ['UNDER-VOLTAGE WARNNING POWER DOWN', 'Switching off: supply too low', {}],
    ['OVER-VOLTAGE WARNNING', 'Supply too high', {}],
  ])('%s', (line, sentence, odd) => {
    const read = readLine(dictionary, '', line);
    expect(read.sentence).toBe(sentence);
    expect(read.odd).toEqual(odd);
  });

  it.each([
    ['*ATREADY: 1', 'Serial port ready: state ready'],
    ['QCRDY', 'Serial port ready'],
    ['+SIMCARD: NOT AVAILABLE', 'SIM card: state NOT AVAILABLE'],
    ['+CGNSSPWR: READY!', 'GNSS ready: state READY!'],
    ['+CMQTTRECV: 0,"plant/7/cmd",2,"GO"', 'client 0: a message to plant/7/cmd, payload 2 B'],
  ])('of the newer family: %s', (line, sentence) => {
    expect(newer.explainLine(line)).toBe(sentence);
  });

  it.each(['RDYX', 'SMS', '+CMQTTX: 1', 'hello'])('%s is none', (line) => {
    expect(dictionary.urcOf(line)).toBeUndefined();
  });

  it('is one while another command waits, and its answer when that waits', () => {
    expect(readLine(dictionary, 'AT+CPIN?', 'SMS DONE').sentence).toBe('Messages ready');
    expect(readLine(dictionary, 'AT+CSQ', '+CMQTTCONNLOST: 0,3').sentence).toContain('connection lost');
    expect(readLine(dictionary, 'AT+CREG?', '+CREG: 0,1').fields).toMatchObject({ n: expect.any(String) });
  });

  it('belongs to its family', () => {
    expect(createDictionary('esp-at').urcOf('+CMQTTCONNLOST: 0,1')).toBeUndefined();
    expect(createDictionary('rak3172').urcOf('RDY')).toBeUndefined();
    expect(dictionary.urcOf('+EVT:JOINED')).toBeUndefined();
    expect(dictionary.urcOf('WIFI GOT IP')).toBeUndefined();
  });
});
