import { expect, test } from 'vitest';
import { NO_LOSSES } from '#shared/contract/broker.ts';
import type { BrokerClientDetail } from '#shared/contract/brokerClients.ts';
import { clientFacts, lossWords, subscriptionWords } from './brokerWords.ts';

const client: BrokerClientDetail = {
  ...{ link: 1, clientId: 'board', kind: 'tls', address: '192.168.1.7:50001', level: 4, username: '' },
  ...{ connectedAt: 0, keepAlive: 60, cleanSession: true, subscriptions: [], subscriptionCount: 0 },
  ...{ packetsIn: 1, packetsOut: 1, unread: 0 },
};

test.each([
  [client, 'TLS 192.168.1.7:50001 · MQTT 3.1.1 · keep alive 60 s'],
  [
    { ...client, kind: 'console', level: 3, keepAlive: 0, cleanSession: false, username: 'x' } as const,
    'console of this bench · MQTT 3.1 · no keep alive · lasting session · user x',
  ],
])('%o', (given, words) => {
  expect(clientFacts(given)).toBe(words);
});

test('many subscriptions are named in part', () => {
  expect(subscriptionWords(client)).toBe('no subscription');
  const subscriptions = Array.from({ length: 9 }, (_, at) => ({ filter: `f${at}`, qos: 1 as const }));
  expect(subscriptionWords({ subscriptions, subscriptionCount: 200 })).toMatch(
    /^f0 \(QoS 1\), .*f5 \(QoS 1\) and 194 more$/,
  );
});

test('losses are told when there are any', () => {
  expect(lossWords(NO_LOSSES)).toBe('');
  expect(lossWords({ ...NO_LOSSES, refusedLogins: 1, droppedQueued: 7 })).toBe(
    'Since the broker was started: 1 login was refused; 7 messages for clients that were away were dropped.',
  );
});

test('every kind of loss has words', () => {
  for (const name of Object.keys(NO_LOSSES)) expect(lossWords({ ...NO_LOSSES, [name]: 2 })).toContain('2 ');
});
