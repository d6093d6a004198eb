import { describe, it } from 'vitest';
import { createDictionary } from '../dictionary/dictionary.ts';
import type { TrackerOptions } from './createTransactionTracker.ts';
import { expectTransactions } from './engine.testkit.ts';

// Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00.
type Case = readonly [name: string, log: string, expected: readonly string[]];

const late: readonly Case[] = [
  [
    'several outcomes are due at once and come in another order',
    String.raw`0.0 TX AT+NETOPEN\r
               0.1 RX \r\nOK\r\n
               0.2 TX AT+CMQTTPUB=0,1,60\r
               0.3 RX \r\nOK\r\n
               0.4 TX AT+CSQ\r
               0.5 RX \r\n+CMQTTPUB: 0,0\r\n\r\n+CSQ: 9,99\r\n\r\n+NETOPEN: 0\r\n\r\nOK\r\n`,
    [
      'AT+NETOPEN -> ok 0 | outcome +NETOPEN: 0',
      'AT+CMQTTPUB=0,1,60 -> ok 0 | outcome +CMQTTPUB: 0,0',
      'AT+CSQ -> ok | info +CSQ: 9,99',
    ],
  ],
  [
    'two of the same name are told apart by their link',
    String.raw`0.0 TX AT+CIPOPEN=1,"TCP","a.example",1\r
               0.1 RX \r\nOK\r\n
               0.2 TX AT+CIPOPEN=2,"TCP","b.example",1\r
               0.3 RX \r\nOK\r\n
               5.0 RX \r\n+CIPOPEN: 2,0\r\n
               9.0 RX \r\n+CIPOPEN: 1,10\r\n`,
    [
      'AT+CIPOPEN=1,"TCP","a.example",1 -> ok 10! | outcome +CIPOPEN: 1,10',
      'AT+CIPOPEN=2,"TCP","b.example",1 -> ok 0 | outcome +CIPOPEN: 2,0',
    ],
  ],
  [
    'the outcome of one link while another is being opened',
    String.raw`0.0 TX AT+CIPOPEN=1,"TCP","a.example",1\r
               0.1 RX \r\nOK\r\n
               0.2 TX AT+CIPOPEN=2,"TCP","b.example",1\r
               0.3 RX \r\n+CIPOPEN: 1,0\r\n\r\nOK\r\n
               5.0 RX \r\n+CIPOPEN: 2,0\r\n`,
    [
      'AT+CIPOPEN=1,"TCP","a.example",1 -> ok 0 | outcome +CIPOPEN: 1,0',
      'AT+CIPOPEN=2,"TCP","b.example",1 -> ok 0 | outcome +CIPOPEN: 2,0',
    ],
  ],
  [
    'the outcome of the first publish before the OK of the second',
    String.raw`0.0 TX AT+CMQTTPUB=0,1,60\r
               0.1 RX \r\nOK\r\n
               0.2 TX AT+CMQTTPUB=0,1,60\r
               0.3 RX \r\n+CMQTTPUB: 0,0\r\n\r\nOK\r\n
               0.6 RX \r\n+CMQTTPUB: 0,17\r\n`,
    ['AT+CMQTTPUB=0,1,60 -> ok 0 | outcome +CMQTTPUB: 0,0', 'AT+CMQTTPUB=0,1,60 -> ok 17! | outcome +CMQTTPUB: 0,17'],
  ],
  [
    'the second publish is refused while the first is under way',
    String.raw`0.0 TX AT+CMQTTPUB=0,1,60\r
               0.1 RX \r\nOK\r\n
               0.2 TX AT+CMQTTPUB=0,1,60\r
               0.3 RX \r\n+CMQTTPUB: 0,14\r\n\r\nERROR\r\n
               0.6 RX \r\n+CMQTTPUB: 0,0\r\n`,
    [
      'AT+CMQTTPUB=0,1,60 -> ok 0 | outcome +CMQTTPUB: 0,0',
      'AT+CMQTTPUB=0,1,60 -> error 14! | outcome +CMQTTPUB: 0,14',
    ],
  ],
  [
    'the outcome between a query and its answer',
    String.raw`0.0 TX AT+NETOPEN\r
               0.1 RX \r\nOK\r\n
               0.2 TX AT+NETOPEN?\r
               0.3 RX \r\n+NETOPEN: 0\r\n\r\n+NETOPEN: 1\r\n\r\nOK\r\n
               1.0 TX AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1\r
               1.1 RX \r\nOK\r\n
               1.2 TX AT+CMQTTCONNECT?\r
               1.3 RX \r\n+CMQTTCONNECT: 0,0\r\n\r\n+CMQTTCONNECT: 0,"tcp://a.example:1883",60,1\r\n+CMQTTCONNECT: 1\r\n\r\nOK\r\n`,
    [
      'AT+NETOPEN -> ok 0 | outcome +NETOPEN: 0',
      'AT+NETOPEN? -> ok | info +NETOPEN: 1',
      'AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1 -> ok 0 | outcome +CMQTTCONNECT: 0,0',
      'AT+CMQTTCONNECT? -> ok | info +CMQTTCONNECT: 0,"tcp://a.example:1883",60,1 | info +CMQTTCONNECT: 1',
    ],
  ],
  [
    'a query answered as usual while an outcome is due',
    String.raw`0.0 TX AT+NETOPEN\r
               0.1 RX \r\nOK\r\n
               0.2 TX AT+NETOPEN?\r
               0.3 RX \r\n+NETOPEN: 0\r\n\r\nOK\r\n
               0.9 RX \r\n+NETOPEN: 0\r\n`,
    ['AT+NETOPEN -> ok 0 | outcome +NETOPEN: 0', 'AT+NETOPEN? -> ok | info +NETOPEN: 0'],
  ],
  [
    'a result glued to the next echo',
    String.raw`0.0 TX AT+NETOPEN\r
               0.1 RX AT+NETOPEN\r\r\nOK\r\n
               0.9 TX AT+IPADDR\r
               0.9 RX \r\n+NETOPEN: 0AT+IPADDR\r\r\n+IPADDR: 10.44.0.7\r\n\r\nOK\r\n`,
    ['AT+NETOPEN echo -> ok 0 | outcome +NETOPEN: 0', 'AT+IPADDR echo -> ok | info +IPADDR: 10.44.0.7'],
  ],
  [
    'after its maximum a result belongs to nothing any more',
    String.raw`0.0 TX AT+NETOPEN\r
               0.1 RX \r\nOK\r\n
             200.0 RX \r\n+NETOPEN: 0\r\n`,
    ['AT+NETOPEN -> ok'],
  ],
];

