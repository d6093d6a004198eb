import { utf8SequenceLength } from '../../base/utf8.ts';
import type { BaudJudgement } from '../../contract/serialLink.ts';
import { BYTE_CLASS, CR, ESC, LF, OTHER } from './byteClass.ts';

/** Fewer bytes than this say nothing. */
const MIN_BYTES = 8;
/** Fewer bytes that are no text are a glitch, not a stream. */
const MIN_STREAM = 32;
/** As many bytes make the judgement as sure as it gets. */
const FULL_SAMPLE = 256;
const TEXT_SHARE = 0.9;
/** Above this share of text the characters are right but for some: no other speed does that. */
const DAMAGED_SHARE = 0.65;

/**
 * Judges from what came in whether the port runs at the sender's speed. Text is told by its characters and line ends. Text read
 * at another speed is no even mixture of all bytes: few values come again and again. A port at least twice too fast reads every
 * bit of the sender two times or more, so that no single bit stands between two edges (0x00, 0xFF, 0x80, 0xE0, 0xF8 …).
 */
export function judgeBaud(bytes: Uint8Array): BaudJudgement {
  const count = bytes.length;
  if (count < MIN_BYTES) return unknown('Too little was heard to judge the speed.');
  const text = measureText(bytes);
  const sureness = Math.min(1, count / FULL_SAMPLE);
  if (text.share >= TEXT_SHARE) {
    if (text.lineEnds === 0 && new Set(bytes).size < 4) {
      return unknown('The same few characters came again and again, without a line end.');
    }
    return judgement('text', text.share * (0.6 + 0.4 * sureness), null, '');
  }
  if (count < MIN_STREAM) return unknown('A few bytes that are no text came: a glitch, or the beginning of something.');
  if (text.share >= DAMAGED_SHARE) {
    return judgement(
      'wrong-baud',
      0.5,
      null,
      'Most of it is text with wrong characters in it. Check the signal level, the ground and the clocks; the speed may be a few percent off.',
    );
  }
  if (!isConcentrated(bytes)) {
    return judgement(
      'noise',
      0.5 + 0.4 * sureness,
      null,
      'Bytes of all values came, no text: noise on an open line, or data that is no text (a diagnostics port, encrypted or compressed data).',
    );
  }
  const tryRate = measureRuns(bytes);
  return judgement(
    'wrong-baud',
    0.6 + 0.35 * sureness,
    tryRate,
    `What came looks like text read at another speed. ${adviceFor(tryRate)} If no speed helps, the signal is inverted or this port carries no text.`,
  );
}

const judgement = (
  verdict: BaudJudgement['verdict'],
  confidence: number,
  tryRate: BaudJudgement['tryRate'],
  hint: string,
): BaudJudgement => ({ verdict, confidence: Math.round(confidence * 100) / 100, tryRate, hint });

const unknown = (hint: string): BaudJudgement => judgement('unknown', 0, null, hint);

function adviceFor(tryRate: BaudJudgement['tryRate']): string {
  switch (tryRate) {
    case 'lower':
      return 'The port is faster than the sender: try a lower one.';
    case 'higher':
      return 'The port is probably slower than the sender: try a higher one.';
    case null:
      return 'Try the speeds near this one.';
  }
}

/** Printable ASCII, tabs, line ends, escape sequences of colours, well-formed UTF-8. */
function measureText(bytes: Uint8Array): { readonly share: number; readonly lineEnds: number } {
  let text = 0;
  let lineEnds = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const length = byte < 0x80 ? 1 : utf8SequenceLength(bytes, at);
    const readable = byte < 0x80 ? BYTE_CLASS[byte] !== OTHER || byte === ESC : length > 0;
    if (byte === CR || byte === LF) lineEnds += 1;
    if (readable) text += length;
    at += Math.max(1, length);
  }
  return { share: text / bytes.length, lineEnds };
}

/** Whether equal bytes meet clearly more often than by chance (one pair in 256). */
function isConcentrated(bytes: Uint8Array): boolean {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const pairs = counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const byChance = (bytes.length * (bytes.length - 1)) / 2 / 256;
  return pairs > Math.max(2 * byChance, byChance + 3 * Math.sqrt(byChance));
}

/** Share of single bits among the runs of equal bits, start bit included; what is cut off by the stop bit does not count. */
function measureRuns(bytes: Uint8Array): BaudJudgement['tryRate'] {
  let runs = 0;
  let single = 0;
  for (const byte of bytes) {
    let last = 0;
    let length = 1;
    for (let bit = 0; bit < 8; bit += 1) {
      const level = (byte >> bit) & 1;
      if (level === last) {
        length += 1;
        continue;
      }
      runs += 1;
      if (length === 1) single += 1;
      last = level;
      length = 1;
    }
  }
  // No edges at all: the start bit alone is longer than a character.
  if (runs === 0 || single / runs <= 0.05) return 'lower';
  return single / runs >= 0.4 ? 'higher' : null;
}
