import { expect, test } from 'vitest';
import type { LinkInfo } from '#shared/model/link.ts';
import { clientIds, linksOfClient } from './clientIds.ts';

const link = (id: number, clientId: string, openedAt: number, lane: LinkInfo['lane'] = 'mqtt'): LinkInfo => ({
  id,
  lane,
  role: lane === 'mqtt' ? 'device' : 'modem',
  name: clientId === '' ? `#${id}` : clientId,
  address: '127.0.0.1:50000',
  clientId,
  level: 4,
  openedAt,
  closedAt: null,
});
const links = [
  link(1, '', 0, 'serial'),
  link(5, 'board-7', 40),
  link(2, 'board-7', 10),
  link(3, 'probe', 20),
  link(4, '', 30),
];

test('clients once each, the latest to connect first', () => {
  expect(clientIds(links)).toEqual(['board-7', 'probe']);
  expect(clientIds([])).toEqual([]);
});

test('a client has all its connections', () => {
  expect(linksOfClient(links, 'board-7')).toEqual([2, 5]);
  expect(linksOfClient(links, 'nobody')).toEqual([]);
});