const impatient: readonly Case[] = [
  [
    'the host gave up and went on; the answer comes before the next one',
    String.raw`0.0 TX AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1\r
              10.0 TX AT+CSQ\r
              21.0 RX \r\n+CMQTTCONNECT: 0,3\r\n\r\nERROR\r\n\r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    [
      'AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1 -> error 3! | outcome +CMQTTCONNECT: 0,3',
      'AT+CSQ -> ok | info +CSQ: 9,99',
    ],
  ],
  [
    'commands sent too soon are answered in turn',
    String.raw`0.00 TX AT+CMEE=2\r
               0.01 TX AT+CSQ\r
               0.10 RX AT+CMEE=2\r\r\nOK\r\nAT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['AT+CMEE=2 echo -> ok', 'AT+CSQ echo -> ok | info +CSQ: 9,99'],
  ],
  [
    'both echoes before both answers',
    String.raw`0.00 TX AT+CMEE=2\r
               0.01 RX AT+CMEE=2\r
               0.02 TX AT+CREG=1\r
               0.03 RX AT+CREG=1\r
               0.10 RX \r\nOK\r\n\r\nOK\r\n`,
    ['AT+CMEE=2 echo -> ok', 'AT+CREG=1 echo -> ok'],
  ],
  [
    'a modem that starts: AT until it answers',
    String.raw`0.0 TX AT\r
               0.3 TX AT\r
               0.6 TX AT\r
               0.7 RX AT\r\r\nOK\r\n`,
    ['AT -> (superseded)', 'AT -> (superseded)', 'AT echo -> ok'],
  ],
  [
    'the same without echo',
    String.raw`0.0 TX AT\r
               0.3 TX AT\r
               0.4 RX \r\nOK\r\n`,
    ['AT -> (superseded)', 'AT -> ok'],
  ],
  [
    'what was never echoed was never seen',
    String.raw`0.0 TX AT+CGATT?\r
               5.0 TX AT+CSQ\r
               5.1 RX AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['AT+CGATT? -> (superseded)', 'AT+CSQ echo -> ok | info +CSQ: 9,99'],
  ],
  [
    'nor was one a moment before an echo',
    String.raw`0.0 TX AT+CFUN=1\r
               0.5 TX AT+CMEE=2\r
               0.6 RX AT+CMEE=2\r\r\nOK\r\n`,
    ['AT+CFUN=1 -> (superseded)', 'AT+CMEE=2 echo -> ok'],
  ],
  [
    'a modem that wakes up and begins with what was given up',
    String.raw`0.0 TX AT+CMEE=2\r
               5.0 TX AT+CFUN=1\r
               6.0 RX AT+CMEE=2\r\r\nOK\r\nAT+CFUN=1\r\r\nOK\r\n`,
    ['AT+CMEE=2 echo -> ok', 'AT+CFUN=1 echo -> ok'],
  ],
  [
    'a name that was asked for before, without an answer',
    String.raw`0.0 TX AT+CREG=1\r
               5.0 TX AT+CREG?\r
               5.1 RX \r\n+CREG: 0,1\r\n\r\nOK\r\n`,
    ['AT+CREG=1 -> (superseded)', 'AT+CREG? -> ok | info +CREG: 0,1'],
  ],
  [
    'a damaged OK that comes out only with the next line is older than the command',
    String.raw`0.0 TX AT\r
               0.1 RX \r\nOK\r\n\r\nOK\r
               0.2 TX AT+CSQ\r
               0.3 RX AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['AT -> ok', 'AT+CSQ echo -> ok | info +CSQ: 9,99'],
  ],
  [
    'no answer within the maximum (16.2.1: 120 s), the next command after it',
    String.raw`0.0 TX AT+CMQTTSTART\r
             130.0 TX AT\r
             130.1 RX \r\nOK\r\n
             140.0 TX AT+CSQ\r
             250.0 RX \r\n+CREG: 1\r\n`,
    ['AT+CMQTTSTART -> (timeout)', 'AT -> ok', 'AT+CSQ -> (timeout)'],
  ],
  [
    'reports between a command and its answer',
    String.raw`0.0 TX AT+CIPRXGET=4,0\r
               0.1 RX AT+CIPRXGET=4,0\r\r\n+CIPRXGET: 1,0\r\n\r\n+CIPRXGET: 4,0,12\r\n\r\nOK\r\n
               1.0 TX AT+CREG?\r
               1.1 RX AT+CREG?\r\r\n+CREG: 2\r\n\r\n+CREG: 0,2\r\n\r\nOK\r\n`,
    [
      'AT+CIPRXGET=4,0 echo -> ok | urc +CIPRXGET: 1,0 | info +CIPRXGET: 4,0,12',
      'AT+CREG? echo -> ok | urc +CREG: 2 | info +CREG: 0,2',
    ],
  ],
];

