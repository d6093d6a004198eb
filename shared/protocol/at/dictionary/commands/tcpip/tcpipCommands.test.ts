import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';
import { TCPIP_COMMANDS } from './tcpipCommands.ts';

const dictionary = createDictionary('sim7600', TCPIP_COMMANDS, []);

/** V3.00 chapter 11. */
describe('what the socket commands answer', () => {
  it.each([
    // The same text, opposite senses.
    ['AT+NETOPEN', '+NETOPEN: 0', 'socket service: open'],
    ['AT+NETOPEN', '+NETOPEN: 1', 'socket service: network failure'],
    ['AT+NETOPEN?', '+NETOPEN: 0', 'socket service: closed'],
    ['AT+NETOPEN?', '+NETOPEN: 1', 'socket service: open'],
    ['AT+NETOPEN?', '+NETOPEN: ', 'socket service'],
    ['', '+NETOPEN: 0', 'socket service: open'],
    ['AT+NETCLOSE', '+NETCLOSE: 0', 'socket service: closed'],
    ['AT+NETCLOSE', '+NETCLOSE: 2', 'socket service: network not opened'],
    ['AT+IPADDR', '+IPADDR: 10.71.155.118', 'own address 10.71.155.118'],
    ['AT+CIPOPEN=0,"TCP","b.example",1883', '+CIPOPEN: 0,0', 'link 0: open'],
    ['AT+CIPOPEN=0,"TCP","b.example",1883', '+CIPOPEN: 0,11', 'link 0: DNS parse failed for AT+CIPOPEN'],
    ['AT+CIPOPEN=0,"TCP","b.example",1883', '+CIPOPEN: 0,10', 'link 0: timeout'],
    ['AT+CIPOPEN?', '+CIPOPEN: 0,"TCP","203.0.113.9",1883,-1', 'link 0: TCP to 203.0.113.9:1883'],
    ['AT+CIPOPEN?', '+CIPOPEN: 3,"UDP","",0,-1', 'link 3: UDP to any peer'],
    ['AT+CIPOPEN?', '+CIPOPEN: 1', 'link 1: free'],
    ['', '+CIPOPEN: 0,"TCP","203.0.113.9",1883,-1', 'link 0: TCP to 203.0.113.9:1883'],
    ['', '+CIPOPEN: 2,4', 'link 2: operation not supported'],
    ['AT+CIPCLOSE=0', '+CIPCLOSE: 0,0', 'link 0: closed'],
    ['AT+CIPCLOSE=0', '+CIPCLOSE: 0,2', 'link 0: network not opened'],
    ['AT+CIPCLOSE?', '+CIPCLOSE: 1,0,0,1,0,0,0,0,0,0', 'open: links 0, 3'],
    ['AT+CIPCLOSE?', '+CIPCLOSE: 0,0,0,0,0,0,0,0,0,0', 'no link is open'],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,34', 'link 0: 34 B sent'],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,-1', 'link 0: disconnected, nothing was sent'],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,0', 'link 0: the send buffer is full, nothing was taken: send it again later'],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,20', 'link 0: only 20 of 34 B were taken, the link cannot be used any more'],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34', 'link 0: not said how much was sent'],
    [
      'AT+CIPSEND=0,34',
      '+CIPERROR: 2',
      'network not opened: AT+NETOPEN is missing or its result was not awaited; AT+CGACT does not replace it',
    ],
    ['AT+CIPACK=0', '+CIPACK: 120,100,4', '120 B sent, 100 B of them acknowledged, 4 B received'],
    ['AT+CIPRXGET?', '+CIPRXGET: 1', 'received data is kept until it is read'],
    ['AT+CIPRXGET?', '+CIPRXGET: 0', 'received data is pushed as it comes'],
    ['AT+CIPRXGET=4,0', '+CIPRXGET: 1,0', 'link 0: data waits to be read'],
    ['AT+CIPRXGET=2,0,100', '+CIPRXGET: 2,0,4,0', 'link 0: 4 B follow'],
    ['AT+CIPRXGET=2,0,100', '+CIPRXGET: 2,0,100,12', 'link 0: 100 B follow, 12 B more wait'],
    ['AT+CIPRXGET=2,1,5', '+CIPRXGET: 2,1,5,11hello', 'link 1: 5 B follow, 11 B more wait'],
    ['AT+CIPRXGET=3,0', '+CIPRXGET: 3,0,4,0', 'link 0: 4 B follow as hexadecimal'],
    ['AT+CIPRXGET=4,0', '+CIPRXGET: 4,0,0', 'link 0: nothing waits'],
    ['AT+CIPRXGET=4,0', '+CIPRXGET: 4,0,1460', 'link 0: 1460 B wait'],
    ['AT+SERVERSTART?', '+SERVERSTART: 0,8080', 'server 0: listening on port 8080'],
    ['AT+SERVERSTOP=0', '+SERVERSTOP: 0,0', 'server 0: stopped'],
    ['AT+CDNSGIP="b.example"', '+CDNSGIP: 1,"b.example","203.0.113.9"', 'b.example is 203.0.113.9'],
    ['AT+CDNSGIP="b.example"', '+CDNSGIP: 0,10', 'name lookup failed, code 10'],
    ['AT+CDNSGIP="b.example"', '+CDNSGIP: 0', 'name lookup failed'],
    ['AT+CPING="b.example",1', '+CPING: 1,203.0.113.9,64,87,54', 'reply from 203.0.113.9 after 87 ms'],
    ['AT+CPING="b.example",1', '+CPING: 2', 'no reply in time'],
    ['AT+CPING="b.example",1', '+CPING: 3,4,3,1,80,140,101', '3 of 4 pings answered, 101 ms on average'],
    ['AT+CPING="b.example",1', '+CPING: 3,4,0,4,0,0,0', 'none of 4 pings was answered'],
    ['AT+CPING="b.example",1', '+CPING: 9', 'ping'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(dictionary, asked, line).sentence).toBe(sentence);
  });

  it.each([
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,34', {}],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,-1', { cnfSendLength: 'error' }],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,0', { cnfSendLength: 'warning' }],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,8', { cnfSendLength: 'error' }],
    ['AT+CIPSEND=0,34', '+CIPSEND: 0,34,x', { cnfSendLength: 'warning' }],
    ['AT+CIPOPEN=0,"TCP","b.example",1883', '+CIPOPEN: 0,10', { err: 'error' }],
    ['AT+CIPOPEN=12,"TCP","b.example",1883', '+CIPOPEN: 12,3', { link_num: 'warning', err: 'error' }],
    ['AT+NETOPEN?', '+NETOPEN: 7', { net_state: 'warning' }],
    ['AT+CDNSGIP="b.example"', '+CDNSGIP: 0,10', { found: 'error', dns_error_code: 'error' }],
    ['AT+CPING="b.example",1', '+CPING: 3,4,3,1,80,140,101', { num_pkts_lost: 'warning' }],
  ])('judges %s → %s', (asked, line, odd) => {
    expect(readLine(dictionary, asked, line).odd).toEqual(odd);
  });

  it('reads settings field by field', () => {
    expect(readLine(dictionary, 'AT+CIPCCFG?', '+CIPCCFG: 10,0,0,0,1,0,75000').fields).toEqual({
      NmRetry: '10',
      DelayTm: '0 ms',
      Ack: 'unused',
      errMode: 'as numbers',
      HeaderType: '+RECEIVE,<link>,<length>',
      AsyncMode: 'synchronously',
      TimeoutVal: '75000 ms',
    });
    expect(readLine(dictionary, 'AT+CIPCLOSE?', '+CIPCLOSE: 1,0,2').fields).toEqual({
      'link 0': 'open',
      'link 1': 'closed',
      'link 2': '2',
    });
    expect(readLine(dictionary, 'AT+CIPOPEN?', '+CIPOPEN: 0,"TCP","203.0.113.9",1883,2').fields).toEqual({
      link_num: '0',
      type: 'TCP',
      host: '203.0.113.9',
      port: '1883',
      index: 'accepted by server 2',
    });
  });
});

