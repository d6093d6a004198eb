import { describe, expect, it } from 'vitest';
import { createAtFramer } from './createAtFramer.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const text = (row: { readonly bytes: Uint8Array }): string => String.fromCharCode(...row.bytes);

describe('latency: a row comes out in the call that brought its last byte', () => {
  it('releases a command at its CR', () => {
    expect(createAtFramer().feed('tx', 0, bytes('AT\r')).map(text)).toEqual(['AT\r']);
  });

  it('releases an echo at its CR and an answer at its LF', () => {
    const framer = createAtFramer();
    framer.feed('tx', 0, bytes('AT+CSQ\r'));
    expect(framer.feed('rx', 1, bytes('AT+CSQ\r')).map(({ kind }) => kind)).toEqual(['echo']);
    expect(framer.feed('rx', 2, bytes('\r\n+CSQ: 22,99\r')).length).toBe(0);
    expect(framer.feed('rx', 3, bytes('\n')).map(({ kind }) => kind)).toEqual(['info']);
  });

  it('releases a prompt at its sign and counted data at its last byte', () => {
    const framer = createAtFramer();
    framer.feed('tx', 0, bytes('AT+CMQTTTOPIC=0,3\r'));
    expect(framer.feed('rx', 1, bytes('\r\n>')).map(({ kind }) => kind)).toEqual(['prompt']);
    expect(framer.feed('tx', 2, bytes('a/')).length).toBe(0);
    expect(framer.feed('tx', 3, bytes('bAT\r')).map(({ kind }) => kind)).toEqual(['payload', 'command']);
  });
});
