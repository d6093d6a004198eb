import { describe, expect, it } from 'vitest';
import type { LinkInfo } from '../model/link.ts';
import type { Row } from '../model/row.ts';
import { latin1, records } from '../protocol/at/framer.testkit.ts';
import { recordsToRows } from '../protocol/at/recordsToRows.ts';
import { buildCapture, type CaptureSource, serialEvent } from './buildCapture.ts';
import type { Capture } from './types.ts';

const capture = (log: string, more: Partial<CaptureSource> = {}): Capture =>
  buildCapture({
    ...{ rows: recordsToRows(records(log.replace(/^\s+/gm, ''))), links: [], timed: true, brokerAddresses: [] },
    ...more,
  });

const LOG = String.raw`
  0.0 RX \r\n*ATREADY: 1\r\n\r\n+CPIN: READY\r\n
  1.0 TX AT+CMQTTTOPIC=0,3\r
  1.1 RX \r\n>
  1.2 TX a/b
  1.3 RX \r\nOK\r\n
  2.0 TX AT+COPS?\r
  2.1 RX \r\n+COPS: 0,0,"Example, Ltd",7\r\n\r\nOK\r\n
  2.5 RX \xfe\xe0\x00\xf8\xfe\xc0\xe0\r\n
  3.0 RX \r\n+CMQTTPUB: 0,0\r\n`;

describe('buildCapture', () => {
  it('reads rows as lines with names and fields; data and noise have none', () => {
    const { serial } = capture(LOG);
    const find = (text: string) => serial.find((event) => event.text === text);
    expect(find('*ATREADY: 1')).toMatchObject({ name: '*ATREADY', fields: ['1'], seq: 1 });
    expect(find('+COPS: 0,0,"Example, Ltd",7')).toMatchObject({
      name: '+COPS',
      fields: ['0', '0', 'Example, Ltd', '7'],
    });
    expect(find('OK')).toMatchObject({ name: 'OK', fields: [] });
    expect(serial.filter(({ row }) => row.kind === 'payload' || row.kind === 'garbage')).toEqual([
      expect.objectContaining({ text: '', name: '', fields: [] }),
      expect.objectContaining({ text: '', name: '', fields: [] }),
    ]);
  });

  it('counts results of commands that are not in the capture as unsolicited', () => {
    expect(capture(LOG).urcs.map(({ text }) => text)).toEqual(['*ATREADY: 1', '+CPIN: READY', '+CMQTTPUB: 0,0']);
    const whole = String.raw`0 TX AT+CMQTTPUB=0,1,60\r
                             1 RX \r\nOK\r\n\r\n+CMQTTPUB: 0,0\r\n`;
    expect(capture(whole).urcs).toEqual([]);
  });

  it('detects the family, or takes the given one', () => {
    expect(capture(LOG).family).toBe('a76xx');
    expect(capture(LOG, { family: 'auto' }).family).toBe('a76xx');
    expect(capture(LOG, { family: 'sim7600' }).family).toBe('sim7600');
  });

  it('knows whether the host was heard, and when the capture ends', () => {
    expect(capture(LOG)).toMatchObject({ hasHost: true, tEnd: 3_000_000 });
    expect(capture(String.raw`0 RX AT\r\r\nOK\r\n`)).toMatchObject({ hasHost: false, timed: true });
    expect(capture('')).toMatchObject({ hasHost: false, tEnd: 0, transactions: [] });
  });

  it('looks commands up in the dictionary of the family', () => {
    const asked: string[] = [];
    capture(String.raw`0 TX AT+CSQ\r`, {
      family: 'a76xx',
      dictionary: (family) => (name) => {
        asked.push(`${family} ${name}`);
        return undefined;
      },
    });
    expect(asked).toEqual(['a76xx +CSQ']);
  });

  it('keeps the transactions of several links apart and in order', () => {
    const one = recordsToRows(records(String.raw`0 TX AT+CSQ\r`), { link: 1, firstSeq: 1 });
    const two = recordsToRows(records(String.raw`0 TX AT+CREG?\r`), { link: 2, firstSeq: 2 });
    const ok = recordsToRows(records(String.raw`1 RX \r\nOK\r\n`), { link: 2, firstSeq: 3 });
    const { transactions } = capture('', { rows: [...one, ...two, ...ok] });
    expect(transactions.map(({ link, command, result }) => [link, command, result.kind])).toEqual([
      [1, 'AT+CSQ', 'none'],
      [2, 'AT+CREG?', 'ok'],
    ]);
  });

  it('parts the lanes', () => {
    const base = { t: 5, tLast: 9, link: 3, bytes: latin1('x'), text: '' };
    const rows: readonly Row[] = [
      { ...base, seq: 1, lane: 'mqtt', dir: 'rx', kind: 'open', level: 0 },
      { ...base, seq: 2, lane: 'note', dir: 'none', kind: 'mark' },
    ];
    const link = { id: 3 } as LinkInfo;
    const built = capture('', { rows, links: [link], brokerAddresses: ['192.0.2.1:1883'] });
    expect(built.mqtt.map(({ seq }) => seq)).toEqual([1]);
    expect(built.notes.map(({ seq }) => seq)).toEqual([2]);
    expect(built.links.get(3)).toBe(link);
    expect(built).toMatchObject({ tEnd: 9, brokerAddresses: ['192.0.2.1:1883'], serial: [] });
  });
});

describe('serialEvent', () => {
  it.each([
    ['\r\n+IPD12\r\n', '+IPD12', '+IPD', ['12']],
    ['+RECEIVE,0,4:\r\n', '+RECEIVE,0,4:', '+RECEIVE', ['0', '4:']],
    ['\r\n+CME ERROR: SIM not inserted\r\n', '+CME ERROR: SIM not inserted', '+CME ERROR', ['SIM not inserted']],
    ['\r\nNORMAL POWER DOWN\r\n', 'NORMAL POWER DOWN', 'NORMAL POWER DOWN', []],
    ['\r\n+CMQTTNONET\r\n', '+CMQTTNONET', '+CMQTTNONET', []],
    ['\r\n+CGPSINFO: ,,,,,,,,\r\n', '+CGPSINFO: ,,,,,,,,', '+CGPSINFO', ['', '', '', '', '', '', '', '', '']],
    ['\r\n', '', '', []],
  ])('%j', (text, line, name, fields) => {
    const event = serialEvent({
      ...{ seq: 4, t: 1, tLast: 2, lane: 'serial', link: 1, dir: 'rx', kind: 'urc', text: '', partial: false },
      bytes: latin1(text),
    });
    expect(event).toMatchObject({ seq: 4, t: 1, link: 1, text: line, name, fields });
  });
});
