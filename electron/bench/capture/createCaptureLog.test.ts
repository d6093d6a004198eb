import { describe, expect, it } from 'vitest';
import { rowAt } from '#shared/model/rowChunk.ts';
import { mqttRow, serialRow } from '#shared/model/rows.testkit.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import type { CaptureLog } from './captureLog.ts';
import { createCaptureLog } from './createCaptureLog.ts';

function setUp(tailBytes = 1_000_000) {
  const clock = createFakeClock();
  const deferred: (() => void)[] = [];
  const log = createCaptureLog({ clock, limits: { tailBytes }, defer: (callback) => deferred.push(callback) });
  /** The end of a turn of the event loop. */
  const endTurn = (): number => {
    const due = deferred.splice(0);
    for (const callback of due) callback();
    return due.length;
  };
  return { clock, log, endTurn };
}
const read = (log: CaptureLog, seq: number) => {
  const place = log.find(seq);
  return place === undefined ? undefined : rowAt(place.chunk, place.index);
};

describe('createCaptureLog', () => {
  it('numbers rows from 1 and keeps a copy of their bytes', () => {
    const { log } = setUp();
    const bytes = Uint8Array.from([0xc0, 0x00]);
    expect(log.append(serialRow('AT\r', { t: 3, tLast: 4 }))).toBe(1);
    expect(log.append({ ...mqttRow([]), bytes })).toBe(2);
    bytes.fill(0xff);
    expect(read(log, 1)).toEqual({ ...serialRow('AT\r', { t: 3, tLast: 4 }), seq: 1 });
    expect(read(log, 2)).toEqual({ ...mqttRow([0xc0, 0x00]), seq: 2 });
    expect([log.firstSeq, log.lastSeq]).toEqual([1, 2]);
  });

  it('stamps notes with the time they are made', () => {
    const { clock, log } = setUp();
    clock.advance(1.5);
    expect(log.note('mark', 'antenna off')).toBe(1);
    expect(log.note('lost', 'port gone', 7)).toBe(2);
    expect(read(log, 1)).toMatchObject({
      lane: 'note',
      kind: 'mark',
      text: 'antenna off',
      link: 0,
      t: 1500,
      tLast: 1500,
    });
    expect(read(log, 2)).toMatchObject({ kind: 'lost', link: 7 });
  });

  it('tells of new rows once per turn, after it', () => {
    const { log, endTurn } = setUp();
    const seen: number[] = [];
    const stop = log.onAppend(() => seen.push(log.lastSeq));
    log.append(serialRow('a'));
    log.append(serialRow('b'));
    log.note('info', 'c');
    expect(seen).toEqual([]);
    endTurn();
    expect(seen).toEqual([3]);
    expect(endTurn()).toBe(0);
    log.append(serialRow('d'));
    endTurn();
    expect(seen).toEqual([3, 4]);
    stop();
    log.append(serialRow('e'));
    endTurn();
    expect(seen).toEqual([3, 4]);
  });

  it('tells of rows that a listener appends', () => {
    const { log, endTurn } = setUp();
    let told = 0;
    log.onAppend(() => {
      told += 1;
      if (told === 1) log.note('warning', 'from within');
    });
    log.append(serialRow('a'));
    endTurn();
    endTurn();
    expect(told).toBe(2);
  });

  it('counts rows and bytes by lane, memory, and what it dropped', () => {
    const { log } = setUp(200_000);
    log.append(serialRow('AT\r'));
    log.append(mqttRow([0xc0, 0x00]));
    log.note('info', 'x');
    expect(log.stats()).toMatchObject({
      lastSeq: 3,
      firstSeq: 1,
      rows: { serial: 1, mqtt: 1, note: 1 },
      bytes: { serial: 3, mqtt: 2 },
      tailLimit: 200_000,
      dropped: 0,
    });
    for (let i = 0; i < 5000; i += 1) log.append(serialRow('y'.repeat(100)));
    const stats = log.stats();
    expect(stats).toMatchObject({ lastSeq: 5003, rows: { serial: 5001 }, bytes: { serial: 500_003 } });
    expect(stats.tailBytes).toBeLessThanOrEqual(200_000);
    expect(stats.dropped).toBeGreaterThan(3000);
    expect(stats.firstSeq).toBe(stats.dropped + 1);
  });

  it('keeps links', () => {
    const { log } = setUp();
    const id = log.openLink({ lane: 'serial', role: 'modem', address: '/dev/ttyUSB2' });
    log.updateLink(id, { name: 'ttyUSB2' });
    log.closeLink(id);
    expect(log.link(id)).toMatchObject({ name: 'ttyUSB2', closedAt: 0 });
    expect(log.links()).toHaveLength(1);
  });

  it('waits for the end of the real turn when nothing else is said', async () => {
    const log = createCaptureLog({ clock: createFakeClock(), limits: { tailBytes: 100_000 } });
    const told = new Promise<void>((resolve) => log.onAppend(resolve));
    log.append(serialRow('a'));
    await told;
    expect(log.lastSeq).toBe(1);
  });
});
