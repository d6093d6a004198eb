import type { Conversation, Exchange } from '#shared/contract/conversation.ts';
import { formatDuration } from '#shared/model/formatTime.ts';

const SECOND = 1_000_000;
const VERSIONS: Readonly<Record<number, string>> = { 3: 'MQTT 3.1', 4: 'MQTT 3.1.1', 5: 'MQTT 5.0' };

/** A line of the conversation: what, and what about it. */
export interface ConversationFact {
  readonly name: string;
  readonly value: string;
  readonly tone?: 'warning' | 'error';
}

/** The connection in a few lines. `now`: microseconds since the session began, for the countdown. */
export function conversationFacts(conversation: Conversation, now: number): readonly ConversationFact[] {
  const { connect, answer, keepAlive, aliases, aliasCount } = conversation;
  return [
    ...(connect === null
      ? [{ name: 'Version', value: 'not known: no CONNECT was seen' }]
      : [
          { name: 'Version', value: version(connect) },
          { name: 'Client id', value: clientId(connect.clientId, answer?.assignedClientId ?? null) },
          { name: 'User', value: user(connect.username, connect.hasPassword) },
          { name: 'Session', value: session(connect.clean, answer) },
        ]),
    ...(answer !== null && !answer.accepted ? [{ name: 'Refused', value: answer.text, tone: 'error' as const }] : []),
    ...(keepAlive === null ? [] : keepAliveFacts(keepAlive, now)),
    ...(connect?.will == null ? [] : [{ name: 'Will', value: will(connect.will) }]),
    { name: 'Packets', value: `${conversation.packetsIn} from the client, ${conversation.packetsOut} to it` },
    ...inFlight(conversation, now),
    ...(aliasCount === 0
      ? []
      : [
          {
            name: 'Topic aliases',
            value:
              aliases.map(({ from, alias, topic }) => `${from} ${alias} = ${topic}`).join(', ') +
              (aliasCount > aliases.length ? ` and ${aliasCount - aliases.length} more` : ''),
          },
        ]),
  ];
}

function version({ protocolName, protocolLevel, bridge }: NonNullable<Conversation['connect']>): string {
  const known = VERSIONS[protocolLevel] ?? `level ${protocolLevel} of ${protocolName}, which is none`;
  return bridge ? `${known}, a bridge` : known;
}

const clientId = (sent: string, assigned: string | null): string =>
  sent !== '' ? sent : assigned === null ? 'none sent: the server chose one' : `${assigned}, chosen by the server`;

const user = (name: string | null, hasPassword: boolean): string =>
  name === null ? 'none' : `${name}, ${hasPassword ? 'with a password' : 'without a password'}`;

function session(clean: boolean, answer: Conversation['answer']): string {
  if (answer?.sessionPresent === true) return 'goes on from an earlier connection';
  return clean ? 'begins anew (clean)' : 'is kept (not clean), none was there yet';
}

const will = ({ topic, qos, retain, length }: NonNullable<NonNullable<Conversation['connect']>['will']>): string =>
  `${length} ${length === 1 ? 'byte' : 'bytes'} to ${topic}, QoS ${qos}${retain ? ', retained' : ''}`;

function keepAliveFacts(keepAlive: NonNullable<Conversation['keepAlive']>, now: number): readonly ConversationFact[] {
  const { seconds, setByServer, deadline, late, missed, longest } = keepAlive;
  if (seconds === 0) return [{ name: 'Keep-alive', value: 'off: a dead connection is not noticed', tone: 'warning' }];
  const set = `${seconds} s${setByServer ? ', set by the server' : ''}`;
  const left = deadline === null ? null : Math.ceil((deadline - now) / SECOND);
  const silences =
    late === 0
      ? []
      : [
          {
            name: 'Too long silent',
            value: `${late} ${late === 1 ? 'time' : 'times'}, of these ${missed} beyond one and a half times; the longest ${formatDuration(longest)}`,
            tone: 'warning' as const,
          },
        ];
  if (left === null) return [{ name: 'Keep-alive', value: set }, ...silences];
  const countdown = left > 0 ? `the server closes in ${left} s if nothing comes` : `overdue by ${-left} s`;
  return [
    { name: 'Keep-alive', value: `${set}; ${countdown}`, ...(left > 0 ? {} : { tone: 'error' as const }) },
    ...silences,
  ];
}

function inFlight({ waiting, waitingCount, resends, end }: Conversation, now: number): readonly ConversationFact[] {
  const oldest = waiting[0]?.steps[0];
  const since =
    oldest === undefined || end !== null ? '' : `, the oldest ${oldest.type} for ${formatDuration(now - oldest.t)}`;
  return [
    ...(waitingCount === 0
      ? []
      : [{ name: end === null ? 'In flight' : 'Not finished', value: `${waitingCount} unanswered${since}` }]),
    ...(resends === 0 ? [] : [{ name: 'Sent again', value: `${resends} ${resends === 1 ? 'packet' : 'packets'}` }]),
  ];
}

/** How far a handshake is: `complete after 12.3 ms`, `waits for PUBACK from the server`. */
export function exchangeWords({ state, steps, awaits }: Exchange): string {
  const [first] = steps;
  const last = steps.at(-1);
  const took = first === undefined || last === undefined ? '' : ` after ${formatDuration(last.t - first.t)}`;
  switch (state) {
    case 'complete':
      return `complete${took}`;
    case 'refused':
      return `refused${took}: ${last?.text ?? ''}`;
    case 'abandoned':
      return 'given up: its packet identifier was used again';
    case 'waiting':
      return awaits === null ? 'open' : `waits for ${awaits.type} from the ${awaits.from}`;
  }
}
