import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from './atEngine.testkit.ts';
import { latin1 } from './framer.testkit.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes in use once everything unreachable is gone, buffers included. */
function used(): number {
  // Twice: buffers are given back after what held them.
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

type Said = readonly ['tx' | 'rx', string];

const MB = 1_048_576;
const CHUNK = 65_536;
/** Two rows of the line cap, one for each direction. */
const MOST_HELD = 2 * 4096;
/** 16 commands without a result and 32 accepted ones whose outcome is due, one of each on its way out. */
const MOST_OPEN = 50;
/** Coarse: what the machine itself keeps (compiled code) is part of it. */
const MOST_GROWTH = 4 * MB;

const filled = (pattern: string, length = CHUNK): Uint8Array => {
  const bytes = latin1(pattern);
  return Uint8Array.from({ length }, (_, i) => bytes[i % bytes.length] ?? 0);
};
const noise = Uint8Array.from({ length: CHUNK }, (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 24);

/** Feeds `total` bytes, made chunk by chunk, after some words to begin with; holds the engine to its bounds all the while. */
function flood(before: readonly Said[], dir: 'tx' | 'rx', total: number, chunk: (n: number) => Uint8Array): Engine {
  const engine = createEngine();
  let t = 0;
  for (const [side, text] of before) {
    t += 1000;
    engine.feed({ t, dir: side, bytes: latin1(text) });
  }
  for (let given = 0, n = 0; given < total; n += 1) {
    const bytes = chunk(n);
    given += bytes.length;
    t += 500;
    engine.feed({ t, dir, bytes });
    expect(engine.held).toBeLessThanOrEqual(MOST_HELD);
    expect(engine.open).toBeLessThanOrEqual(MOST_OPEN);
  }
  return engine;
}

/** The memory that is still in use after the flood, over that before it. */
function expectBounded(run: () => Engine): void {
  const before = used();
  const engine = run();
  const grown = used() - before;
  expect(grown).toBeLessThan(MOST_GROWTH);
  engine.end();
  expect(engine.held).toBe(0);
  expect(engine.open).toBe(0);
}

const OPENED: Said[] = [
  ['tx', 'AT+CIPOPEN=0,"TCP","broker.example",1883\r'],
  ['rx', '\r\nOK\r\n\r\n+CIPOPEN: 0,0\r\n'],
];
const CLOSED: Said = ['rx', '\r\nOK\r\n\r\n+CIPSEND: 0,22,22\r\n\r\n+IPCLOSE: 0,1\r\n'];
const TRANSPARENT: Said[] = [
  ['tx', 'AT+CIPOPEN=0,"TCP","broker.example",1883\r'],
  ['rx', '\r\nCONNECT 115200\r\n'],
];
const PPP: Said[] = [
  ['tx', 'ATD*99#\r'],
  ['rx', '\r\nCONNECT\r\n~\xff\x03'],
];
const UNCOUNTED: Said[] = [...OPENED, ['tx', 'AT+CIPSEND=0,\r'], ['rx', '\r\n>']];
const COUNTED: Said[] = [
  ['tx', 'AT+CMQTTPAYLOAD=0,9\r'],
  ['rx', '\r\n>'],
];
const ENDLESS: Said[] = [
  ['tx', 'AT+HTTPDATA=99999999,10\r'],
  ['rx', '\r\nDOWNLOAD\r\n'],
];
/** An MQTT 3.1.1 CONNECT with a client id of eight characters. */
const connectOf = (n: number): string => `\x10\x14\x00\x04MQTT\x04\x02\x00\x3c\x00\x08${String(n).padStart(8, '0')}`;
/** Then a PUBLISH of the greatest length there is (MQTT 3.1.1 section 2.2.3). */
const CONNECT_AND_MORE = `${connectOf(1)}\x30\xff\xff\xff\x7f`;

describe('memory stays bounded over megabytes', () => {
  it.each<readonly [number, string, readonly Said[], 'tx' | 'rx', Uint8Array]>([
    [50, 'of the modem without a line end', [], 'rx', filled('x')],
    [20, 'of the host without a line end', [], 'tx', filled('AT+')],
    [5, 'of noise', [], 'rx', noise],
    [50, 'of a PPP frame without an end', PPP, 'rx', filled('abc')],
    [10, 'of data after a prompt, without Ctrl-Z', UNCOUNTED, 'tx', filled('y')],
    [20, 'of data after a prompt, more than declared', COUNTED, 'tx', filled('z')],
    [50, 'of data after a prompt, as declared', ENDLESS, 'tx', noise],
    [5, 'of data read, as announced', [...OPENED, ['rx', '\r\n+CIPRXGET: 2,0,99999999,0\r\n']], 'rx', noise],
    [50, 'of transparent mode', TRANSPARENT, 'rx', noise],
    [50, 'of an MQTT packet without an end', [...TRANSPARENT, ['tx', CONNECT_AND_MORE]], 'tx', filled('m')],
  ])('%i %s', (megabytes, _, before, dir, chunk) => {
    expectBounded(() => flood(before, dir, megabytes * MB, () => chunk));
  });
});

describe('memory stays bounded over a megabyte of different', () => {
  const lines = (line: (n: number) => string) => (n: number) =>
    latin1(Array.from({ length: 50 }, (_, i) => line(n * 50 + i)).join(''));

  it.each<readonly [string, readonly Said[], 'tx' | 'rx', (n: number) => string]>([
    ['commands nobody answers', [], 'tx', (n) => `AT+N${n}=1\r`],
    ['commands whose prompt never comes', [], 'tx', (n) => `AT+CIPSEND=${n},${n}\r`],
    ['reports', [], 'rx', (n) => `\r\n+N${n}: 1\r\n`],
    ['sockets', [], 'rx', (n) => `\r\n+CIPOPEN: ${n},0\r\n`],
    ['echoes of commands nobody sent', [], 'rx', (n) => `AT+N${n}?\r\r\n`],
    ['headers of data', [], 'rx', (n) => `\r\n+IPD,${n},3:a`],
    ['words', [], 'rx', (n) => `w${n} `],
    ['answers to one command', [['tx', 'AT+CMGL="ALL"\r']], 'rx', (n) => `\r\n+CMGL: ${n},"x"\r\n`],
  ])('%s', (_, before, dir, line) => {
    expectBounded(() => flood(before, dir, MB, lines(line)));
  });

  it('MQTT connections on one socket', () => {
    const rounds = 20_000;
    expectBounded(() => {
      const engine = createEngine();
      let begun = 0;
      for (let n = 0; n < rounds; n += 1) {
        const said: Said[] = [...OPENED, ['tx', 'AT+CIPSEND=0,22\r'], ['rx', '\r\n>'], ['tx', connectOf(n)], CLOSED];
        for (const [dir, text] of said) {
          const { mqtt } = engine.feed({ t: n * 10_000, dir, bytes: latin1(text) });
          begun += mqtt.filter(({ what }) => what === 'open').length;
        }
      }
      expect(begun).toBe(rounds);
      return engine;
    });
  });
});
