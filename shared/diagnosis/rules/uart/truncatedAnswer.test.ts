import { expect, test } from 'vitest';
import { severitiesIn } from '../../capture.testkit.ts';
import { truncatedAnswer } from './truncatedAnswer.ts';

const raw = String.raw;

test.each([
  [
    'the tail stands before the next echo',
    raw`0 TX AT+CGPADDR\r${'\n'}0.1 RX AT+CGPADDR\r\r\n+CGPADDR: 1,10.4.0.7\r\n+CGPADDR: 2,0${'\n'}1 TX AT+CSQ\r${'\n'}1.1 RX 0AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['fault'],
  ],
  [
    'the line goes on after the next command',
    raw`0 TX AT+CGPADDR\r${'\n'}0.1 RX \r\n+CGPADDR: 1,10.4${'\n'}1 TX AT+CSQ\r${'\n'}1.1 RX .0.7\r\n\r\nOK\r\n\r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['fault'],
  ],
  [
    'the tail came after a silence, before OK and the next echo',
    raw`0 TX AT+CGPADDR\r${'\n'}0.1 RX AT+CGPADDR\r\r\n+CGPADDR: 1,10.4.0.7\r\n+CGPADDR: 2,0.0${'\n'}4 TX AT+CSQ\r${'\n'}4.1 RX .0.0\r\n\r\nOK\r\nAT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['fault'],
  ],
  [
    'the tails never came, and the cut answers have one length',
    raw`0 TX AT+CGPADDR\r${'\n'}0.1 RX \r\n+CGPADDR: 1,10.4.0.7\r\n+CGPADDR: 2,0.0${'\n'}4 TX AT+CSQ\r${'\n'}4.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n${'\n'}5 TX AT+CGMR\r${'\n'}5.1 RX \r\n+CGMR: LE11B01SIM7600C_0123456789ABCD${'\n'}9 TX AT+CSQ\r${'\n'}9.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['fault'],
  ],
  [
    'one answer without its end may be damaged',
    raw`0 TX AT+CGPADDR\r${'\n'}0.1 RX \r\n+CGPADDR: 1,10.4.0.7\r\n+CGPADDR: 2,0.0${'\n'}4 TX AT+CSQ\r${'\n'}4.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    [],
  ],
  [
    'a recorder that notes line ends with the next line',
    raw`0 TX AT+CSQ\r${'\n'}0.1 RX \r\n+CSQ: 9,99\r\n\r\nOK${'\n'}1 TX AT\r${'\n'}1.1 RX \r\nOK`,
    [],
  ],
  [
    'a late result before the next echo',
    raw`0 TX AT+NETOPEN\r${'\n'}0.1 RX AT+NETOPEN\r\r\nOK\r\n${'\n'}1 TX AT+IPADDR\r${'\n'}1.001 RX \r\n+NETOPEN: 0AT+IPADDR\r\r\n+IPADDR: 10.0.0.2\r\n\r\nOK\r\n`,
    [],
  ],
  [
    'read in two pieces',
    raw`0 TX AT+CSQ\r${'\n'}0.1 RX \r\n+CSQ: 9${'\n'}0.4 RX ,99\r\n\r\nOK\r\n${'\n'}1 TX AT\r${'\n'}1.1 RX \r\nOK\r\n`,
    [],
  ],
  [
    'whole answers',
    raw`0 TX AT+CSQ\r${'\n'}0.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n${'\n'}1 TX AT\r${'\n'}1.1 RX \r\nOK\r\n`,
    [],
  ],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(truncatedAnswer, log)).toEqual(severities);
});
