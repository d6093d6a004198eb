import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RewriteRule } from '../../contract/rewriteRule.ts';
import { createAtFramer } from './createAtFramer.ts';
import { fromLatin1, latin1 } from './framer.testkit.ts';
import { createLineHold, type PassedBytes } from './lineHold.ts';
import { createRewriter } from './rewrite.ts';

const BROKER: RewriteRule = {
  ...{ id: 'broker', enabled: true, direction: 'tx', replace: 'tcp://new' },
  match: { by: 'argument', command: '+CMQTTCONNECT', index: 1, was: '' },
};
const NETWORK: RewriteRule = {
  ...{ id: 'network', enabled: true, direction: 'rx', replace: 'B' },
  match: { by: 'text', text: 'A' },
};

/** Both directions of a link with rules, over a real framer. */
function createLink(rules: readonly RewriteRule[] = [BROKER, NETWORK]) {
  const framer = createAtFramer();
  const passed: Record<'tx' | 'rx', PassedBytes[]> = { tx: [], rx: [] };
  const hold = (direction: 'tx' | 'rx') =>
    createLineHold({
      direction,
      rewriter: createRewriter(rules, direction),
      dataAhead: (bytes) => framer.dataAhead(direction, 0, bytes),
      pass(piece) {
        passed[direction].push(piece);
        framer.feed(direction, 0, piece.bytes);
      },
    });
  const holds = { tx: hold('tx'), rx: hold('rx') };
  return {
    holds,
    passed,
    feed: (direction: 'tx' | 'rx', text: string): void => holds[direction].feed(latin1(text)),
    out: (direction: 'tx' | 'rx'): string => passed[direction].map(({ bytes }) => fromLatin1(bytes)).join(''),
  };
}

const OLD = 'AT+CMQTTCONNECT=0,"tcp://old",60,1';
const NEW = 'AT+CMQTTCONNECT=0,"tcp://new",60,1';

describe('a held line', () => {
  it('goes on when it is whole, changed, with the line as it came and the rules', () => {
    const { feed, out, passed, holds } = createLink();
    for (const char of OLD) feed('tx', char);
    expect(out('tx')).toBe('');
    expect(holds.tx.held).toBe(OLD.length);
    feed('tx', '\r\n');
    expect(passed.tx[0]).toEqual({ bytes: latin1(`${NEW}\r`), from: OLD, rules: ['broker'], missed: false });
    expect(out('tx')).toBe(`${NEW}\r\n`);
    expect(holds.tx.held).toBe(0);
  });

  it('goes on as it came when it is let go, and so does its rest', () => {
    const { feed, out, holds } = createLink();
    feed('tx', OLD.slice(0, 20));
    holds.tx.release();
    expect(out('tx')).toBe(OLD.slice(0, 20));
    feed('tx', OLD.slice(20, 25));
    expect(holds.tx.held).toBe(0);
    feed('tx', `${OLD.slice(25)}\r${OLD}\r`);
    expect(out('tx')).toBe(`${OLD}\r${NEW}\r`);
  });

  it('that a rule would have changed is told when it is let go too early, and only such a line', () => {
    const { feed, passed, holds } = createLink();
    for (const line of [OLD, 'AT+CSQ', 'hello', `${OLD}${'x'.repeat(2048)}`]) {
      feed('tx', line.slice(0, 5));
      holds.tx.release();
      feed('tx', line.slice(5));
      feed('tx', '\r');
    }
    const missed = passed.tx.flatMap((piece, index) => (piece.missed ? [index] : []));
    expect(missed).toEqual([2]);
    feed('tx', `${OLD}\r`);
    expect(passed.tx.at(-1)).toMatchObject({ from: OLD, missed: false });
  });

  it.each([
    ['no command', 0, 'hello'],
    ['a control character', 0, 'AT\x01'],
    ['a command of endless length', 0, `AT${'x'.repeat(2047)}`],
    ['a command of 2048 bytes', 2048, `AT${'x'.repeat(2046)}`],
    ['UTF-8 in a command', 8, 'AT+X="\xc3\xbc'],
  ])('%s: %i bytes stay', (_what, held, text) => {
    const { feed, out, holds } = createLink();
    feed('tx', text);
    expect(holds.tx.held).toBe(held);
    expect(out('tx')).toBe(held === 0 ? text : '');
  });
});

