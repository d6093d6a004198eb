import { describeTransactions, type TransactionCase } from './engine.testkit.ts';

// Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00.

const order: readonly TransactionCase[] = [
  [
    'SIM7600: the result of START before OK (16.2.1)',
    String.raw`0.0 TX AT+CMQTTSTART\r
               0.5 RX AT+CMQTTSTART\r\r\n+CMQTTSTART: 0\r\n\r\nOK\r\n`,
    ['AT+CMQTTSTART echo -> ok 0 | outcome +CMQTTSTART: 0'],
  ],
  [
    'A76xx: the same after OK',
    String.raw`0.0 TX AT+CMQTTSTART\r
               0.1 RX AT+CMQTTSTART\r\r\nOK\r\n\r\n+CMQTTSTART: 0\r\n`,
    ['AT+CMQTTSTART echo -> ok 0 | outcome +CMQTTSTART: 0'],
  ],
  [
    'the result of CONNECT seconds after OK, of a failed one before ERROR without OK (16.2.8)',
    String.raw`0.0 TX AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1\r
               0.1 RX \r\nOK\r\n
               9.0 RX \r\n+CMQTTCONNECT: 0,0\r\n
              10.0 TX AT+CMQTTCONNECT=1,"tcp://10.0.0.9:1883",60,1\r
              31.0 RX \r\n+CMQTTCONNECT: 1,3\r\n\r\nERROR\r\n`,
    [
      'AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1 -> ok 0 | outcome +CMQTTCONNECT: 0,0',
      'AT+CMQTTCONNECT=1,"tcp://10.0.0.9:1883",60,1 -> error 3! | outcome +CMQTTCONNECT: 1,3',
    ],
  ],
  [
    'an error line before ERROR of a command whose OK is final (16.2.4, 16.2.9)',
    String.raw`0.0 TX AT+CMQTTACCQ=0,"n1"\r
               0.1 RX \r\n+CMQTTACCQ: 0,19\r\n\r\nERROR\r\n
               1.0 TX AT+CMQTTTOPIC=0,4\r
               1.1 RX \r\n+CMQTTTOPIC: 0,14\r\n\r\nERROR\r\n`,
    [
      'AT+CMQTTACCQ=0,"n1" -> error 19! | outcome +CMQTTACCQ: 0,19',
      'AT+CMQTTTOPIC=0,4 -> error 14! | outcome +CMQTTTOPIC: 0,14',
    ],
  ],
  [
    'a query has an answer, no outcome (11.2.1: 1 = open)',
    String.raw`0.0 TX AT+NETOPEN?\r
               0.1 RX \r\n+NETOPEN: 1\r\n\r\nOK\r\n`,
    ['AT+NETOPEN? -> ok | info +NETOPEN: 1'],
  ],
  [
    'a UDP socket: result, then OK (11.2.3)',
    String.raw`0.0 TX AT+CIPOPEN=1,"UDP",,,5000\r
               0.1 RX \r\n+CIPOPEN: 1,0\r\n\r\nOK\r\n`,
    ['AT+CIPOPEN=1,"UDP",,,5000 -> ok 0 | outcome +CIPOPEN: 1,0'],
  ],
  [
    'CIPSEND tells asked and confirmed bytes (11.2.5)',
    String.raw`0.0 TX AT+CIPSEND=0,2\r
               0.1 RX \r\n>
               0.1 TX \xc0\x00
               0.2 RX \r\nOK\r\n\r\n+CIPSEND: 0,2,2\r\n
               1.0 TX AT+CIPSEND=0,2\r
               1.1 RX \r\n>
               1.1 TX \xc0\x00
               1.2 RX \r\nOK\r\n\r\n+CIPSEND: 0,2,-1\r\n
               2.0 TX AT+CIPSEND=0,2\r
               2.1 RX \r\n+CIPERROR: 2\r\n\r\nERROR\r\n`,
    [
      'AT+CIPSEND=0,2 -> ok 0 | outcome +CIPSEND: 0,2,2 | data 2/2',
      'AT+CIPSEND=0,2 -> ok -1! | outcome +CIPSEND: 0,2,-1 | data 2/2',
      'AT+CIPSEND=0,2 -> error 2! | outcome +CIPERROR: 2',
    ],
  ],
  [
    'the error of a send is not that of the connection which is still due (11.2.5)',
    String.raw`0.0 TX AT+CIPOPEN=0,"TCP","a.example",1883\r
               0.1 RX \r\nOK\r\n
               0.2 TX AT+CIPSEND=0,2\r
               0.3 RX \r\n+CIPERROR: 2\r\n\r\nERROR\r\n
               3.0 RX \r\n+CIPOPEN: 0,0\r\n`,
    [
      'AT+CIPOPEN=0,"TCP","a.example",1883 -> ok 0 | outcome +CIPOPEN: 0,0',
      'AT+CIPSEND=0,2 -> error 2! | outcome +CIPERROR: 2',
    ],
  ],
  [
    'ESP-AT: OK is all for AT+MQTTPUB, the line in words is that of AT+MQTTPUBRAW',
    String.raw`0.0 TX AT+MQTTPUB=0,"a","b",1,0\r
               0.1 RX \r\nOK\r\n
               1.0 TX AT+MQTTPUBRAW=0,"a",2,1,0\r
               1.1 RX \r\nOK\r\n\r\n>
               1.2 TX hi
               1.3 RX \r\n+MQTTPUB:OK\r\n`,
    ['AT+MQTTPUB=0,"a","b",1,0 -> ok', 'AT+MQTTPUBRAW=0,"a",2,1,0 -> ok 0 | outcome +MQTTPUB:OK | data 2/2'],
  ],
  [
    'the HTTP status is the outcome; data headers of HTTPREAD are none (13.2)',
    String.raw`0.0 TX AT+HTTPACTION=0\r
               0.1 RX \r\nOK\r\n
               2.0 RX \r\n+HTTPACTION: 0,200,3\r\n
               3.0 TX AT+HTTPREAD=0,3\r
               3.1 RX \r\nOK\r\n\r\n+HTTPREAD: DATA,3\r\nabc\r\n+HTTPREAD: 0\r\n
               4.0 TX AT+HTTPACTION=0\r
               4.1 RX \r\nOK\r\n\r\n+HTTPACTION: 0,714,0\r\n
               5.0 TX AT+HTTPREAD=0,3\r
               5.1 RX \r\nOK\r\n\r\n+HTTPREAD: 705\r\n`,
    [
      'AT+HTTPACTION=0 -> ok 200 | outcome +HTTPACTION: 0,200,3',
      'AT+HTTPREAD=0,3 -> ok 0 | info +HTTPREAD: DATA,3 | outcome +HTTPREAD: 0',
      'AT+HTTPACTION=0 -> ok 714! | outcome +HTTPACTION: 0,714,0',
      'AT+HTTPREAD=0,3 -> ok 705! | outcome +HTTPREAD: 705',
    ],
  ],
  [
    'CPING reports after OK until its summary (11.2.19), CDNSGIP says 1 when it found the name',
    String.raw`0.0 TX AT+CPING="h.example",1,2\r
               0.1 RX \r\nOK\r\n\r\n+CPING: 1,198.51.100.7,64,410,255\r\n\r\n+CPING: 2\r\n
               9.0 RX \r\n+CPING: 3,2,1,1,410,410,410\r\n
              10.0 TX AT+CDNSGIP="h.example"\r
              10.5 RX \r\n+CDNSGIP: 1,"h.example","198.51.100.7"\r\n\r\nOK\r\n
              11.0 TX AT+CDNSGIP="x.example"\r
              11.5 RX \r\n+CDNSGIP: 0,10\r\n\r\nERROR\r\n`,
    [
      'AT+CPING="h.example",1,2 -> ok 1 | info +CPING: 1,198.51.100.7,64,410,255 | info +CPING: 2 | outcome +CPING: 3,2,1,1,410,410,410',
      'AT+CDNSGIP="h.example" -> ok 0 | outcome +CDNSGIP: 1,"h.example","198.51.100.7"',
      'AT+CDNSGIP="x.example" -> error 10! | outcome +CDNSGIP: 0,10',
    ],
  ],
  [
    'outcomes in words, by link',
    String.raw`0.0 TX AT+CIPSTART=0,"TCP","a.example",1883\r\n
               0.1 RX \r\nOK\r\n
               1.0 TX AT+CIPSTART=1,"TCP","b.example",1883\r\n
               1.1 RX \r\nOK\r\n
               2.0 RX \r\n1, CONNECT OK\r\n
               9.0 RX \r\n0, CONNECT FAIL\r\n`,
    [
      'AT+CIPSTART=0,"TCP","a.example",1883 -> ok 1! | outcome 0, CONNECT FAIL',
      'AT+CIPSTART=1,"TCP","b.example",1883 -> ok 0 | outcome 1, CONNECT OK',
    ],
  ],
  [
    'outcomes in words (SIM800 8.2, ESP-AT)',
    String.raw`0.0 TX AT+CIPSTART=0,"TCP","a.example",1883\r\n
               0.1 RX \r\nOK\r\n
               1.0 TX AT+CMGF=1\r\n
              76.0 RX \r\n0, CONNECT FAIL\r\n
              77.0 TX AT+MQTTPUBRAW=0,"t",2,0,0\r\n
              77.1 RX \r\nOK\r\n\r\n>
              77.2 TX hi
              77.3 RX +MQTTPUB:OK\r\n`,
    [
      'AT+CIPSTART=0,"TCP","a.example",1883 -> ok 1! | outcome 0, CONNECT FAIL',
      'AT+CMGF=1 -> (timeout)',
      'AT+MQTTPUBRAW=0,"t",2,0,0 -> ok 0 | outcome +MQTTPUB:OK | data 2/2',
    ],
  ],
];