const prompts: readonly Case[] = [
  [
    'fewer bytes than declared: the next command is taken as data (10.2.5)',
    String.raw`0.0 TX AT+CMQTTPAYLOAD=0,24\r
               0.1 RX \r\n>
               0.1 TX {"mv":3712}
               5.0 TX AT+CMQTTPUB=0,1,60\r
               5.1 RX \r\nOK\r\n`,
    ['AT+CMQTTPAYLOAD=0,24 -> ok | data 24/24', ',1,60 -> (end)'],
  ],
  [
    'more bytes than declared: the rest is a command line',
    String.raw`0.0 TX AT+CMQTTPAYLOAD=0,3\r
               0.1 RX \r\n>
               0.1 TX abcdef\r\n
               0.2 RX \r\nOK\r\n`,
    ['AT+CMQTTPAYLOAD=0,3 -> ok | data 3/3', 'def -> (end)'],
  ],
  [
    'which the modem may refuse',
    String.raw`0.0 TX AT+CMQTTTOPIC=0,5\r
               0.1 RX \r\n>
               0.1 TX dev/1/power\r
               0.2 RX \r\nOK\r\n\r\nERROR\r\n`,
    ['AT+CMQTTTOPIC=0,5 -> ok | data 5/5', '/power -> error'],
  ],
  [
    'a DOWNLOAD line as prompt (13.2.7)',
    String.raw`0.0 TX AT+HTTPDATA=4,10000\r
               0.1 RX \r\nDOWNLOAD\r\n
               0.2 TX a=42
               0.3 RX \r\nOK\r\n`,
    ['AT+HTTPDATA=4,10000 -> ok | data 4/4'],
  ],
  [
    'Ctrl-Z ends data and does not count; ETX escapes (11.2.5, 9.2.12)',
    String.raw`0.0 TX AT+CIPSEND=0,\r
               0.1 RX \r\n>
               0.2 TX a\x03\x1a\x03\x03b\x1a
               0.3 RX \r\nOK\r\n\r\n+CIPSEND: 0,4,4\r\n
               1.0 TX AT+CMGS="+491"\r
               1.1 RX \r\n> 
               1.2 TX hello\x1a
               3.0 RX \r\n+CMGS: 7\r\n\r\nOK\r\n`,
    [
      'AT+CIPSEND=0, -> ok 0 | outcome +CIPSEND: 0,4,4 | data 4/open',
      'AT+CMGS="+491" -> ok | info +CMGS: 7 | data 5/open',
    ],
  ],
  [
    'the prompt of a subscription, its failure before OK (16.2.13)',
    String.raw`0.0 TX AT+CMQTTSUB=0,9,1\r
               0.1 RX \r\n>
               0.1 TX secret/##
               0.7 RX \r\n+CMQTTSUB: 0,6\r\n\r\n+CMQTTCONNLOST: 0,1\r\n\r\nOK\r\n`,
    ['AT+CMQTTSUB=0,9,1 -> ok 6! | outcome +CMQTTSUB: 0,6 | urc +CMQTTCONNLOST: 0,1 | data 9/9'],
  ],
  [
    'data of an unknown command counts up to its result',
    String.raw`0.0 TX AT+QFOO="x"\r
               0.1 RX \r\n> 
               0.2 TX some data
               0.3 RX \r\nOK\r\n`,
    ['AT+QFOO="x" -> ok | data 9/open'],
  ],
];

