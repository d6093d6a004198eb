import { expect, test } from 'vitest';
import type { BenchState } from '#shared/contract/bench.ts';
import { logContract } from '#shared/contract/log.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createStatePublisher } from './statePublisher.ts';

const linksChanged = logContract['log.links-changed'].data;

const link = (id: number, clientId: string): LinkInfo => ({
  id,
  lane: 'mqtt',
  role: 'device',
  name: clientId,
  address: '',
  clientId,
  level: 4,
  openedAt: 0,
  closedAt: null,
});

function setUp() {
  const clock = createFakeClock();
  let lastSeq = 0;
  let made = 0;
  const publisher = createStatePublisher({
    clock,
    lastSeq: () => lastSeq,
    // Only its identity matters here.
    snapshot: () => ({ now: ++made }) as BenchState,
  });
  const heard: string[] = [];
  publisher.onEvent((name, data) => {
    const changed = linksChanged.safeParse(data);
    heard.push(
      changed.success ? `${name} ${changed.data.links.map(({ id, clientId }) => `${id}=${clientId}`).join(' ')}` : name,
    );
  });
  return { clock, publisher, heard, snapshots: () => made, log: (rows: number) => (lastSeq += rows) };
}

test('many changes make one snapshot', () => {
  const { clock, publisher, heard, snapshots } = setUp();
  for (let i = 0; i < 50; i += 1) publisher.stateChanged();
  expect(heard).toEqual([]);
  clock.advance(100);
  expect(heard).toEqual(['bench.state-changed']);
  expect(snapshots()).toBe(1);
});

test('a link that changed twice is told once, as it is now, before the state that may name it', () => {
  const { clock, publisher, heard } = setUp();
  publisher.linkChanged(link(1, ''));
  publisher.linkChanged(link(2, ''));
  publisher.linkChanged(link(1, 'bench-7'));
  publisher.stateChanged();
  clock.advance(100);
  expect(heard).toEqual(['log.links-changed 1=bench-7 2=', 'bench.state-changed']);
});

test('counters that moved are told although nobody said so; still ones are not', () => {
  const { clock, heard, log } = setUp();
  clock.advance(5000);
  expect(heard).toEqual([]);
  log(10);
  clock.advance(1000);
  expect(heard).toEqual(['bench.state-changed']);
  clock.advance(5000);
  expect(heard).toEqual(['bench.state-changed']);
});

test('after the close nothing is sent', () => {
  const { clock, publisher, heard, log } = setUp();
  publisher.stateChanged();
  log(1);
  publisher.close();
  publisher.stateChanged();
  clock.advance(5000);
  expect(heard).toEqual([]);
});