const results: readonly TransactionCase[] = [
  [
    'error codes as numbers and in words (3.2.18), SMS errors (3.4)',
    String.raw`0.0 TX AT+CPIN?\r
               0.1 RX \r\n+CME ERROR: 10\r\n
               1.0 TX AT+CPIN?\r
               1.1 RX \r\n+CME ERROR: SIM not inserted\r\n
               2.0 TX AT+CPIN?\r
               2.1 RX \r\n+CME ERROR: the moon is full\r\n
               3.0 TX AT+CMGR=1\r
               3.1 RX \r\n+CMS ERROR: 321\r\n`,
    ['AT+CPIN? -> cme 10', 'AT+CPIN? -> cme 10', 'AT+CPIN? -> cme the moon is full', 'AT+CMGR=1 -> cms 321'],
  ],
  [
    'numeric result codes (2.2.20)',
    String.raw`0.0 TX ATV0\r
               0.1 RX 0\r
               1.0 TX AT+CSQ\r
               1.1 RX +CSQ: 9,99\r\n0\r
               2.0 TX AT+XX\r
               2.1 RX 4\r`,
    ['ATV0 -> ok', 'AT+CSQ -> ok | info +CSQ: 9,99', 'AT+XX -> error'],
  ],
  [
    'a data call, and how it ends',
    String.raw`0.0 TX ATD*99#\r
               0.1 RX \r\nCONNECT 115200\r\n
               1.0 TX ~\xff}#\xc0!~
               2.0 RX \r\nNO CARRIER\r\n
               3.0 TX ATD*99#\r
               3.1 RX \r\nNO CARRIER\r\n`,
    ['ATD*99# -> CONNECT 115200', 'ATD*99# -> NO CARRIER'],
  ],
  [
    'data of a connection is not the data of a prompt',
    String.raw`0.0 TX AT+CIPSEND=0,2\r
               0.1 RX \r\n>
               0.2 TX ab
               0.3 RX \r\nOK\r\n
               1.0 TX ATO\r
               1.1 RX \r\nCONNECT\r\n
               1.2 TX more`,
    ['AT+CIPSEND=0,2 -> ok | data 2/2', 'ATO -> CONNECT'],
  ],
  [
    'LoRaWAN results (RUI3)',
    String.raw`0.0 TX AT+SEND=2:00\r\n
               0.1 RX AT_NO_NETWORK_JOINED\r\n`,
    ['AT+SEND=2:00 -> AT_NO_NETWORK_JOINED'],
  ],
  [
    'lines with an extra CR in front',
    String.raw`0.0 TX AT+CSQ\r
               0.1 RX \r\r\n+CSQ: 9,99\r\r\n\r\r\nOK\r\r\n`,
    ['AT+CSQ -> ok | info +CSQ: 9,99'],
  ],
];

describeTransactions({
  'results before and after OK': order,
  'result codes': results,
});
