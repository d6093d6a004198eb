import { describe, expect, it } from 'vitest';
import type { AtlogRecord } from '../../model/atlog.ts';
import { createAtFramer } from './createAtFramer.ts';
import type { FramedRow } from './framedRow.ts';
import { captures, latin1, records } from './framer.testkit.ts';

/** Asks before every byte whether it is data, then feeds it: the bytes said to be data, and those in rows of data, by direction. */
function ask(recorded: readonly AtlogRecord[]) {
  const framer = createAtFramer();
  const said: Record<'tx' | 'rx', boolean[]> = { tx: [], rx: [] };
  const rows: FramedRow[] = [];
  for (const { dir, t, bytes } of recorded) {
    for (const byte of bytes) {
      const one = Uint8Array.of(byte);
      said[dir].push(framer.dataAhead(dir, t, one) === 1);
      rows.push(...framer.feed(dir, t, one));
    }
  }
  rows.push(...framer.flush());
  const bytesWhere = (dir: 'tx' | 'rx', test: (said: boolean, kind: FramedRow['kind']) => boolean): string =>
    rows
      .filter((row) => row.dir === dir)
      .flatMap((row) => [...row.bytes].map((byte) => ({ byte, kind: row.kind })))
      .flatMap(({ byte, kind }, i) => (test(said[dir][i] ?? false, kind) ? [String.fromCharCode(byte)] : []))
      .join('');
  const both = (test: Parameters<typeof bytesWhere>[1]) => ({ tx: bytesWhere('tx', test), rx: bytesWhere('rx', test) });
  return {
    said: both((wasSaid) => wasSaid),
    inRows: both((_, kind) => kind === 'payload'),
    /** Data that nobody said would come. */
    missed: both((wasSaid, kind) => kind === 'payload' && !wasSaid),
  };
}

describe('what comes next is data', () => {
  it.each([
    ['counted data after a prompt', '0 TX AT+CMQTTPAYLOAD=0,5\\r\n0 RX \\r\\n>\n0 TX AT\\r\\nxAT\\r\n'],
    ['data up to Ctrl-Z', '0 TX AT+CMGS="1"\\r\n0 RX \\r\\n> \n0 TX hello\\x1aAT\\r\n'],
    ['Ctrl-Z escaped in socket data', '0 TX AT+CIPSEND=0,\\r\n0 RX \\r\\n>\n0 TX a\\x03\\x1ab\\x1aAT\\r\n'],
    ['counted data in an answer', '0 RX \\r\\n+CMQTTRXPAYLOAD: 0,6\\r\\n\\r\\nOK\\r\\r\\n+CMQTTRXEND: 0\\r\\n'],
    ['data on the line of its header', '0 RX \\r\\n+IPD,4:\\r\\nOK\\r\\nOK\\r\\n'],
    [
      'a transparent connection',
      '0 TX AT+CIPOPEN=0,"TCP","a.example",1\\r\n1 RX \\r\\nCONNECT 115200\\r\\n\n2 TX hello\\r\n3 RX x\\r\\n\n',
    ],
  ])('%s', (_what, text) => {
    const { said, inRows } = ask(records(text));
    expect(said).toEqual(inRows);
    expect(said.tx + said.rx).not.toBe('');
  });

  it.each(captures.map(({ name, records: recorded }) => [name, recorded] as const))('in %s', (_name, recorded) => {
    expect(ask(recorded).missed).toEqual({ tx: '', rx: '' });
  });

  it('may be so while a prompt that was asked for has not come', () => {
    const framer = createAtFramer();
    framer.feed('tx', 0, latin1('AT+CMQTTTOPIC=0,4\r'));
    expect(framer.dataAhead('tx', 1, latin1('AT\r'))).toBe(3);
    framer.feed('rx', 2, latin1('\r\nERROR\r\n'));
    expect(framer.dataAhead('tx', 3, latin1('AT\r'))).toBe(0);
  });

  it('only as far as it is counted, however often it is asked', () => {
    const framer = createAtFramer();
    framer.feed('tx', 0, latin1('AT+CMQTTTOPIC=0,4\r'));
    framer.feed('rx', 1, latin1('\r\n>'));
    expect([framer.dataAhead('tx', 2, latin1('ab/cdAT\r')), framer.dataAhead('tx', 2, latin1('ab'))]).toEqual([4, 2]);
    framer.feed('tx', 2, latin1('ab/'));
    expect(framer.dataAhead('tx', 3, latin1('cAT\r'))).toBe(1);
    framer.feed('tx', 3, latin1('c'));
    expect(framer.dataAhead('tx', 4, latin1('AT\r'))).toBe(0);
  });

  it('never in a console', () => {
    expect(createAtFramer({ content: 'text' }).dataAhead('rx', 0, latin1('>x'))).toBe(0);
  });
});
