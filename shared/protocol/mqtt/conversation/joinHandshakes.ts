import type { ConversationRemark } from '../../../contract/conversation.ts';
import type { CodeInWords, PacketSummary } from '../decode/summaryTypes.ts';
import type { Sender } from '../tables/packetTypes.ts';
import { clauseOf } from './clauses.ts';
import { createExchangeTable, type Draft, type ExchangeTable, type StepPacket } from './exchangeTable.ts';
import type { QuickPacket } from './quickPacket.ts';

export interface HandshakeOptions {
  /** The row whose exchange must be kept; null: none. */
  readonly watch: number | null;
  readonly remark: (remark: ConversationRemark) => void;
  /** An acknowledgement may answer a packet of an earlier connection, or one from before the log begins. */
  readonly mayBeResumed: () => boolean;
}

/** Joins requests and answers: CONNECT, QoS 1 and 2, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, AUTH. */
export interface Handshakes extends Pick<ExchangeTable, 'of' | 'waiting' | 'waitingCount' | 'forgetful'> {
  feed(packet: StepPacket, summary: PacketSummary | QuickPacket): void;
  readonly resends: number;
}

/** Characters of a topic that are kept with an exchange. */
const MAX_TOPIC = 200;
const other = (side: Sender): Sender => (side === 'client' ? 'server' : 'client');