describe('what is wrong with a socket command', () => {
  it.each([
    ['AT+CIPOPEN=0,"TCP","b.example",1883', []],
    ['AT+CIPOPEN=9,"UDP",,,5000', []],
    ['AT+CIPOPEN=10,"TCP","b.example",1883', ['out-of-range']],
    ['AT+CIPOPEN=0,"TCP",b.example,1883', ['not-quoted']],
    ['AT+CIPOPEN=0,"TCP","b.example"', ['missing-parameter']],
    ['AT+CIPOPEN=0,"TCP","b.example",70000', ['out-of-range']],
    ['AT+CIPOPEN=0,"SCTP","b.example",1883', ['unknown-value']],
    ['AT+CIPOPEN', ['no-such-form']],
    ['AT+CIPSEND=0,', []],
    ['AT+CIPSEND=0', []],
    ['AT+CIPSEND=0,1500', []],
    ['AT+CIPSEND=0,1501', ['out-of-range']],
    ['AT+CIPSEND=0,12,"203.0.113.9",5000', []],
    ['AT+CIPRXGET=1', []],
    ['AT+CIPRXGET=2,0,1500', []],
    ['AT+CIPRXGET=3,0,1500', ['out-of-range']],
    ['AT+CIPTIMEOUT=75000,15000,15000', []],
    ['AT+CIPTIMEOUT=75000,15000,100', ['out-of-range']],
    ['AT+CIPCCFG=10,0,0,0,1,0,75000', []],
    ['AT+CPING="b.example",1,4,64', []],
    ['AT+CPING="b.example"', ['missing-parameter']],
    ['AT+CDNSGIP=b.example', ['not-quoted']],
    ['AT+NETOPEN=1', ['no-such-form']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});
