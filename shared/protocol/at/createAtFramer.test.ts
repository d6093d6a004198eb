import { describe, expect, it } from 'vitest';
import { createAtFramer } from './createAtFramer.ts';
import { FRAMER_TABLES } from './framerTables.ts';

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

describe('times', () => {
  it('are those of the first and the last byte', () => {
    const framer = createAtFramer();
    framer.feed('rx', 100, bytes('\r\n+CS'));
    framer.feed('rx', 200, bytes('Q: 1,99'));
    expect(framer.feed('rx', 300, bytes('\r\n'))).toMatchObject([{ t: 100, tLast: 300 }]);
  });

  it('do not begin with line ends that came long before the line', () => {
    const framer = createAtFramer();
    framer.feed('tx', 100, bytes('AT\r\n'));
    expect(framer.feed('tx', 5_000_000, bytes('AT+CSQ\r\n'))).toMatchObject([{ t: 5_000_000, tLast: 5_000_000 }]);
  });

  it('of data are those of its bytes, blanks included', () => {
    const framer = createAtFramer();
    framer.feed('rx', 0, bytes('+CMQTTRXPAYLOAD: 0,3\r\n'));
    framer.feed('rx', 100, bytes('\r\n'));
    expect(framer.feed('rx', 200, bytes('x'))).toMatchObject([{ kind: 'payload', t: 100, tLast: 200 }]);
  });

  it('part a glued result from its echo', () => {
    const framer = createAtFramer();
    framer.feed('tx', 0, bytes('AT+IPADDR\r'));
    framer.feed('rx', 100, bytes('\r\n+NETOPEN: 0'));
    expect(framer.feed('rx', 200, bytes('AT+IPADDR\r'))).toMatchObject([
      { kind: 'late', t: 100, tLast: 100 },
      { kind: 'echo', t: 200, tLast: 200 },
    ]);
  });

  it('never go back, even when the clock does', () => {
    const framer = createAtFramer();
    framer.feed('rx', 500, bytes('\r\nRD'));
    expect(framer.feed('rx', 400, bytes('Y\r\n'))).toMatchObject([{ t: 500, tLast: 500 }]);
  });
});

describe('deadline', () => {
  it('is the silence after an open line, and nothing when only line ends wait', () => {
    const framer = createAtFramer({ silenceMicros: 1000 });
    expect(framer.deadline).toBeNull();
    framer.feed('rx', 100, bytes('\r\n'));
    expect(framer.deadline).toBeNull();
    framer.feed('rx', 200, bytes('O'));
    expect(framer.deadline).toBe(1200);
    expect(framer.idle(1199)).toEqual([]);
    expect(framer.idle(1200).map(text)).toEqual(['\r\nO']);
    expect(framer.deadline).toBeNull();
  });

  it('is the nearer one of both directions, and the rows come in its order', () => {
    const framer = createAtFramer({ silenceMicros: 1000 });
    framer.feed('rx', 200, bytes('O'));
    framer.feed('tx', 300, bytes('A'));
    expect(framer.deadline).toBe(1200);
    expect(framer.idle(9999).map(({ dir }) => dir)).toEqual(['rx', 'tx']);
  });
});

describe('options and flush', () => {
  it('takes other tables', () => {
    const finals = [{ text: 'DONE', section: 'a made-up modem' }];
    const framer = createAtFramer({ tables: { ...FRAMER_TABLES, finals } });
    framer.feed('tx', 0, bytes('AT\r'));
    expect(framer.feed('rx', 1, bytes('OK\r\nDONE\r\n')).map(({ kind }) => kind)).toEqual(['info', 'final']);
  });

  it('counts the lines that belong to a report', () => {
    const unsolicitedNames = [{ name: '+LIST', lines: 2, section: 'a made-up modem' }];
    const framer = createAtFramer({ tables: { ...FRAMER_TABLES, unsolicitedNames } });
    const rows = framer.feed('rx', 0, bytes('+LIST: 2\r\none\r\nOK\r\nthree\r\n'));
    expect(rows.map(({ kind }) => kind)).toEqual(['urc', 'urc', 'urc', 'text']);
  });

  it('does not continue a cut line after the link closed', () => {
    const framer = createAtFramer();
    framer.feed('rx', 0, bytes('\r\n+COPS: 0,0,"Exa'));
    expect(framer.flush().map(({ kind }) => kind)).toEqual(['urc']);
    expect(framer.feed('rx', 1, bytes('hello\r\n')).map(({ kind }) => kind)).toEqual(['text']);
  });

  it('forgets open commands and data when the link closes', () => {
    const framer = createAtFramer();
    framer.feed('tx', 0, bytes('AT+CMQTTTOPIC=0,9\r'));
    framer.feed('rx', 1, bytes('\r\n>'));
    framer.feed('tx', 2, bytes('pla'));
    expect(framer.flush().map(({ kind, partial }) => [kind, partial])).toEqual([['payload', true]]);
    expect(framer.feed('tx', 3, bytes('AT\r')).map(({ kind }) => kind)).toEqual(['command']);
    expect(framer.feed('rx', 4, bytes('\r\n+CMQTTTOPIC: 0\r\n')).map(({ kind }) => kind)).toEqual(['info']);
  });
});