export function createHandshakes({ watch, remark, mayBeResumed }: HandshakeOptions): Handshakes {
  const table = createExchangeTable(watch);
  let resends = 0;

  /** Begins an exchange under a packet identifier; one that still holds it is given up. */
  const request = (
    packet: StepPacket,
    given: {
      kind: 'publish' | 'subscribe' | 'unsubscribe';
      packetId: number;
      qos: number;
      topic: string;
      type: string;
    },
  ): void => {
    const { type, topic, ...rest } = given;
    const before = table.inFlight(packet.from, given.packetId);
    if (before !== undefined) {
      table.finish(before, 'abandoned');
      remark({
        seq: packet.seq,
        severity: 'error',
        clause: clauseOf(packet.from === 'client' ? 'clientIdentifierInUse' : 'serverIdentifierInUse', packet.level),
        text: `Packet identifier ${given.packetId} is used again before the ${before.steps[0]?.type ?? 'packet'} that has it was answered. Take an identifier that is free.`,
      });
    }
    const awaits = { type, from: other(packet.from) };
    table.begin(packet, { ...rest, topic: topic.slice(0, MAX_TOPIC), awaits });
  };
  const stray = (packet: StepPacket, packetId: number): void => {
    if (mayBeResumed()) return;
    remark({
      seq: packet.seq,
      severity: 'warning',
      clause: null,
      text: `${packet.type} for packet identifier ${packetId}, which nothing in flight has. Was it answered twice, or its identifier copied wrongly?`,
    });
  };
  const repeat = (draft: Draft, packet: StepPacket): void => {
    resends += 1;
    table.step(draft, packet, { resend: true });
  };
  const answer = (draft: Draft, packet: StepPacket, codes: readonly CodeInWords[]): void => {
    const bad = codes.filter(({ ok }) => !ok).map(({ text }) => text);
    table.step(draft, packet, { text: bad.join(', ') });
    table.finish(draft, bad.length > 0 ? 'refused' : 'complete');
  };

  const publish = (packet: StepPacket, summary: Extract<QuickPacket, { type: 'PUBLISH' }>): void => {
    const { qos, packetId, dup, topic } = summary;
    if (packetId === null || packetId === 0 || qos === 0 || qos === 3) return;
    const before = table.inFlight(packet.from, packetId);
    if (dup && before?.kind === 'publish' && before.qos === qos) repeat(before, packet);
    else request(packet, { kind: 'publish', packetId, qos, topic, type: qos === 1 ? 'PUBACK' : 'PUBREC' });
  };
  const acknowledge = (
    packet: StepPacket,
    { type, packetId, result }: Exclude<QuickPacket, { type: 'PUBLISH' }>,
  ): void => {
    if (packetId === 0) return;
    const sender = type === 'PUBREL' ? packet.from : other(packet.from);
    const draft = table.inFlight(sender, packetId);
    if (draft === undefined || draft.kind !== 'publish') {
      if (type === 'PUBREL') {
        // The second half of a delivery that an earlier connection began.
        const awaits = { type: 'PUBCOMP', from: other(packet.from) } as const;
        table.begin(packet, { kind: 'publish', packetId, qos: 2, topic: '', awaits });
      }
      stray(packet, packetId);
      return;
    }
    if ((type === 'PUBACK') !== (draft.qos === 1)) {
      remark({
        seq: packet.seq,
        severity: 'error',
        clause: clauseOf(draft.qos === 1 ? 'answersQos1' : 'answersQos2', packet.level),
        text: `${type} for a PUBLISH at QoS ${draft.qos}: ${draft.qos === 1 ? 'PUBACK' : 'PUBREC, then PUBCOMP'} belongs there.`,
      });
      table.step(draft, packet, {});
      return;
    }
    advance(draft, packet, type, result);
  };
  const advance = (draft: Draft, packet: StepPacket, type: string, result: CodeInWords): void => {
    const seen = draft.steps.some((step) => step.type === type);
    if (type === 'PUBACK' || type === 'PUBCOMP' || !result.ok) answer(draft, packet, [result]);
    else if (seen) repeat(draft, packet);
    else {
      table.step(draft, packet, {});
      draft.awaits =
        type === 'PUBREC' ? { type: 'PUBREL', from: draft.from } : { type: 'PUBCOMP', from: other(draft.from) };
    }
  };
  const answerById = (
    packet: StepPacket,
    kind: 'subscribe' | 'unsubscribe',
    packetId: number,
    codes: readonly CodeInWords[],
  ): void => {
    const draft = table.inFlight(other(packet.from), packetId);
    if (draft?.kind === kind) answer(draft, packet, codes);
    else stray(packet, packetId);
  };
  const lone = (packet: StepPacket, kind: 'connect' | 'auth' | 'ping', type: string): void => {
    const awaits = { type, from: other(packet.from) };
    table.begin(packet, { kind, packetId: null, qos: 0, topic: '', awaits });
  };

  return {
    of: table.of,
    waiting: table.waiting,
    get waitingCount() {
      return table.waitingCount;
    },
    get forgetful() {
      return table.forgetful;
    },
    get resends() {
      return resends;
    },
    feed(packet, summary) {
      switch (summary.type) {
        case 'CONNECT':
          lone(packet, 'connect', 'CONNACK');
          return;
        case 'CONNACK': {
          const draft = table.oldest('connect');
          if (draft !== undefined) answer(draft, packet, [summary.result]);
          return;
        }
        case 'AUTH': {
          const draft = table.oldest('connect') ?? table.oldest('auth');
          if (draft === undefined) lone(packet, 'auth', 'AUTH');
          else if (draft.kind === 'auth' && summary.result.code === 0) answer(draft, packet, []);
          else table.step(draft, packet, {});
          return;
        }
        case 'PUBLISH':
          publish(packet, summary);
          return;
        case 'PUBACK':
        case 'PUBREC':
        case 'PUBREL':
        case 'PUBCOMP':
          acknowledge(packet, summary);
          return;
        case 'SUBSCRIBE': {
          const topic = summary.subscriptions.map(({ filter }) => filter).join(', ');
          request(packet, { kind: 'subscribe', packetId: summary.packetId, qos: 0, topic, type: 'SUBACK' });
          return;
        }
        case 'UNSUBSCRIBE': {
          const topic = summary.filters.join(', ');
          request(packet, { kind: 'unsubscribe', packetId: summary.packetId, qos: 0, topic, type: 'UNSUBACK' });
          return;
        }
        case 'SUBACK':
          answerById(packet, 'subscribe', summary.packetId, summary.codes);
          return;
        case 'UNSUBACK':
          answerById(packet, 'unsubscribe', summary.packetId, summary.codes);
          return;
        case 'PINGREQ':
          lone(packet, 'ping', 'PINGRESP');
          return;
        case 'PINGRESP': {
          const draft = table.oldest('ping');
          if (draft !== undefined) answer(draft, packet, []);
          return;
        }
        default:
          return;
      }
    },
  };
}
