import type { Conversation } from '../../../contract/conversation.ts';
import { formatDuration } from '../../../model/formatTime.ts';
import type { MqttLevel } from '../../../model/row.ts';
import { clauseOf } from './clauses.ts';

/** What is known when a connection has closed. */
export interface EndFacts {
  /** The words of the log. */
  readonly text: string;
  readonly connect: Conversation['connect'];
  readonly answer: Conversation['answer'];
  /** Who said DISCONNECT and with which reason; null: nobody. */
  readonly disconnect: { readonly from: 'client' | 'server'; readonly code: number; readonly text: string } | null;
  readonly malformed: 'client' | 'server' | null;
  /** The silence of the client when it was too long, in microseconds. */
  readonly silentFor: number | null;
  readonly keepAlive: number;
  readonly takenOverBy: number | null;
  readonly waiting: number;
  readonly level: MqttLevel;
}

/** Disconnect with Will Message (5.0 section 3.14.2.1). */
const WITH_WILL = 0x04;

type End = Pick<NonNullable<Conversation['end']>, 'by' | 'reasons'>;

/** Who closed and why, and what follows from it, a sentence each. */
export function endReasons(facts: EndFacts): End {
  const { by, why } = closer(facts);
  const text = facts.text === '' ? [] : [`${facts.text.slice(0, 1).toUpperCase()}${facts.text.slice(1)}.`];
  return { by, reasons: [...text, ...why, ...consequences(facts)] };
}

function closer(facts: EndFacts): { readonly by: End['by']; readonly why: readonly string[] } {
  const { answer, disconnect, malformed, silentFor, keepAlive, level } = facts;
  if (facts.connect === null && malformed === null) return { by: 'unknown', why: [] };
  if (answer !== null && !answer.accepted) {
    return {
      by: 'server',
      why: [
        `It refused the CONNECT (${answer.text}), and closes behind that ${clauseOf('closesAfterRefusal', level)}.`,
      ],
    };
  }
  if (disconnect !== null) {
    const said = disconnect.from === 'client' ? 'The client' : 'The server';
    const reason = level === 5 ? ` (${disconnect.text})` : '';
    return { by: disconnect.from, why: [`${said} said DISCONNECT${reason}.`] };
  }
  if (facts.takenOverBy !== null) {
    const why = `Connection #${facts.takenOverBy} came with the same client id: the server closes the older one ${clauseOf('takeover', level)}. Give every device a client id of its own.`;
    return { by: 'server', why: [why] };
  }
  if (malformed === 'client') return { by: 'server', why: ['What the client sent is not MQTT any more.'] };
  if (silentFor !== null) {
    const why = `The client was silent for ${formatDuration(silentFor)}, longer than one and a half times its keep-alive of ${keepAlive} s: the server closes then ${clauseOf('keepAlive', level)}. Send PINGREQ in time.`;
    return { by: 'server', why: [why] };
  }
  return { by: 'unknown', why: [] };
}

function consequences({ connect, answer, disconnect, waiting, level }: EndFacts): readonly string[] {
  if (connect === null || answer?.accepted !== true) return [];
  const discarded = disconnect?.from === 'client' && disconnect.code !== WITH_WILL;
  const { will } = connect;
  return [
    ...(will === null
      ? []
      : [
          discarded
            ? `The will for ${will.topic} is discarded ${clauseOf('willDiscarded', level)}.`
            : `The server publishes the will to ${will.topic} ${clauseOf('willPublished', level)}.`,
        ]),
    ...(waiting === 0
      ? []
      : [waiting === 1 ? 'One handshake was not finished.' : `${waiting} handshakes were not finished.`]),
  ];
}