describe('bytes that are no lines', () => {
  it('are not changed: data after a prompt that reads like a command', () => {
    const { feed, out } = createLink();
    feed('tx', `AT+CMQTTPAYLOAD=0,${OLD.length + 1}\r`);
    feed('rx', '\r\n>');
    feed('tx', `${OLD}\r${OLD}\r`);
    expect(out('tx')).toBe(`AT+CMQTTPAYLOAD=0,${OLD.length + 1}\r${OLD}\r${NEW}\r`);
  });

  it('are not changed: data sent before the prompt came', () => {
    const { feed, out } = createLink();
    feed('tx', `AT+CMQTTPAYLOAD=0,${OLD.length + 1}\r${OLD}\r`);
    expect(out('tx')).toBe(`AT+CMQTTPAYLOAD=0,${OLD.length + 1}\r${OLD}\r`);
  });

  it('are not changed: counted data in an answer, also when a piece of it is a line', () => {
    const { feed, out } = createLink();
    feed('rx', '\r\n+CMQTTRXPAYLOAD: 0,6\r\nA');
    feed('rx', 'A\r\nAA\r\nA\r\n');
    expect(out('rx')).toBe('\r\n+CMQTTRXPAYLOAD: 0,6\r\nAA\r\nAA\r\nB\r\n');
  });

  it('are not held: a prompt, a line end', () => {
    const { feed, out } = createLink();
    feed('tx', 'AT+QX=1\r');
    feed('rx', '\r\n> ');
    expect(out('rx')).toBe('\r\n> ');
  });

  it('are not changed: a transparent connection', () => {
    const { feed, out } = createLink();
    feed('tx', 'ATD*99#\r');
    feed('rx', '\r\nCONNECT\r\n');
    feed('tx', `${OLD}\r`);
    expect(out('tx')).toBe(`ATD*99#\r${OLD}\r`);
  });
});

describe('in whatever chunks it comes', () => {
  const line = fc.constantFrom(OLD, 'AT', 'AT+CSQ;+CMQTTCONNECT=0,"x"', 'hello', '', '\x00\xff', 'AT+CMQTTPAYLOAD=0,9');
  const end = fc.constantFrom('\r', '\r\n', '\n', '');
  const stream = fc.array(fc.tuple(line, end), { maxLength: 12 }).map((lines) => lines.flat().join(''));
  const cuts = fc.array(fc.nat(30), { minLength: 1, maxLength: 20 });

  it('nothing is changed but what a rule names, whatever the bytes, in both directions', () => {
    const nowhere = (direction: 'tx' | 'rx'): RewriteRule => ({
      ...{ id: direction, enabled: true, direction, replace: 'x' },
      match: { by: 'text', text: 'zebra' },
    });
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 30 }).map(fromLatin1),
      fc.constantFrom('AT+CMQTTTOPIC=0,5\r', '\r\n>', '\r\nOK\r\n', '+CMQTTRXPAYLOAD: 0,9\r\n', 'AT+CSQ\r', '\r\n'),
    );
    const dialogue = fc.array(fc.tuple(fc.constantFrom('tx' as const, 'rx' as const), piece, fc.nat(9)), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(dialogue, (pieces) => {
        const link = createLink([nowhere('tx'), nowhere('rx')]);
        for (const [direction, text, turn] of pieces) {
          link.feed(direction, text);
          if (turn === 0) link.holds[direction].release();
        }
        for (const direction of ['tx', 'rx'] as const) {
          link.holds[direction].release();
          const went = pieces.filter(([of]) => of === direction).map(([, text]) => text);
          expect(link.out(direction)).toBe(went.join(''));
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('the same comes out, and without rules just what went in', () => {
    fc.assert(
      fc.property(stream, cuts, (text, sizes) => {
        const whole = createLink();
        whole.feed('tx', text);
        whole.holds.tx.release();
        const pieces = createLink();
        const plain = createLink([]);
        for (let at = 0, turn = 0; at < text.length; turn += 1) {
          const to = at + 1 + (sizes[turn % sizes.length] ?? 0);
          pieces.feed('tx', text.slice(at, to));
          plain.feed('tx', text.slice(at, to));
          at = to;
        }
        pieces.holds.tx.release();
        plain.holds.tx.release();
        expect(pieces.out('tx')).toBe(whole.out('tx'));
        expect(plain.out('tx')).toBe(text);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