const restarts: readonly Case[] = [
  [
    'in the middle of a command',
    String.raw`0.0 TX AT+CMQTTSTART\r
               0.1 RX AT+CMQTTSTART\r
               1.0 RX \xfe\xe0\x00\xf8\r\nRDY\r\n
               9.0 TX AT\r
               9.1 RX AT\r\r\nOK\r\n`,
    ['AT+CMQTTSTART echo -> (restart) | urc RDY', 'AT echo -> ok'],
  ],
  [
    'while an outcome was due',
    String.raw`0.0 TX AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1\r
               0.1 RX \r\nOK\r\n
               1.0 RX \r\n*ATREADY: 1\r\n
               3.0 RX \r\n+CMQTTCONNECT: 0,0\r\n`,
    ['AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1 -> ok'],
  ],
  [
    'at a prompt',
    String.raw`0.0 TX AT+CMQTTTOPIC=0,5\r
               0.1 RX \r\n>
               0.2 TX pl
               0.3 RX \r\nRDY\r\n
               0.4 TX ant`,
    ['AT+CMQTTTOPIC=0,5 -> (restart) | urc RDY | data 2/5', 'ant -> (end)'],
  ],
  [
    'a command sent before the banner is answered after it',
    String.raw`0.0 TX AT\r
               1.0 RX \r\n*ATREADY: 1\r\n\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n
               3.0 RX AT\r\r\nOK\r\n`,
    ['AT echo -> ok | urc *ATREADY: 1 | urc +CPIN: READY | urc SMS DONE'],
  ],
  [
    'or not at all',
    String.raw`0.0 TX AT+CSQ\r
               0.3 RX \r\nRDY\r\n
               0.5 TX AT\r
               0.6 RX \r\nOK\r\n`,
    ['AT+CSQ -> (restart) | urc RDY', 'AT -> ok'],
  ],
];

const knowledge: readonly (readonly [string, TrackerOptions])[] = [
  ['by the framer’s tables', {}],
  ['by the dictionary of a SIM7600', { lookup: createDictionary('sim7600').command }],
];

describe.each(knowledge)('transactions in trouble, %s', (_, options) => {
  describe('late results', () => {
    it.each(late)('%s', (_, log, expected) => expectTransactions(log, expected, options));
  });
  describe('impatient hosts and slow modems', () => {
    it.each(impatient)('%s', (_, log, expected) => expectTransactions(log, expected, options));
  });
  describe('prompts and data', () => {
    it.each(prompts)('%s', (_, log, expected) => expectTransactions(log, expected, options));
  });
  describe('restarts', () => {
    it.each(restarts)('%s', (_, log, expected) => expectTransactions(log, expected, options));
  });
});
