import { describe, expect, it } from 'vitest';
import { judgeBaud } from './baudJudge.ts';
import { captures, latin1 } from './framer.testkit.ts';
import { type FramingErrors, resample } from './uartResample.ts';

const DIALOGUES = captures.flatMap(({ records }) => records.flatMap(({ bytes }) => [...bytes]));
const TEXTS: readonly (readonly [string, Uint8Array])[] = [
  ['AT dialogues', Uint8Array.from(DIALOGUES)],
  ['a log', latin1(Array.from({ length: 80 }, (_, i) => `[${i * 37}] adc=${(i * 13) % 4096} state RUN\r\n`).join(''))],
];
const HOWS: readonly FramingErrors[] = ['as-read', 'as-zero'];

/** Bytes of all values, the same on every run. */
const evenly = (count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, i) => (i * 167 + (i >> 3) * 29) & 255);

describe('text read at the right speed', () => {
  it.each(TEXTS)('%s', (_what, text) => {
    for (const baud of [300, 115_200, 3_000_000]) {
      const read = resample(text, { sentBaud: baud, readBaud: baud });
      expect(read).toEqual(text);
      expect(judgeBaud(read.subarray(0, 1024))).toMatchObject({ verdict: 'text', tryRate: null, hint: '' });
    }
  });

  it('also with the two percent a UART puts up with', () => {
    const [, text] = TEXTS[0] ?? ['', latin1('')];
    expect(resample(text, { sentBaud: 115_200, readBaud: 117_500 })).toEqual(text);
  });

  it.each([
    ['an answer', 'AT\r\r\nOK\r\n'],
    ['a log with colours', '\x1b[0;32mI (312) mqtt: connected\x1b[0m\n'],
    ['UTF-8', 'température : 21 °C\r\n'.repeat(4)],
    ['text with a byte hit by noise', `+CREG: 0,1\r\n\r\nO\xcb\r\n`],
  ])('%s', (_what, text) => {
    const bytes = text.includes('°') ? new TextEncoder().encode(text) : latin1(text);
    expect(judgeBaud(bytes).verdict).toBe('text');
  });
});

describe('text read at another speed', () => {
  const cases = TEXTS.flatMap(([what, text]) => HOWS.map((how) => [what, how, text] as const));

  it.each(cases)('%s, framing errors %s: a port two times too fast or more', (_what, framingErrors, text) => {
    for (const readBaud of [230_400, 460_800, 921_600, 3_000_000]) {
      const read = resample(text, { sentBaud: 115_200, readBaud, framingErrors });
      for (const count of [48, 1024]) {
        const judged = judgeBaud(read.subarray(0, count));
        expect({ readBaud, count, ...judged }).toMatchObject({ verdict: 'wrong-baud', tryRate: 'lower' });
      }
    }
  });

  it.each(cases)('%s, framing errors %s: a port too slow', (_what, framingErrors, text) => {
    for (const readBaud of [9600, 19_200, 38_400, 57_600]) {
      const read = resample(text, { sentBaud: 115_200, readBaud, framingErrors });
      const judged = judgeBaud(read.subarray(0, 1024));
      expect({ readBaud, ...judged }).toMatchObject({ verdict: 'wrong-baud' });
      expect(judged.tryRate).not.toBe('lower');
    }
  });

  it.each(cases)('%s, framing errors %s: neighbouring speeds', (_what, framingErrors, text) => {
    // 74880 is what the ESP8266's boot ROM speaks; 100000 and 128000 are slips of a clock divider.
    for (const [sentBaud, readBaud] of [
      [74_880, 115_200],
      [38_400, 57_600],
      [57_600, 38_400],
      [115_200, 100_000],
      [115_200, 128_000],
    ] as const) {
      const read = resample(text, { sentBaud, readBaud, framingErrors });
      expect({ sentBaud, readBaud, ...judgeBaud(read.subarray(0, 1024)) }).toMatchObject({ verdict: 'wrong-baud' });
    }
  });

  it('is surer the more was heard', () => {
    const [, text] = TEXTS[0] ?? ['', latin1('')];
    const read = resample(text, { sentBaud: 115_200, readBaud: 230_400 });
    const confidences = [40, 100, 300, 1000].map((count) => judgeBaud(read.subarray(0, count)).confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => a - b));
    expect(confidences[0]).toBeLessThan(confidences[2] ?? 0);
  });
});

describe('what is neither', () => {
  it.each([
    ['nothing', '', 'unknown'],
    ['too little', 'OK\r\n', 'unknown'],
    ['a glitch', '\xff\x00\xfe\x80\x00\xff\x00\xf8\x00', 'unknown'],
    ['one character for ever', 'x'.repeat(200), 'unknown'],
    ['zeros for ever', '\0'.repeat(200), 'wrong-baud'],
    ['text with every fifth character wrong', 'abcd\x80efgh\xf3'.repeat(20), 'wrong-baud'],
  ])('%s', (_what, text, verdict) => {
    expect(judgeBaud(latin1(text)).verdict).toBe(verdict);
  });

  it.each([40, 200, 1024])('%i bytes of all values are noise', (count) => {
    expect(judgeBaud(evenly(count))).toMatchObject({ verdict: 'noise', tryRate: null });
  });

  it('always says something about what is no text', () => {
    for (const bytes of [latin1('x'), latin1('\0'.repeat(99)), evenly(500), latin1('abcd\x80efgh\xf3'.repeat(20))]) {
      expect(judgeBaud(bytes).hint).toMatch(/\.$/);
    }
  });
});
