import { describe, it } from 'vitest';
import { expectRows } from './framer.testkit.ts';

// Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00.
const sent: readonly (readonly [string, string])[] = [
  [
    'the byte after the counted data begins a command, even in the same chunk',
    String.raw`
      0.000 TX AT+CMQTTTOPIC=0,3\r                           => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX a/bAT+CSQ\r                                   => payload=a/b command=AT+CSQ\r`,
  ],
  [
    'data may hold line ends, results and prompts, and comes in pieces',
    String.raw`
      0.000 TX AT+CMQTTPAYLOAD=0,12\r\n                      => command=AT+CMQTTPAYLOAD=0,12\r
      0.006 RX \r\n>                                         => prompt command=\n
      0.007 TX \r\nOK\r                                      => -
      0.107 TX \n>AT\r\n\x00                                 => payload=\r\nOK\r\n>AT\r\n\x00
      0.200 RX \r\nOK\r\n                                    => final`,
  ],
  [
    'a space after the prompt sign leads the next line',
    String.raw`
      0.000 TX AT+CMGS="+10005551234"\r                      => command
      0.006 RX \r\n>\x20                                     => prompt=\r\n>
      0.100 TX Hello\rthere\x1aAT\r                          => payload=Hello\rthere\x1a command
      0.107 RX \r\n+CMGS: 7\r\n\r\nOK\r\n                    => info=\x20\r\n+CMGS:\x207\r\n final`,
  ],
  [
    'CMGS in text mode prompts again for every line',
    String.raw`
      0.000 TX AT+CMGS="+10005551234"\r                      => command
      0.006 RX \r\n>\x20                                     => prompt
      0.100 TX one\r                                         => -
      0.106 RX \r\n>\x20                                     => prompt=\x20\r\n>
      0.200 TX two\x1b                                       => payload=one\rtwo\x1b
      0.206 RX \r\nOK\r\n                                    => final`,
  ],
  [
    'too little data: what follows fills it up, as in the modem (10.2.5)',
    String.raw`
      0.100 TX AT+CMQTTPAYLOAD=0,24\r                        => command
      0.106 RX \r\n>                                         => prompt
      0.107 TX {"mv":3712}                                   => -
      2.107 idle                                             => payload*={"mv":3712}
      5.200 TX AT+CMQTTPUB=0,1,60\r                          => payload=AT+CMQTTPUB=0 command=,1,60\r
      5.204 RX \r\nOK\r\n                                    => final
      10.30 TX AT+CMQTTPUB=0,1,60\r                          => command
      10.31 RX \r\nOK\r\n                                    => final`,
  ],
  [
    'too much data: the rest is a command line, as in the modem',
    String.raw`
      0.000 TX AT+CIPSEND=0,2\r                              => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX \xc0\x00\x1a                                  => payload=\xc0\x00
      0.100 TX AT\r                                          => garbage=\x1a command=AT\r`,
  ],
  [
    'variable length ends with Ctrl-Z, ETX escapes (11.2.5)',
    String.raw`
      0.000 TX AT+CIPSEND=0,\r                               => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX a\x03                                         => -
      0.008 TX \x1a\x03\x03\x1aAT\r                          => payload=a\x03\x1a\x03\x03\x1a command=AT\r`,
  ],
  [
    'a result ends data that never came in full',
    String.raw`
      0.000 TX AT+CMQTTTOPIC=0,20\r                          => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX short                                         => -
      1.000 RX \r\n+CMQTTTOPIC: 0,1\r\n                      => info
      1.001 RX \r\nERROR\r\n                                 => payload*=short final
      1.100 TX AT\r                                          => command`,
  ],
  [
    'the counts of two prompts do not mix',
    String.raw`
      0.000 TX AT+CMQTTTOPIC=0,20\r                          => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX short                                         => -
      0.100 RX \r\nERROR\r\n                                 => payload* final
      0.200 TX AT+CMQTTTOPIC=0,4\r                           => command
      0.206 RX \r\n>                                         => prompt
      0.207 TX longer\r                                      => payload=long command=er\r`,
  ],
  [
    'nor do their escapes',
    String.raw`
      0.000 TX AT+CIPSEND=0,\r                               => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX a\x03                                         => -
      0.100 RX \r\nERROR\r\n                                 => payload* final
      0.200 TX AT+CIPSEND=0,\r                               => command
      0.206 RX \xf8\r\n\xf8>                                  => garbage garbage=\r\n\xf8 prompt=>
      0.207 TX \x1aAT\r                                      => payload=\x1a command`,
  ],
  [
    'a restart ends it too',
    String.raw`
      0.000 TX AT+CMQTTPAYLOAD=0,900\r                       => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX {"a":                                         => -
      0.900 RX \xfe\r\nRDY\r\n                               => garbage payload* urc
      1.000 TX AT\r                                          => command`,
  ],
  [
    'data sent before the prompt was seen is data',
    String.raw`
      0.000 TX AT+CMQTTTOPIC=0,5\r                           => command
      0.005 TX plant                                         => -
      0.006 RX \r\n>                                         => prompt payload=plant
      0.010 RX \r\nOK\r\n                                    => final`,
  ],
  [
    'a prompt of a command that is not known: data up to the result',
    String.raw`
      0.000 TX AT+QSEND=1\r                                  => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX abcAT\r                                       => -
      0.100 RX \r\nSEND OK\r\n                               => payload=abcAT\r final`,
  ],
  [
    'DOWNLOAD is a prompt of HTTPDATA (13.2.7)',
    String.raw`
      0.000 TX AT+HTTPDATA=4,10\r                            => command
      0.006 RX \r\nDOWNLOAD\r\n                              => prompt=\r\nDOWNLOAD\r\n
      0.007 TX a=1\n                                         => payload=a=1\n
      0.100 RX \r\nOK\r\n                                    => final
      0.200 RX \r\nDOWNLOAD\r\n                              => text`,
  ],
  [
    'data the modem returns as it is typed is an echo',
    String.raw`
      0.000 TX AT+CMQTTPAYLOAD=0,12\r                        => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX {"a":1}\r\n+x                                  => -
      0.008 TX y                                             => payload
      0.010 RX {"a":1}\r\n+xy\r\nOK\r\n                      => echo echo final`,
  ],
  [
    'a sign inside an answer is text',
    String.raw`
      0.000 TX AT+CMGR=1\r                                   => command
      0.006 RX \r\n+CMGR: "REC READ"\r\n\r\n> see\r\n\r\nOK\r\n => info info final`,
  ],
  [
    'forms that prompt for nothing: SUB without a length, a topic in the line, read commands',
    String.raw`
      0.000 TX AT+CMQTTSUB=0\r                               => command
      0.010 RX \r\nOK\r\n                                    => final
      0.100 TX AT+CMQTTSUB=0,"a/b",1\r                       => command
      0.110 RX \r\nOK\r\n\r\n+CMQTTSUB: 0,0\r\n              => final late
      0.200 TX AT+CMQTTTOPIC=?\r                             => command
      0.210 TX AT+CSQ\r                                      => command`,
  ],
  [
    'a sign that is no prompt: no command is open, or it stands inside a line',
    String.raw`
      0.000 RX \r\n> see above\r\n                           => text
      0.100 TX AT+CSQ\r                                      => command
      0.110 RX \r\na > b\r\n\r\nOK\r\n                       => info final`,
  ],
  [
    'data longer than the cap is split, nothing is lost',
    String.raw`
      0.000 TX AT+CMQTTPAYLOAD=0,70\r                        => command
      0.006 RX \r\n>                                         => prompt
      0.007 TX 0123456789012345678901234567890123456789012345678901234567890123456789AT\r => payload* payload=456789 command`,
  ],
];

