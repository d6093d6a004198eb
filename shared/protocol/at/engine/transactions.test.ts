import { describeTransactions, type TransactionCase } from './engine.testkit.ts';

// Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00.

const hosts: readonly TransactionCase[] = [
  [
    'the end of counted data before the AT (V.250 5.2.1)',
    String.raw`0.0 TX AT+CMQTTPAYLOAD=0,4\r
               0.1 RX \r\n>
               0.2 TX 21.5}
               0.3 RX \r\nOK\r\n
               0.5 TX AT+CSQ\r
               0.6 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['AT+CMQTTPAYLOAD=0,4 -> ok | data 4/4', 'AT+CSQ -> ok | info +CSQ: 9,99'],
  ],
  [
    'the echo differs from what was sent: bit errors on the way to the modem',
    String.raw`0.0 TX AT+CREG=1\r
               0.1 RX AT+CREG}1\r\r\nERROR\r\n`,
    ['AT+CREG=1 ~echo -> error'],
  ],
  [
    "an echo before its command: two recorders, the host's the slower one",
    String.raw`0.0 TX AT\r
               0.1 RX AT\r\r\nOK\r\n
               1.0 RX AT+CSQ\r
               1.0 TX AT+CSQ\r
               1.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['AT echo -> ok', 'AT+CSQ echo -> ok | info +CSQ: 9,99'],
  ],
  [
    'even the answer may be there first',
    String.raw`0.00 TX AT\r
               0.01 RX AT\r\r\nOK\r\n
               1.00 RX AT+CMEE=2\r\r\nOK\r\n
               1.01 TX AT+CMEE=2\r
               9.00 TX AT+CMEE=2\r
               9.01 RX AT+CMEE=2\r\r\nOK\r\n`,
    ['AT echo -> ok', 'AT+CMEE=2 echo -> ok', 'AT+CMEE=2 echo -> ok'],
  ],
  [
    'the echo of data is no command',
    String.raw`0.0 TX AT+CMGS="+491"\r
               0.1 RX AT+CMGS="+491"\r\r\n> 
               1.2 TX AT once\x1a
               3.0 RX AT once\r\n\r\n+CMGS: 7\r\n\r\nOK\r\n`,
    ['AT+CMGS="+491" echo -> ok | info +CMGS: 7 | data 7/open'],
  ],
  [
    'A/ repeats the command (2.2.1)',
    String.raw`0.0 TX AT+CSQ\r
               0.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n
               1.0 TX A/
               1.1 RX \r\n+CSQ: 10,99\r\n\r\nOK\r\n`,
    ['AT+CSQ -> ok | info +CSQ: 9,99', 'A/ -> ok | info +CSQ: 10,99'],
  ],
  [
    'chained commands are one transaction (1.4.4)',
    String.raw`0.0 TX AT+CREG?;+CEREG?;+NETOPEN\r
               0.1 RX \r\n+CREG: 0,1\r\n\r\n+CEREG: 0,5\r\n\r\nOK\r\n
               1.0 RX \r\n+NETOPEN: 0\r\n`,
    ['AT+CREG?;+CEREG?;+NETOPEN -> ok 0 | info +CREG: 0,1 | info +CEREG: 0,5 | outcome +NETOPEN: 0'],
  ],
  [
    'a command typed by hand, slower than the framer waits',
    String.raw`0.0 TX AT+
               3.0 TX CSQ\r
               3.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['AT+CSQ -> ok | info +CSQ: 9,99'],
  ],
  [
    'a command without CR, then another one after a pause',
    String.raw`0.0 TX ATE0
               5.0 TX ATE0\r
               5.1 RX \r\nERROR\r\n
               9.0 TX AT+CSQ`,
    ['ATE0 -> (superseded)', 'ATE0 -> error', 'AT+CSQ -> (end)'],
  ],
  [
    'lines that end with LF alone are several',
    String.raw`0.0 TX AT\n
               0.5 TX AT+CSQ\n`,
    ['AT -> (superseded)', 'AT+CSQ -> (end)'],
  ],
  [
    'blank lines and line ends alone are no commands',
    String.raw`0.0 TX \r\n\r\nAT\r\n
               0.1 RX \r\nOK\r\n
               1.0 TX \r`,
    ['AT -> ok'],
  ],
  [
    'a line that is no command gets no answer',
    String.raw`0.5 TX hello\r
               1.0 TX AT\r
               1.1 RX \r\nOK\r\n`,
    ['hello -> (superseded)', 'AT -> ok'],
  ],
  [
    'and does not end the wait for one',
    String.raw`0.0 TX AT+COPS=?\r
               2.0 TX hello\r`,
    ['AT+COPS=? -> (end)', 'hello -> (end)'],
  ],
  [
    'a command known from its echo, and the same one later',
    String.raw`0.0 RX AT\r\r\nOK\r\n
               5.0 TX AT\r
               5.1 RX \r\nOK\r\n`,
    ['AT echo -> ok', 'AT -> ok'],
  ],
];

const sides: readonly TransactionCase[] = [
  [
    'only the modem is heard: commands are known from their echoes',
    String.raw`0.0 RX AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n
               1.0 RX AT+CMQTTSTART\r\r\n+CMQTTSTART: 0\r\n\r\nOK\r\n`,
    ['AT+CSQ echo -> ok | info +CSQ: 9,99', 'AT+CMQTTSTART echo -> ok 0 | outcome +CMQTTSTART: 0'],
  ],
  [
    'only the host is heard',
    String.raw`0.0 TX AT\r
               1.0 TX AT+CSQ\r`,
    ['AT -> (superseded)', 'AT+CSQ -> (end)'],
  ],
  [
    'a late result of a command that is not in the capture, inside another answer',
    String.raw`0.0 TX AT+CSQ\r
               0.1 RX \r\n+NETOPEN: 0\r\n\r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['AT+CSQ -> ok | info +CSQ: 9,99'],
  ],
  [
    'the capture begins in the middle of a dialogue',
    String.raw`0.0 RX Q: 9,99\r\n\r\nOK\r\n\r\n+CMQTTCONNECT: 0,0\r\n
               1.0 TX AT\r
               1.1 RX \r\nOK\r\n`,
    ['AT -> ok'],
  ],
];

const prompts: readonly TransactionCase[] = [
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

describeTransactions({
  'what hosts send': hosts,
  'captures of less than everything': sides,
  'prompts and data': prompts,
});
