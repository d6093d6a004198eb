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
  ['AT+CREG?;+CPIN="1234"', 'AT+CREG?;…'],
  ['AT+CREG?;+CEREG?', 'AT+CREG?;+CEREG?'],
  ['AT+QMTCONN=0,"meter","user","hunter2"', 'AT+QMTCONN=0,"meter","user",(hidden)'],
  ['AT+QMTOPEN=0,"broker.example",1883', 'AT+QMTOPEN=0,"broker.example",1883'],
  ['AT+CGBUTH=1,1,"hunter2","meter"', 'AT+CGBUTH=1,1,(hidden),"meter"'],
  ['AT+SMCONF="URL","broker.example",1883', 'AT+SMCONF="URL","broker.example",1883'],
  ['AT+SMCONF="PASSWORD","hunter2"', 'AT+SMCONF="PASSWORD",(hidden)'],
  ['AT+SAPBR=3,1,"PWD","hunter2"', 'AT+SAPBR=3,1,"PWD",(hidden)'],
  ['AT+CAOPEN=0,0,"TCP","broker.example",1883', 'AT+CAOPEN=0,0,"TCP","broker.example",1883'],
  ['AT+CPIM="1234"', 'AT+CPIM=(hidden)'],
  ['AT+)GAUTH=1,1,"hunter2","meter"', 'AT+)GAUTH=1,1,(hidden)'],
  ['AT+CGAUTH}1,1,"hunter2","meter"', 'AT+CGAUTH}1,1,(hidden)'],
  ['hello', 'hello'],
])('%s', (command, shown) => {
  const [transaction] = captureFromText(exchanges([command, 'OK'])).transactions;
  expect(transaction === undefined ? null : maskedCommand(transaction)).toBe(shown);
});
