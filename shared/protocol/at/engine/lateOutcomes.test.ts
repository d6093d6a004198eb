import { describeTransactions, type TransactionCase } from './engine.testkit.ts';

// Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00.

const late: readonly TransactionCase[] = [
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

const restarts: readonly TransactionCase[] = [
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

describeTransactions({
  'late results': late,
  restarts: restarts,
});
