import { describe, expect, it } from 'vitest';
import { fromLatin1, latin1 } from './framer.testkit.ts';
import { LineBuffer } from './lineBuffer.ts';

function filled(...parts: readonly (readonly [number, string])[]): LineBuffer {
  const buffer = new LineBuffer();
  for (const [t, text] of parts) for (const byte of latin1(text)) buffer.push(byte, t);
  return buffer;
}

describe('LineBuffer', () => {
  it('knows where the text begins and ends, and how much of it is no text', () => {
    const buffer = filled([0, '\r\n \xf8\xfeOK\r\r\n']);
    expect(buffer).toMatchObject({ start: 3, textStart: 5, others: 2, contentEnd: 7, lineEndBefore: true, length: 10 });
    expect(filled([0, '  x\r'])).toMatchObject({ start: 2, lineEndBefore: false, endsWithCr: true });
    expect(filled([0, '\r\n'])).toMatchObject({ start: -1, textStart: -1, contentEnd: 0, endsWithCr: false });
  });

  it('gives each taken part the times of its own bytes', () => {
    const buffer = filled([10, '\r\n'], [20, 'OK'], [30, '\r\n'], [40, 'x']);
    const taken = buffer.take(6, 2);
    expect([taken.t, taken.tLast, fromLatin1(taken.bytes)]).toEqual([20, 30, '\r\nOK\r\n']);
    const rest = buffer.take(1, 0);
    expect([rest.t, rest.tLast, fromLatin1(rest.bytes)]).toEqual([40, 40, 'x']);
    expect(buffer.length).toBe(0);
  });

  it('takes a part that begins and ends inside a run of one time', () => {
    const buffer = filled([10, 'abc'], [20, 'def']);
    buffer.take(2, 0);
    const taken = buffer.take(2, 0);
    expect([taken.t, taken.tLast, fromLatin1(taken.bytes)]).toEqual([10, 20, 'cd']);
    expect(buffer.take(2, 0).t).toBe(20);
  });

  it('drains its newest bytes in runs of one time', () => {
    const buffer = filled([10, '\n'], [20, 'ab'], [30, 'c']);
    const pieces = buffer.drain(2).map(({ t, bytes }) => [t, fromLatin1(bytes)]);
    expect(pieces).toEqual([
      [20, 'b'],
      [30, 'c'],
    ]);
    expect(buffer).toMatchObject({ length: 2, start: 1, tLast: 20 });
  });

  it('forgets truncated bytes and their times', () => {
    const buffer = filled([10, 'ab'], [20, '\xfe\xfd']);
    buffer.truncate(3);
    expect(buffer).toMatchObject({ length: 3, others: 1 });
    buffer.truncate(2);
    buffer.push(0x63, 40);
    expect(buffer).toMatchObject({ length: 3, others: 0, tLast: 40 });
    expect(buffer.take(3, 2)).toMatchObject({ t: 40, tLast: 40 });
  });

  it('grows, and reads Latin-1', () => {
    const buffer = new LineBuffer();
    const bytes = latin1('\xe9'.repeat(1000));
    buffer.append(bytes, 10, 1000, 5);
    expect(buffer.text(0, buffer.length)).toBe('\xe9'.repeat(990));
  });
});
