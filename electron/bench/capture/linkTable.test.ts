import { describe, expect, it } from 'vitest';
import type { LinkInfo } from '#shared/model/link.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createLinkTable } from './linkTable.ts';

const SERIAL = { lane: 'serial', role: 'modem', address: '/dev/ttyUSB2' } as const;
const DEVICE = { lane: 'mqtt', role: 'device', address: '10.0.0.7:40001' } as const;

describe('createLinkTable', () => {
  it('opens, changes and closes links, and tells of each change', () => {
    const clock = createFakeClock();
    const table = createLinkTable(clock, 10);
    const told: LinkInfo[] = [];
    const stop = table.onLink((link) => told.push(link));
    clock.advance(5);
    const serial = table.open({ ...SERIAL, name: 'ttyUSB2' });
    const device = table.open(DEVICE);
    table.update(device, { clientId: 'meter-7', name: 'meter-7', level: 5 });
    clock.advance(1);
    table.close(device);
    expect([serial, device]).toEqual([1, 2]);
    const ttyUsb: LinkInfo = {
      ...SERIAL,
      id: 1,
      name: 'ttyUSB2',
      clientId: '',
      level: 0,
      openedAt: 5000,
      closedAt: null,
    };
    const opened: LinkInfo = { ...DEVICE, id: 2, name: '#2', clientId: '', level: 0, openedAt: 5000, closedAt: null };
    const named: LinkInfo = { ...opened, clientId: 'meter-7', name: 'meter-7', level: 5 };
    expect(told).toEqual([ttyUsb, opened, named, { ...named, closedAt: 6000 }]);
    expect(table.all()).toEqual([ttyUsb, { ...named, closedAt: 6000 }]);
    expect(table.get(1)).toEqual(ttyUsb);

    stop();
    table.update(1, { address: 'tcp://gw.example:2000' });
    expect(told).toHaveLength(4);
  });

  it('forgets the link that closed first when there are too many closed ones, never an open one', () => {
    const clock = createFakeClock();
    const table = createLinkTable(clock, 3);
    for (let i = 0; i < 6; i += 1) table.open(DEVICE);
    for (const id of [4, 2, 6, 1, 5]) table.close(id);
    expect(table.all().map(({ id }) => id)).toEqual([1, 3, 5, 6]);
    expect(table.get(4)).toBeUndefined();
    expect(table.open(DEVICE)).toBe(7);
  });

  it('ignores links it does not know, and a second close', () => {
    const clock = createFakeClock();
    const table = createLinkTable(clock, 3);
    let told = 0;
    const id = table.open(SERIAL);
    table.close(id);
    table.onLink(() => {
      told += 1;
    });
    clock.advance(10);
    table.close(id);
    table.close(77);
    table.update(77, { name: 'x' });
    expect(told).toBe(0);
    expect(table.get(id)?.closedAt).toBe(0);
  });
});
