import { expect, test } from 'vitest';
import { captureFromText, exchanges } from '../../capture.testkit.ts';
import { maskedCommand } from './maskedCommand.ts';

test.each([
  [
    'AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1,"u","hunter2"',
    'AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1,"u",(hidden)',
  ],
  ['AT+CPIN="1234"', 'AT+CPIN=(hidden)'],
  ['AT+CGAUTH=1,1,"hunter2","meter"', 'AT+CGAUTH=1,1,(hidden),"meter"'],
  ['AT+CSSLCFG="keypwd",0,"hunter2"', 'AT+CSSLCFG="keypwd",0,(hidden)'],
  ['AT+CPIN="1234";+CSQ', 'AT+CPIN=(hidden);…'],
  ['AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1', 'AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1'],
  ['AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1,"u",""', 'AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1,"u",""'],
  ['AT+CPIN?', 'AT+CPIN?'],
  ['hello', 'hello'],
])('%s', (command, shown) => {
  const [transaction] = captureFromText(exchanges([command, 'OK'])).transactions;
  expect(transaction === undefined ? null : maskedCommand(transaction)).toBe(shown);
});
