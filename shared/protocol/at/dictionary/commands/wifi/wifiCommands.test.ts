import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';

const dictionary = createDictionary('esp-at');
const JOIN = 'AT+CWJAP="workshop","letmein"';

/** ESP-AT command set. */
describe('what ESP-AT answers', () => {
  it.each([
    [JOIN, '+CWJAP:2', 'not connected: wrong password'],
    [JOIN, '+CWJAP:3', 'not connected: network not found'],
    [JOIN, '+CWJAP:9', 'not connected: reason 9'],
    ['AT+CWJAP?', '+CWJAP:"workshop","02:00:5e:00:53:01",6,-58,0,1,3,0,1', 'connected to workshop, −58 dBm'],
    ['AT+CWLAP', '+CWLAP:(3,"workshop",-60,"02:00:5e:00:53:01",6,-1,-1,4,4,7,0)', 'workshop, −60 dBm, WPA2'],
    ['AT+CWLAP', '+CWLAP:(0,"",-88,"02:00:5e:00:53:02",11)', 'hidden network, −88 dBm, open'],
    ['AT+CIFSR', '+CIFSR:STAIP,"192.168.1.7"', 'STAIP 192.168.1.7'],
    ['AT+CIPSTATE?', '+CIPSTATE:0,"TCP","203.0.113.9",1883,51234,0', 'link 0: TCP to 203.0.113.9:1883'],
    ['AT+CIPDOMAIN="b.example"', '+CIPDOMAIN:"203.0.113.9"', 'the address is 203.0.113.9'],
    ['AT+PING="b.example"', '+PING:27', 'reply after 27 ms'],
    ['AT+PING="b.example"', '+PING:TIMEOUT', 'no reply'],
    ['AT+MQTTCONN?', '+MQTTCONN:0,6,1,"b.example",1883,"",1', 'connected, subscribed, b.example:1883'],
    ['AT+MQTTCONN?', '+MQTTCONN:0,0', 'not set up'],
    ['AT+MQTTPUBRAW=0,"t",4,0,0', '+MQTTPUB:OK', 'published'],
    ['AT+MQTTPUBRAW=0,"t",4,0,0', '+MQTTPUB:FAIL', 'publishing failed'],
    ['AT+MQTTSUB?', '+MQTTSUB:0,6,"plant/7/cmd",1', 'subscribed to plant/7/cmd'],
    ['AT+GMR', 'AT version:3.2.0.0', 'AT version:3.2.0.0'],
    [
      'AT+MQTTCONN=0,"b.example",1883,0',
      'ERR CODE:0x0000600b',
      'the client could not be started: broker not reachable, refused, or the TLS handshake failed',
    ],
    ['AT+CIPSTATUS', 'STATUS:3', 'State of connections: stat a connection is open'],
    // By itself.
    ['', 'ready', 'Module ready'],
    ['', 'WIFI GOT IP', 'Wi-Fi ready'],
    ['', 'WIFI DISCONNECT', 'Wi-Fi lost'],
    ['', 'busy p...', 'Busy'],
    ['', 'Recv 12 bytes', 'Data taken: count 12 bytes'],
    ['', '+IPD,5:hello', '5 B received'],
    ['', '+IPD,0,12:', '12 B received'],
    ['', '+IPD,0,12,"203.0.113.9",1883:', '12 B received'],
    ['', '+MQTTCONNECTED:0,1,"b.example","1883","",1', 'connected to the broker b.example:1883'],
    ['', '+MQTTDISCONNECTED:0', 'disconnected from the broker'],
    ['', '+MQTTSUBRECV:0,"plant/7/cmd",2,GO', 'a message to plant/7/cmd, payload 2 B'],
    ['', 'CLOSED', 'the connection is closed'],
    ['', '0,CLOSED', 'the connection is closed'],
    ['AT+CIPSTART=0,"TCP","b.example",1883', '0,CONNECT', 'the connection is open'],
    ['', 'AT_PARAM_ERROR', 'a parameter is wrong'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(dictionary, asked, line).sentence).toBe(sentence);
  });

  it('never shows a password', () => {
    for (const line of [JOIN, 'AT+MQTTUSERCFG=0,1,"node","user","letmein",0,0,""', 'AT+MQTTPASSWORD=0,"letmein"']) {
      expect(JSON.stringify(dictionary.explainCommand(line))).not.toContain('"letmein"');
      expect(dictionary.explainCommand(line).sentence).not.toContain('letmein');
    }
  });
});

describe('what is wrong with an ESP-AT command', () => {
  it.each([
    ['AT', []],
    ['ATE0', []],
    [JOIN, []],
    ['AT+CWJAP=workshop,"letmein"', ['not-quoted']],
    ['AT+CWMODE=4', ['unknown-value']],
    ['AT+MQTTUSERCFG=0,1,"node","user","pw",0,0,""', []],
    ['AT+MQTTUSERCFG=0,11,"node","user","pw",0,0,""', ['unknown-value']],
    ['AT+MQTTUSERCFG=0,1,"node",0,0,0,0', ['not-quoted', 'not-quoted', 'missing-parameter']],
    ['AT+MQTTCONNCFG=0,0,0,"will","gone",0,0', []],
    ['AT+MQTTCONN=0,"b.example",1883,1', []],
    ['AT+MQTTCONN=0,"b.example",1883,1,1000', ['out-of-range']],
    ['AT+MQTTPUB=0,"t","hello",1,0', []],
    ['AT+CIPSTART="TCP","b.example",1883', []],
    ['AT+CIPSTART=0,"SSL","b.example",8883', []],
    ['AT+CIPSEND=12', []],
    ['AT+CIPSEND=0,12', []],
    ['AT+CMQTTSTART', ['other-family']],
    ['AT+NETOPEN', ['other-family']],
    ['AT+CSQ', ['other-family']],
    ['AT+XYZZY', ['unknown-command']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});