const received: readonly (readonly [string, string])[] = [
  [
    'an incoming publish whose payload looks like lines (16.3.2)',
    String.raw`
      0.000 RX \r\n+CMQTTRXSTART: 0,5,8\r\n                  => urc
      0.001 RX +CMQTTRXTOPIC: 0,5\r\na/b/c                   => urc payload=a/b/c
      0.002 RX \r\n+CMQTTRXPAYLOAD: 0,8\r\n\r\nOK\r\n+C      => urc payload=\r\nOK\r\n+C
      0.003 RX \r\n+CMQTTRXEND: 0\r\n                        => urc=\r\n+CMQTTRXEND:\x200\r\n`,
  ],
  [
    'a payload in two parts, an empty payload without its block',
    String.raw`
      0.000 RX +CMQTTRXPAYLOAD: 0,2\r\nab\r\n+CMQTTRXPAYLOAD: 0,1\r\nc\r\n => urc payload=ab urc payload=c
      0.001 RX +CMQTTRXEND: 0\r\n\r\n+CMQTTRXSTART: 0,3,0\r\n => urc=\r\n+CMQTTRXEND:\x200\r\n urc`,
  ],
  [
    'buffered socket data on the next line and on the same (11.2.6)',
    String.raw`
      0.000 TX AT+CIPRXGET=2,0,8\r                           => command
      0.010 RX \r\n+CIPRXGET: 2,0,4,2\r\n\x20\x02\x00\x00\r\nOK\r\n => info payload=\x20\x02\x00\x00 final
      0.100 TX AT+CIPRXGET=2,0,8\r                           => command
      0.110 RX \r\n+CIPRXGET: 2,0,4,11data\r\nOK\r\n         => info=\r\n+CIPRXGET:\x202,0,4,11 payload=data final
      0.200 TX AT+CIPRXGET=3,0,2\r                           => command
      0.210 RX \r\n+CIPRXGET: 3,0,2,0\r\n2002\r\nOK\r\n      => info payload=2002 final
      0.300 TX AT+CIPRXGET=2,0\r                             => command
      0.310 RX \r\n+CIPRXGET: 2,0,2,0                        => -
      0.311 RX \xd0\x00\r\nOK\r\n                            => info payload=\xd0\x00 final`,
  ],
  [
    'pushed socket data with its headers (11.2.6, 11.2.13)',
    String.raw`
      0.000 RX \r\nRECV FROM:203.0.113.9:1883\r\n\r\n+IPD4\r\n\x20\x02\x00\x00 => urc urc payload
      0.100 RX \r\n+RECEIVE,0,4:\r\nabcd\r\n+RECEIVE,1,2:xy  => urc payload=abcd urc payload=xy
      0.200 RX \r\n+IPD3abc                                  => urc=\r\n+IPD3 payload=abc`,
  ],
  [
    'SSL, HTTP and file data (10.2.7, 13.2.8, 13.2.9)',
    String.raw`
      0.000 TX AT+CCHRECV=0,4\r                              => command
      0.010 RX \r\nOK\r\n\r\n+CCHRECV: DATA,0,4\r\n\r\nab\r\n+CCHRECV: 0,0\r\n => final late payload=\r\nab late
      0.100 TX AT+HTTPREAD=0,10\r                            => command
      0.110 RX \r\nOK\r\n\r\n+HTTPREAD: DATA,3\r\n<p>\r\n+HTTPREAD: 0\r\n => final late payload=<p> late
      0.200 TX AT+HTTPREAD=0,3\r                             => command
      0.210 RX \r\nOK\r\n\r\n+HTTPREAD: 3\r\n<q>\r\n+HTTPREAD: 0\r\n => final late payload=<q> late
      0.300 TX AT+HTTPHEAD\r                                 => command
      0.310 RX \r\n+HTTPHEAD: DATA,15\r\nHTTP/1.1 200 OK\r\nOK\r\n => info payload final`,
  ],
  [
    'ESP-AT data on the line of its header',
    String.raw`
      0.000 RX +MQTTSUBRECV:0,"a,b",7,\r\nOK\r\n!\r\n        => urc=+MQTTSUBRECV:0,"a,b",7, payload=\r\nOK\r\n!
      0.100 RX \r\n+IPD,0,4:abcd\r\n+IPD,2,"192.0.2.1",80:ef => urc payload=abcd urc payload=ef`,
  ],
  [
    'data that stops half way is given up after the silence',
    String.raw`
      0.000 RX \r\n+CMQTTRXPAYLOAD: 0,80\r\n{"a":            => urc
      2.000 idle                                             => payload*={"a":
      3.000 RX \r\nRDY\r\n                                   => urc`,
  ],
  [
    'a header that was cut announces nothing',
    String.raw`
      0.000 RX \r\n+IPD4                                     => -
      2.000 idle                                             => urc*
      2.100 RX \r\nRDY\r\n                                   => urc`,
  ],
  [
    'a damaged count is no count',
    String.raw`
      0.000 RX \r\n+CMQTTRXPAYLOAD: 0,99999999\r\n           => urc
      0.001 RX +CMQTTRXEND: 0\r\n                            => urc
      0.002 RX \r\n+CMQTTRXTOPIC: 0,x\r\n                    => urc
      0.003 RX \r\n+IPD0\r\n                                 => urc`,
  ],
];

describe('data the host sends', () => {
  it.each(sent)('%s', (name, dialogue) => expectRows(dialogue, name.includes('cap') ? { lineCap: 64 } : {}));
});

describe('data the modem sends', () => {
  it.each(received)('%s', (_, dialogue) => expectRows(dialogue));
});
