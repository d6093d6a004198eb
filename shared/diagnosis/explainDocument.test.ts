import { describe, expect, it } from 'vitest';
import { captureFromText } from './capture.testkit.ts';
import { explainDocument } from './explainDocument.ts';
import type { Capture, Diagnosis, Finding } from './types.ts';

const LOG = String.raw`
  0.000 TX AT+CMQTTCONNECT=0,"tcp://b.example:1883",60,1,"meter","hunter2"\r
  0.012 RX \r\nOK\r\n
  1.250 RX \r\n+CMQTTCONNECT: 0,3\r\n
  2.000 TX AT+CPIN?\r
  2.010 RX \r\n+CME ERROR: SIM not inserted\r\n
  3.000 TX AT\r`.replace(/^\s+/gm, '');
const found: Finding = {
  ...{ rule: 'tcp.connect-failed', layer: 'tcp', severity: 'fault', rows: [3], t: 1_250_000, title: 'No connection' },
  ...{ detail: 'code 3', advice: 'check host and port', evidence: [{ seq: 3, text: '+CMQTTCONNECT: 0,3' }] },
};
const diagnosis: Diagnosis = {
  family: 'sim7600',
  verdict: { rule: found.rule, layer: 'tcp', title: found.title, advice: found.advice, finding: found },
  ladder: [{ rung: 'TCP', state: 'failed', text: 'code 3', seq: 3 }],
  findings: [found],
};
const capture = (timed: boolean): Capture => captureFromText(LOG, { timed });

describe('explainDocument', () => {
  it('has the shape that the command line promises', () => {
    expect(explainDocument(capture(true), diagnosis)).toEqual({
      family: 'sim7600',
      timed: true,
      verdict: {
        rule: 'tcp.connect-failed',
        layer: 'tcp',
        title: 'No connection',
        advice: 'check host and port',
      },
      ladder: [{ layer: 'TCP', state: 'failed', text: 'code 3' }],
      findings: [{ ...found, t: 1.25 }],
      transactions: [
        {
          command: 'AT+CMQTTCONNECT=0,"tcp://b.example:1883",60,1,"meter",(hidden)',
          result: 'OK',
          t: 0,
          duration: 1.25,
          lines: ['+CMQTTCONNECT: 0,3'],
        },
        { command: 'AT+CPIN?', result: '+CME ERROR: SIM not inserted', t: 2, duration: 0.01, lines: [] },
        { command: 'AT', result: 'end', t: 3, duration: null, lines: [] },
      ],
    });
  });

  it('gives no times where they mean nothing', () => {
    const { findings, transactions, timed } = explainDocument(capture(false), diagnosis);
    expect(timed).toBe(false);
    expect(findings.map(({ t }) => t)).toEqual([null]);
    expect(transactions.every(({ t, duration }) => t === null && duration === null)).toBe(true);
  });

  it('survives being JSON', () => {
    const document = explainDocument(capture(true), diagnosis);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
