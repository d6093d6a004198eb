import type { AnswerLine } from './answerLines.testkit.ts';

/** What A76xx and SIM767x answer otherwise. */
export const A76XX_LINES: readonly AnswerLine[] = [
  ['AT+IPR?', '+IPR: 115200', 'Baud rate until the next reset: speed 115200 bit/s'],
  ['AT+IPREX?', '+IPREX: 115200', 'Baud rate for good: speed 115200 bit/s'],
  ['AT+ICF?', '+ICF: 2,2', 'Character format: format 8 data bits, 1 stop bit, parity no parity'],
  ['AT+CFUN?', '+CFUN: 1', 'Functionality: fun full'],
  [
    'AT+CESQ',
    '+CESQ: 99,99,255,255,20,53',
    'Extended signal quality: rxlev not known, ber not known (always on LTE), rscp not known, ecno not known, rsrq −10 dB, rsrp −88 dBm',
  ],
  [
    'AT+CPSI?',
    '+CPSI: LTE,Online,460-00,0x333C,39589680,308,EUTRAN-BAND3,1350,4,4,19,53,52,3',
    'LTE band 3, network 460-00, RSRP −87 dBm, good',
  ],
  [
    'AT+CPSI?',
    '+CPSI: LTE,Online,460-00,0x333C,39589680,308,EUTRAN-BAND3,1350,5,5,-11,-109,-97,14',
    'LTE band 3, network 460-00, RSRP −109 dBm, weak',
  ],
  ['AT+CGDCONT?', '+CGDCONT: 1,"IPV4V6","iot.example","10.9.4.2",0,0,0,0', 'context 1: IPv4 and IPv6, APN iot.example'],
  ['AT+CGAUTH?', '+CGAUTH: 1,2,"user"', 'User name and password of a context: cid 1, auth_type CHAP, user user'],
  ['AT+CGACT?', '+CGACT: 1,1', 'context 1 active'],
  ['AT+CGPADDR', '+CGPADDR: 1,100.111.74.74', 'context 1: 100.111.74.74 (inside the operator’s network)'],
  [
    'AT+CSSLCFG?',
    '+CSSLCFG: 0,4,2,0,300,"ca.pem","client.pem","client.key",1,"hunter2",0xFFFF',
    'TLS context 0, the server is checked, the modem shows its certificate, CA ca.pem, server name sent',
  ],
  [
    'AT+CMQTTCFG?',
    '+CMQTTCFG: 0,1,120',
    'Settings of a client: client_index 0, checkUTF8 must be UTF-8, optimeout 120 s',
  ],
  ['AT+CMQTTSTART', '+CMQTTSTART: 0', 'MQTT service: started'],
  ['AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,0', 'client 0: published'],
  ['AT+CMQTTSUB=0,12,1', '+CMQTTSUB: 0,0', 'client 0: subscribed'],
  ['AT+CMQTTUNSUB=0,12,0', '+CMQTTUNSUB: 0,0', 'client 0: unsubscribed'],
  ['AT+CGNSSPWR?', '+CGNSSPWR: 1,0', 'Switch GNSS on and off: on/off on, more 0'],
];
