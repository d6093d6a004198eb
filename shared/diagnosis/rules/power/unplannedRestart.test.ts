import { expect, test } from 'vitest';
import { captureFromText, exchanges, severitiesIn } from '../../capture.testkit.ts';
import { unplannedRestart } from './unplannedRestart.ts';

const ASK = ['AT+CSQ', '+CSQ: 20,99', 'OK'] as const;
const RDY = ['', 'RDY'] as const;

/** Manual V3.00 1.4, 3.2.1, 3.2.12, 3.2.13. */
test.each([
  ['in the middle of the work', exchanges(ASK, 20, RDY), ['fault']],
  ['inside an answer', exchanges(ASK, ['AT+CPIN?', 'RDY', 'ERROR']), ['fault']],
  ['two banners of one start', exchanges(ASK, 20, ['', '*ATREADY: 1'], ['', 'RDY']), ['fault']],
  ['the same banner twice is two starts', exchanges(ASK, 20, RDY, 5, RDY), ['fault', 'fault']],
  ['a reset long before', exchanges(['AT+CRESET', 'OK'], 20, RDY, 5, ASK, 100, RDY), ['fault']],
  ['a reset that was refused', exchanges(['AT+CRESET', 'ERROR'], 5, RDY), ['fault']],
  ['a reset the modem lived on from', exchanges(['AT+CFUN=1,1', 'OK'], 90, ASK, RDY), ['fault']],
  ['and it got as far again', exchanges(ASK, RDY, 9, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), ['warning']],
  ['the first thing said is the power-on', exchanges(RDY, ['', '+CPIN: READY']), []],
  ['polled until it is up', exchanges(['AT'], ['AT'], ['AT'], RDY), []],
  ['AT+CRESET', exchanges(ASK, ['AT+CRESET', 'OK'], ['', '+CMQTTNONET'], 14, RDY), []],
  ['AT+CFUN=1,1', exchanges(ASK, ['AT+CFUN=1,1', 'OK'], 9, RDY), []],
  ['AT+CFUN=6', exchanges(ASK, ['AT+CFUN=6', 'OK'], 9, RDY), []],
  ['switched off long before', exchanges(ASK, ['AT+CPOF', 'OK'], 900, RDY), []],
  ['switched off by its key', exchanges(ASK, ['', 'NORMAL POWER DOWN'], 60, RDY), []],
  ['AT+CFUN=1 alone is no reset', exchanges(['AT+CFUN=1', 'OK'], 5, RDY), ['fault']],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(unplannedRestart, log)).toEqual(severities);
});

const rx = String.raw;

test.each([
  ['a result came before, perhaps of a reset', rx`0 RX \r\n+CREG: 1\r\n\r\nOK\r\n${'\n'}9 RX \r\nRDY\r\n`, []],
  ['the result was that of a query', rx`0 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n${'\n'}9 RX \r\nRDY\r\n`, ['fault']],
  ['the result was that of data', rx`0 RX \r\n>${'\n'}0.02 RX \r\nOK\r\n${'\n'}9 RX \r\nRDY\r\n`, ['fault']],
  ['too fast for a reset', rx`0 RX \r\nOK\r\n${'\n'}0.9 RX \r\nRDY\r\n`, ['fault']],
  ['it went on after the result', rx`0 RX \r\nOK\r\n${'\n'}4 RX \r\n+CREG: 1\r\n${'\n'}9 RX \r\nRDY\r\n`, ['fault']],
  ['it went down after the result', rx`0 RX \r\nOK\r\n${'\n'}1 RX \r\n+CMQTTNONET\r\n${'\n'}9 RX \r\nRDY\r\n`, []],
  ['only reports came before', rx`0 RX \r\n+CREG: 1\r\n${'\n'}9 RX \r\nRDY\r\n`, ['fault']],
  [
    'the echo shows that no reset was sent',
    rx`0 RX AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n${'\n'}9 RX \r\nRDY\r\n`,
    ['fault'],
  ],
])('with the modem side alone: %s', (_name, log, severities) => {
  expect(severitiesIn(unplannedRestart, log)).toEqual(severities);
});

test('a port that was opened again may have cut the power', () => {
  const capture = captureFromText(exchanges(ASK, 20, RDY));
  const note = {
    seq: 99,
    t: 10_000_000,
    tLast: 10_000_000,
    lane: 'note',
    dir: 'none',
    kind: 'lost',
    link: 1,
    text: '',
    bytes: new Uint8Array(),
  } as const;
  expect(unplannedRestart.find({ ...capture, notes: [note] })).toEqual([]);
  expect(unplannedRestart.find({ ...capture, notes: [{ ...note, kind: 'mark' }] })).toHaveLength(1);
});
