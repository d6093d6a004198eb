import type { BrokerClientDetail, BrokerLinkKind } from '#shared/contract/brokerClients.ts';

const KINDS: Readonly<Record<BrokerLinkKind, string>> = {
  tcp: 'TCP',
  tls: 'TLS',
  ws: 'WebSocket',
  wss: 'WebSocket over TLS',
  console: 'console of this bench',
  bridge: 'bridge of this bench',
};

/** `TCP 192.168.1.7:50001 · MQTT 3.1.1 · keep alive 60 s · lasting session · user board`. */
export function clientFacts(client: BrokerClientDetail): string {
  const { kind, address, level, keepAlive, cleanSession, username } = client;
  return [
    kind === 'console' || kind === 'bridge' ? KINDS[kind] : `${KINDS[kind]} ${address}`,
    level === 3 ? 'MQTT 3.1' : 'MQTT 3.1.1',
    keepAlive === 0 ? 'no keep alive' : `keep alive ${keepAlive} s`,
    ...(cleanSession ? [] : ['lasting session']),
    ...(username === '' ? [] : [`user ${username}`]),
  ].join(' · ');
}

const SHOWN = 6;

/** `a/# (1), b (0) and 3 more`: filters with their QoS. */
export function subscriptionWords({
  subscriptions,
  subscriptionCount,
}: Pick<BrokerClientDetail, 'subscriptions' | 'subscriptionCount'>): string {
  if (subscriptionCount === 0) return 'no subscription';
  const shown = subscriptions.slice(0, SHOWN).map(({ filter, qos }) => `${filter} (QoS ${qos})`);
  const more = subscriptionCount - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const LOSSES: readonly (readonly [name: string, one: string, many: string])[] = [
  ['refusedConnections', 'connection too many was turned away', 'connections too many were turned away'],
  ['refusedLogins', 'login was refused', 'logins were refused'],
  ['refusedSubscriptions', 'subscription was refused', 'subscriptions were refused'],
  ['refusedPublishes', 'message was refused by a rule', 'messages were refused by a rule'],
  [
    'droppedQueued',
    'message for a client that was away was dropped',
    'messages for clients that were away were dropped',
  ],
  ['droppedRetained', 'retained message was dropped', 'retained messages were dropped'],
  ['droppedSessions', 'session was forgotten', 'sessions were forgotten'],
];

/** What the broker turned away or threw away, in words; '' for nothing. */
export function lossWords(losses: Readonly<Record<string, number>>): string {
  const parts = LOSSES.flatMap(([name, one, many]) => {
    const count = losses[name] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return parts.length === 0 ? '' : `Since the broker was started: ${parts.join('; ')}.`;
}
