import { describe, it } from 'vitest';
import { expectRows } from './framer.testkit.ts';

// Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00.
const dialogues: readonly (readonly [string, string])[] = [
  [
    'a boot and a publish over CMQTT, echo switched off on the way (16.2)',
    String.raw`
      0.000 RX \r\nRDY\r\n                                   => urc=\r\nRDY\r\n
      2.110 RX \r\n+CPIN: READY\r\n                          => urc
      5.402 RX \r\nSMS DONE\r\n                              => urc
      8.930 RX \r\nPB DONE\r\n                               => urc
      9.500 TX AT\r                                          => command
      9.503 RX AT\r\r\nOK\r\n                                => echo=AT\r final=\r\nOK\r\n
      9.610 TX ATE0\r                                        => command
      9.613 RX ATE0\r\r\nOK\r\n                              => echo final
      9.700 TX AT+CPIN?\r                                    => command
      9.706 RX \r\n+CPIN: READY\r\n\r\nOK\r\n                => info final
      9.800 TX AT+CSQ\r                                      => command
      9.804 RX \r\n+CSQ: 22,99\r\n\r\nOK\r\n                 => info final
      10.100 TX AT+CMQTTSTART\r                              => command
      10.640 RX \r\n+CMQTTSTART: 0\r\n\r\nOK\r\n             => info final
      10.800 TX AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1\r => command
      10.812 RX \r\nOK\r\n                                   => final
      11.730 RX \r\n+CMQTTCONNECT: 0,0\r\n                   => late
      11.800 TX AT+CMQTTTOPIC=0,12\r                         => command
      11.806 RX \r\n>                                        => prompt=\r\n>
      11.807 TX plant/7/temp                                 => payload=plant/7/temp
      11.815 RX \r\nOK\r\n                                   => final
      11.900 TX AT+CMQTTPAYLOAD=0,9\r                        => command
      11.906 RX \r\n>                                        => prompt
      11.907 TX {"t":215}                                    => payload
      11.916 RX \r\nOK\r\n                                   => final
      12.000 TX AT+CMQTTPUB=0,1,60\r                         => command
      12.010 RX \r\nOK\r\n                                   => final
      12.244 RX \r\n+CMQTTPUB: 0,0\r\n                       => late
      end                                                    => -`,
  ],
  [
    'the order of A76xx firmware: OK first, then the result of START',
    String.raw`
      0.000 TX AT+CMQTTSTART\r                               => command
      0.030 RX AT+CMQTTSTART\r\r\nOK\r\n\r\n+CMQTTSTART: 0\r\n => echo final late`,
  ],
  [
    'a result before ERROR, without OK',
    String.raw`
      0.000 TX AT+CMQTTCONNECT=0,"tcp://192.168.1.20:1883",60,1\r => command
      21.10 RX \r\n+CMQTTCONNECT: 0,3\r\n\r\nERROR\r\n       => info final`,
  ],
  [
    'the broker hangs up inside the answer to SUB',
    String.raw`
      0.900 TX AT+CMQTTSUB=0,9,1\r                           => command
      0.906 RX \r\n>                                         => prompt
      0.907 TX secret/##                                     => payload
      1.430 RX \r\n+CMQTTSUB: 0,6\r\n\r\n+CMQTTCONNLOST: 0,1\r\n\r\nOK\r\n => info urc final`,
  ],
  [
    'the next commands are sent before the outcome of CONNECT',
    String.raw`
      0.000 TX AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1\r => command
      0.012 RX \r\nOK\r\n                                    => final
      0.030 TX AT+CMQTTTOPIC=0,4\r                           => command
      0.041 RX \r\n+CMQTTTOPIC: 0,14\r\n\r\nERROR\r\n        => info final
      0.060 TX AT+CMQTTPUB=0,1,60\r                          => command
      0.070 RX \r\n+CMQTTCONNECT: 0,0\r\n\r\n+CMQTTPUB: 0,14\r\n\r\nERROR\r\n => late info final`,
  ],
  [
    'a late result glued to the next echo, URCs between echo and answer',
    String.raw`
      0.000 TX AT+NETOPEN\r                                  => command
      0.006 RX AT+NETOPEN\r\r\nOK\r\n                        => echo final
      0.900 TX AT+IPADDR\r                                   => command
      0.901 RX \r\n+NETOPEN: 0AT+IPADDR\r                    => late*=\r\n+NETOPEN:\x200 echo=AT+IPADDR\r
      0.912 RX \r\n+IPADDR: 10.44.0.7\r\n\r\nOK\r\n          => info final
      1.000 TX AT+CPIN?\r                                    => command
      1.003 RX AT+CPIN?\r\r\nSMS DONE\r\n                    => echo urc
      1.009 RX \r\n+CPIN: READY\r\n\r\nOK\r\n                => info final`,
  ],
  [
    'a brownout while registering, its noise and the banner',
    String.raw`
      0.000 TX AT+CREG=1\r                                   => command
      0.004 RX AT+CREG=1\r\r\nOK\r\n                         => echo final
      4.100 RX \r\n+CREG: 2\r\n                              => urc
      7.330 RX \r\n+CREG: 1\r\n                              => urc
      7.900 RX \xf8\x00\xc0\xfe\x80\r\nRDY\r\n               => garbage=\xf8\x00\xc0\xfe\x80 urc=\r\nRDY\r\n`,
  ],
  [
    'the modem boots between a command and its echo',
    String.raw`
      0.000 TX AT\r                                          => command
      0.100 RX \r\n*ATREADY: 1\r\n\r\n+CPIN: READY\r\n       => urc urc
      3.000 RX \r\nSMS DONE\r\n\r\n+CGEV: EPS PDN ACT 1\r\n\r\nPB DONE\r\n => urc urc urc
      3.100 RX AT\r\r\nOK\r\n                                => echo final`,
  ],
  [
    'a SIM7600 restart on command, with its farewell (3.2.13)',
    String.raw`
      0.000 TX AT+CRESET\r                                   => command
      0.010 RX AT+CRESET\r\r\nOK\r\n                         => echo final
      0.900 RX \r\n+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY\r\n => urc
      0.910 RX \r\n+CMQTTCONNLOST: 0,3\r\n\r\n+CMQTTNONET\r\n => urc urc
      12.50 RX \r\nRDY\r\n                                   => urc`,
  ],
  [
    'SIM not inserted, in words (3.2.18)',
    String.raw`
      0.200 TX AT+CPIN?\r                                    => command
      0.212 RX AT+CPIN?\r\r\n+CME ERROR: SIM not inserted\r\n => echo final
      0.400 TX AT+CMGS=3\r                                   => command
      0.420 RX AT+CMGS=3\r\r\n+CMS ERROR: 310\r\n            => echo final`,
  ],
  [
    'CR LF after a command belongs to it, from the second command of such a host on',
    String.raw`
      0.000 TX AT\r\n                                        => command=AT\r
      0.004 RX AT\r\r\nOK\r\n                                => echo final
      0.100 TX ATI\r\n                                       => command=\nATI\r\n
      0.200 TX AT+CSQ\r                                      => -
      0.201 TX \n                                            => command=AT+CSQ\r\n
      0.300 TX AT+CREG?\r                                    => -
      0.340 idle                                             => command=AT+CREG?\r
      0.400 TX AT+CMEE=2\r                                   => command=AT+CMEE=2\r`,
  ],
  [
    'an awaited line feed holds nothing up: the answer releases the command',
    String.raw`
      0.000 TX AT\r\nAT\r\n                                  => command command=\nAT\r\n
      0.100 TX AT+CSQ\r                                      => -
      0.101 RX A                                             => command=AT+CSQ\r`,
  ],
  [
    'nor does the next command wait for it',
    String.raw`
      0.000 TX AT\r\nAT\r\n                                  => command command
      0.100 TX AT+CSQ\r                                      => -
      0.110 TX AT+CREG?\r                                    => command=AT+CSQ\r command=AT+CREG?\r`,
  ],
  [
    'A/ repeats the last command and has no CR (2.2.1)',
    String.raw`
      0.000 TX AT+CSQ\r                                      => command
      0.010 RX \r\n+CSQ: 22,99\r\n\r\nOK\r\n                 => info final
      1.000 TX A/                                            => command=A/
      1.010 RX \r\n+CSQ: 21,99\r\n\r\nOK\r\n                 => info final
      1.100 TX a/AT\r                                        => command=a/ command=AT\r
      2.000 TX AT+X=                                         => -
      5.000 TX A/B\r                                         => command*=AT+X= command=A/B\r`,
  ],
  [
    'numeric results end with CR alone (ATV0, 2.2.20)',
    String.raw`
      0.000 TX ATV0\r                                        => command
      0.001 RX ATV0\r0\r                                     => echo=ATV0\r final=0\r
      0.100 TX AT+CSQ\r                                      => command
      0.101 RX AT+CSQ\r                                      => echo
      0.102 RX +CSQ: 22,99\r\n0\r                            => info final=0\r
      0.200 TX AT+FOO\r                                      => command
      0.201 RX AT+FOO\r4\r                                   => echo final=4\r
      0.300 TX ATV1\r                                        => command
      0.301 RX ATV1\r\r\nOK\r\n                              => echo final
      0.400 TX AT+CGSN\r                                     => command
      0.401 RX \r\n0\r\n\r\nOK\r\n                           => info final
      0.500 TX AT+CMGR=1\r                                   => command
      0.501 RX 4\r\n\r\nOK\r\n                               => info final`,
  ],
  [
    'several commands in a line (1.4.4)',
    String.raw`
      0.000 TX AT+CSQ;+CREG?;E0\r                            => command
      0.010 RX AT+CSQ;+CREG?;E0\r\r\n+CSQ: 9,99\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\n => echo info info final`,
  ],
  [
    'the same name as report and as answer, by command and number of fields (4.2.1, 4.2.15, 11.2.6)',
    String.raw`
      0.000 TX AT+CREG?\r                                    => command
      0.004 RX \r\n+CREG: 1\r\n                              => urc
      0.005 RX \r\n+CREG: 1,"00C3","0012A4B1"\r\n            => urc
      0.006 RX \r\n+CREG: 2,1,"00C3","0012A4B1"\r\n          => info
      0.007 RX \r\n+CEREG: 5\r\n\r\nOK\r\n                   => urc final
      0.100 TX AT+CNSMOD?\r                                  => command
      0.110 RX \r\n+CNSMOD: 8\r\n\r\n+CNSMOD: 1,8\r\n\r\nOK\r\n => urc info final
      0.200 TX AT+CIPRXGET=4,0\r                             => command
      0.210 RX \r\n+CIPRXGET: 1,0\r\n\r\n+CIPRXGET: 4,0,12\r\n\r\nOK\r\n => urc info final
      0.300 TX AT+CSQ\r                                      => command
      0.310 RX \r\n+CSQ: 20,99\r\n\r\n+CSQ: 21,99\r\n\r\nOK\r\n => info urc final
      0.400 TX AT+NETOPEN?\r                                 => command
      0.410 RX \r\n+NETOPEN: 1\r\n\r\nOK\r\n                 => info final
      0.500 TX AT+CREG=?\r                                   => command
      0.510 RX \r\n+CREG: (0-2)\r\n\r\nOK\r\n                => info final
      0.600 RX \r\n+CSQ: 22,99\r\n                           => urc`,
  ],
  [
    'an answer after the host gave up, then the answer it waits for',
    String.raw`
      0.000 TX AT+CGREG?\r                                   => command
      3.000 TX AT+CSQ\r                                      => command
      4.000 RX \r\n+CGREG: 0,1\r\n\r\nOK\r\n                 => late final
      4.010 RX \r\n+CSQ: 22,99\r\n\r\nOK\r\n                 => info final`,
  ],
  [
    'a command the host gave up on, echoed and answered after all',
    String.raw`
      0.000 TX AT+CGMR\r                                     => command
      3.000 TX AT+CSQ\r                                      => command
      4.000 RX AT+CGMR\r\r\n+CGMR: LE11B01\r\n\r\nOK\r\n    => echo info final
      4.010 RX AT+CSQ\r\r\n+CSQ: 22,99\r\n\r\nOK\r\n       => echo info final`,
  ],
  [
    'a command the modem never heard, told by the echo of the next one',
    String.raw`
      0.000 TX AT+CGMR\r                                     => command
      0.300 TX AT+CSQ\r                                      => command
      0.310 RX AT+CSQ\r\r\n+CSQ: 22,99\r\n\r\nOK\r\n       => echo info final
      0.400 RX hello\r\n                                     => text`,
  ],
  [
    'AT repeated until the modem wakes',
    String.raw`
      0.000 TX AT\r                                          => command
      0.300 TX AT\r                                          => command
      0.600 TX AT\r                                          => command
      0.604 RX AT\r\r\nOK\r\n                                => echo final
      0.700 TX AT+CPIN?\r                                    => command
      0.704 RX AT+CPIN?\r\r\n+CPIN: READY\r\n\r\nOK\r\n      => echo info final
      0.800 RX \r\n+CPIN: NOT READY\r\n                      => urc
      0.900 TX AT\r                                          => command
      1.200 TX AT\r                                          => command
      1.204 RX \r\nOK\r\n                                    => final
      1.300 RX hello\r\n                                     => text`,
  ],
  [
    'with echo on, a report before the echo is no answer yet',
    String.raw`
      0.000 TX AT\r                                          => command
      0.004 RX AT\r\r\nOK\r\n                                => echo final
      0.100 TX AT+CPIN?\r                                    => command
      0.101 RX \r\n+CPIN: NOT READY\r\n                      => urc
      0.104 RX AT+CPIN?\r\r\n+CPIN: READY\r\n\r\nOK\r\n      => echo info final
      0.200 TX ATE0\r                                        => command
      0.204 RX ATE0\r\r\nOK\r\n                              => echo final
      0.300 TX AT+CPIN?\r                                    => command
      0.304 RX \r\n+CPIN: READY\r\n\r\nOK\r\n                => info final`,
  ],
  [
    'two recorders, the one of the host behind: the echo comes before its command',
    String.raw`
      0.000 TX AT\r                                          => command
      0.001 RX AT\r\r\nOK\r\n                                => echo final
      0.100 RX AT+CSQ\r                                      => echo
      0.101 TX AT+CSQ\r                                      => command
      0.102 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n                 => info final`,
  ],
  [
    'lines of a profile dump are its answer, whatever they are named (2.2.17)',
    String.raw`
      0.000 TX AT&V\r                                        => command
      0.010 RX \r\n&C: 2; E: 1; \xff\r\n+CREG: 0\r\n+CSQ: 1\r\n\r\nOK\r\n => info info info final
      0.100 TX ATI\r                                         => command
      0.110 RX \r\nManufacturer: SIMCOM INCORPORATED\r\n+GCAP: +CGSM\r\n\r\nOK\r\n => info info final`,
  ],
  [
    'calls, and an SMS with its text',
    String.raw`
      0.000 RX \r\r\n+CRING: VOICE\r\r\n                     => urc
      1.000 RX \r\nRING\r\n\r\nNO CARRIER\r\n                => urc urc
      2.000 TX ATD123;\r                                     => command
      2.900 RX \r\nNO CARRIER\r\n                            => final
      3.000 RX \r\n+CMT: "+10005551234",,"25/01/01,10:00:00+04"\r\nOK\r\n => urc urc
      4.000 RX \r\n+CMTI: "SM",4\r\n                         => urc`,
  ],
  [
    'lines nobody asked for: named ones are reports, others text',
    String.raw`
      0.000 RX \r\n>\r\n                                     => prompt
      0.001 RX \r\n+FUTURE: 1\r\n                            => urc
      0.100 RX debian login: root\r\n                        => text
      0.200 RX BATTERY LOW: 3300\r\n                         => urc`,
  ],
  [
    'one wire tapped: the echo tells the command',
    String.raw`
      0.000 RX AT+CSQ\r\r\n+CSQ: 22,99\r\n\r\nOK\r\n         => echo info final
      0.900 RX \r\n+NETOPEN: 0AT+IPADDR\r\r\n+IPADDR: 10.44.0.7\r\n => late* echo info
      1.000 RX \r\nAT_ERROR\r\n                              => final
      1.100 RX +COPS: 0,0,"AT&T",7\r\n                       => urc`,
  ],
  [
    'ESP-AT: CONNECT before OK, outcomes after the data',
    String.raw`
      0.000 RX \r\nready\r\n\r\nWIFI GOT IP\r\n              => urc urc
      0.100 TX AT+CIPSTART="TCP","203.0.113.9",1883\r\n      => command
      0.150 RX CONNECT\r\n\r\nOK\r\n                         => info final
      0.200 TX AT+CIPSEND=2\r\n                              => command=\nAT+CIPSEND=2\r\n
      0.210 RX \r\nOK\r\n\r\n>                               => final prompt
      0.220 TX \xc0\x00                                      => payload
      0.230 RX \r\nRecv 2 bytes\r\n\r\nSEND OK\r\n           => urc late
      0.300 TX AT+MQTTPUBRAW=0,"a/b",3,0,0\r\n               => command
      0.310 RX \r\nOK\r\n\r\n>                               => final prompt
      0.320 TX abc                                           => payload
      0.330 RX +MQTTPUB:OK\r\n                               => late`,
  ],
];

describe('dialogues', () => {
  it.each(dialogues)('%s', (_, dialogue) => expectRows(dialogue));
});
