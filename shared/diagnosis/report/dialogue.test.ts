import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../protocol/at/dictionary/dictionary.ts';
import { captureFromText } from '../capture.testkit.ts';
import { dialogueEntries } from './dialogue.ts';

/** `mark said = words`, with `×n` for what came n times. */
const told = (log: string, timed = true): readonly string[] => {
  const capture = captureFromText(log.replace(/^\s+/gm, ''), { timed });
  return dialogueEntries(capture, createDictionary(capture.family)).map(
    ({ mark, said, words, times }) =>
      `${mark} ${said}${times > 1 ? ` ×${times}` : ''}${words === '' ? '' : ` = ${words}`}`,
  );
};

describe('dialogueEntries', () => {
  it('tells answers in words, a question where there is no answer, and reports in their place', () => {
    expect(
      told(String.raw`
        0.0 RX \r\n+CPIN: READY\r\n
        1.0 TX AT+CSQ\r
        1.1 RX \r\n+CSQ: 22,99\r\n\r\nOK\r\n
        2.0 TX AT+CFUN=1\r
        2.1 RX \r\nOK\r\n
        3.0 TX AT+CEREG?\r
        3.1 RX \r\n+CEREG: 0,1\r\n\r\nOK\r\n`),
    ).toEqual([
      'report +CPIN: READY = SIM ready',
      'good AT+CSQ = signal −69 dBm, excellent',
      expect.stringMatching(/^good AT\+CFUN=1 = .*full/),
      'good AT+CEREG? = registered, home network',
    ]);
  });

  it('tells failures with their reason, and how long they took', () => {
    const [pin, connect] = told(String.raw`
      0.0 TX AT+CPIN?\r
      0.1 RX \r\n+CME ERROR: SIM not inserted\r\n
      1.0 TX AT+CMQTTCONNECT=0,"tcp://10.0.0.9:1883",60,1\r
      22.0 RX \r\n+CMQTTCONNECT: 0,3\r\n\r\nERROR\r\n`);
    expect(pin).toMatch(/^bad AT\+CPIN\? = .*\+CME ERROR: 10: SIM not inserted/);
    expect(connect).toMatch(/^bad AT\+CMQTTCONNECT=.* = .*; ERROR; after 21\.0 s$/);
  });

  it('leaves times out where they mean nothing', () => {
    expect(told('0.0 TX AT+CREG=1\\r\n9.0 RX \\r\\nOK\\r\\n', false)[0]).not.toContain('after');
  });

  it.each([
    [
      '0.0 TX AT\\r\n1.5 TX AT+CSQ\\r\n1.6 RX \\r\\n+CSQ: 1,99\\r\\n\\r\\nOK\\r\\n',
      /^bad AT = .*no answer before the next command$/,
    ],
    ['0.0 TX AT\\r', /^open AT = .*no answer up to the end of the capture$/],
    ['0.0 TX AT+CSQ\\r\n0.1 RX AT+CSQ\\r\n0.2 RX \\r\\nRDY\\r\\n', /^bad AT\+CSQ = .*\(RDY\); the modem restarted$/],
    ['0.0 TX AT+CMQTTSTART\\r\n130 TX AT\\r\n130.1 RX \\r\\nOK\\r\\n', /^bad AT\+CMQTTSTART = .*no answer in time$/],
  ])('says why there is no result: %j', (log, expected) => {
    expect(told(log)[0]).toMatch(expected);
  });

  it('counts data, and what is missing of it', () => {
    const [whole, short] = told(String.raw`
      0.0 TX AT+CMQTTTOPIC=0,5\r
      0.1 RX \r\n>
      0.2 TX plant
      0.3 RX \r\nOK\r\n
      1.0 TX AT+CMQTTPAYLOAD=0,9\r
      1.1 RX \r\n>
      1.2 TX abc`);
    expect(whole).toMatch(/5 bytes of data$/);
    expect(short).toMatch(/3 bytes of data, 9 declared; no answer up to the end of the capture$/);
  });

  it('tells the same exchange once, with its number', () => {
    const poll = (t: number): string => `${t}.0 TX AT+CSQ\\r\n${t}.1 RX \\r\\n+CSQ: 22,99\\r\\n\\r\\nOK\\r\\n\n`;
    expect(told(poll(1) + poll(2) + poll(3))).toEqual(['good AT+CSQ ×3 = signal −69 dBm, excellent']);
  });

  it('shows no password', () => {
    const text = told(String.raw`
      0.0 TX AT+CMQTTCONNECT=0,"tcp://b.example:1883",60,1,"meter","hunter2"\r
      0.1 RX \r\nOK\r\n
      0.9 RX \r\n+CMQTTCONNECT: 0,0\r\n
      1.0 TX AT+CMQTTCONNECT?\r
      1.1 RX \r\n+CMQTTCONNECT: 0,"tcp://b.example:1883",60,1,"meter","hunter2"\r\n\r\nOK\r\n
      2.0 TX AT+CPIN="4711"\r
      2.1 RX \r\nOK\r\n`).join('\n');
    expect(text).toContain('b.example');
    expect(text).not.toMatch(/hunter2|4711/);
  });
});
