import { describeTransactions, type TransactionCase } from './engine.testkit.ts';

// Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00.

const impatient: readonly TransactionCase[] = [
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
    'an answer whose result was damaged does not take the next one',
    String.raw`0.0 TX AT+CSQ\r
               0.1 RX \r\n+CSQ: 9,99\r\n\r\nOJ\r\n
               3.0 TX AT+CREG?\r
               3.1 RX \r\n+CREG: 0,1\r\n\r\nOK\r\n`,
    ['AT+CSQ -> (superseded) | info +CSQ: 9,99 | info OJ', 'AT+CREG? -> ok | info +CREG: 0,1'],
  ],
  [
    'line ends alone are no result',
    String.raw`0.0 TX AT\r
               0.1 RX \r\nOK\r\n
               1.0 TX AT+CSQ\r
               1.1 RX \x80\xfe\xe0\r\n
               1.2 RX \r\n`,
    ['AT -> ok', 'AT+CSQ -> (end)'],
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
    'a search for networks that takes longer than other commands may',
    String.raw`0.0 TX AT+COPS=?\r
              75.0 RX \r\n+COPS: (2,"a","a","00101",7)\r\n\r\nOK\r\n`,
    ['AT+COPS=? -> ok | info +COPS: (2,"a","a","00101",7)'],
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

describeTransactions({
  'impatient hosts and slow modems': impatient,
});
