import { describe, expect, it } from 'vitest';
import { wrapBehind, wrapText } from './wrapText.ts';

describe('wrapText', () => {
  it.each([
    ['', 20, ['']],
    ['   ', 20, ['']],
    ['short', 20, ['short']],
    ['exactly twenty chars', 20, ['exactly twenty chars']],
    ['the modem  dials\n an address', 14, ['the modem', 'dials an', 'address']],
    ['AT+CMQTTCONNECT=0,"tcp://h"', 10, ['AT+CMQTTCO', 'NNECT=0,"t', 'cp://h"']],
    ['a AT+CMQTTCONNECT', 10, ['a', 'AT+CMQTTCO', 'NNECT']],
    ['narrower than eight', 2, ['narrower', 'than', 'eight']],
  ])('%j in %i', (text, width, lines) => {
    expect(wrapText(text, width)).toEqual(lines);
  });
});

describe('wrapBehind', () => {
  it('indents the lines after the first', () => {
    expect(wrapBehind('  → ', 'set the operator’s APN first', 18)).toEqual([
      '  → set the',
      '    operator’s APN',
      '    first',
    ]);
  });
});
