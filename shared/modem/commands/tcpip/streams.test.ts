import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsToRows } from '../../../protocol/at/recordsToRows.ts';
import { socketEventsOf, streamOf } from '../../../protocol/at/sockets/socketDialogue.testkit.ts';
import { record } from './recording.testkit.ts';
import { startSockets } from './sockets.testkit.ts';

const shown = (parts: readonly Uint8Array[]): string =>
  parts.flatMap((part) => Array.from(part, (byte) => byte.toString(16).padStart(2, '0'))).join(' ');

/** What happens on the link: the far end sends, or the host does, or it reads what waits. */
const step = fc.oneof(
  fc.record({ what: fc.constant('arrives' as const), bytes: fc.uint8Array({ minLength: 1, maxLength: 400 }) }),
  fc.record({ what: fc.constant('floods' as const), bytes: fc.uint8Array({ minLength: 2000, maxLength: 6000 }) }),
  fc.record({ what: fc.constant('sent' as const), bytes: fc.uint8Array({ minLength: 1, maxLength: 60 }) }),
  fc.record({
    what: fc.constant('read' as const),
    mode: fc.constantFrom(2, 3),
    length: fc.integer({ min: 1, max: 750 }),
  }),
);

describe('the streams of a link', () => {
  it.each([
    ['pushed', '0'],
    ['kept', '1'],
  ])('reach the other side whole and in order, when data is %s', (_name, mode) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const sockets = startSockets({ first: [`AT+CIPRXGET=${mode}`, 'AT+NETOPEN'] });
        const { tx, wait, records } = record(sockets);
        tx('AT+CIPOPEN=0,"TCP","server.example",7000\r', 100);
        const read = (how: number, length: number): string => tx(`AT+CIPRXGET=${how},0,${length}\r`, 60);
        const arrived: Uint8Array[] = [];
        const sent: Uint8Array[] = [];
        for (const each of steps) {
          if (each.what === 'read') {
            if (mode === '1') read(each.mode, each.length);
          } else if (each.what === 'sent') {
            tx(`AT+CIPSEND=0,${each.bytes.length}\r`, 60);
            tx(each.bytes, 60);
            sent.push(each.bytes);
          } else {
            sockets.peer().send(each.bytes);
            arrived.push(each.bytes);
            wait(40);
          }
        }
        wait(6000);
        if (mode === '1') while (read(2, 1500).includes('OK')) wait(20);
        const events = socketEventsOf(recordsToRows(records));
        expect(streamOf(events, 'CIP 0', 'rx')).toBe(shown(arrived));
        expect(streamOf(events, 'CIP 0', 'tx')).toBe(shown(sent));
        expect(shown([sockets.peer().received])).toBe(shown(sent));
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});
