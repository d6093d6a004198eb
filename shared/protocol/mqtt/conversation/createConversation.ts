import type { Conversation, ConversationRemark, Exchange } from '../../../contract/conversation.ts';
import type { MqttLevel, MqttRow } from '../../../model/row.ts';
import type { PacketSummary, SummaryOf } from '../decode/summaryTypes.ts';
import { packetTypeOf } from '../fixedHeader.ts';
import { isLaterPart } from '../packetPart.ts';
import { summarizePacket } from '../summary.ts';
import type { Sender } from '../tables/packetTypes.ts';
import { createAliasTable } from './aliasTable.ts';
import { clauseOf } from './clauses.ts';
import { endReasons } from './endReasons.ts';
import { createHandshakes } from './joinHandshakes.ts';
import { createKeepAliveWatch } from './keepAliveWatch.ts';
import { quickPacket } from './quickPacket.ts';
import { type Tenure, takenOverBy, tookOver } from './takeover.ts';

/** What of a row a conversation reads. */
export type ConversationRow = Pick<MqttRow, 'seq' | 't' | 'tLast' | 'dir' | 'kind' | 'level' | 'bytes' | 'text'>;

export interface ConversationOptions {
  /** The row whose exchange must be kept, however many follow. */
  readonly watch?: number;
}

/** The state of one MQTT connection, built from its rows in their order. Bounded: a connection may last for months. */
export interface ConversationState {
  feed(row: ConversationRow): void;
  /** `links`: the connections of the log, this one too, for takeovers. */
  view(link: number, links: readonly Tenure[]): Conversation;
  /** What the packet of a row is part of; null when nothing answers it, or when it was forgotten. */
  exchangeOf(seq: number): Exchange | null;
  /** What the alias in a PUBLISH stood for; null when it has none, or none is known. */
  aliasTopic(row: ConversationRow): string | null;
  /** Exchanges were forgotten: older ones need a state of their own that watches them. */
  readonly forgetful: boolean;
}

const MAX_REMARKS = 50;
const MAX_WAITING = 20;
const MAX_LISTED_ALIASES = 20;
const PUBLISH_QOS_0 = 0x30;
const senderOf = (row: ConversationRow): Sender => (row.dir === 'rx' ? 'client' : 'server');

export function createConversation({ watch }: ConversationOptions = {}): ConversationState {
  const keepAlive = createKeepAliveWatch();
  const aliases = createAliasTable();
  const remarks: ConversationRemark[] = [];
  let remarkCount = 0;
  let whole = false;
  let openedAt: number | null = null;
  let packetsIn = 0;
  let packetsOut = 0;
  let level: MqttLevel = 0;
  let connect: Conversation['connect'] = null;
  let answer: Conversation['answer'] = null;
  let disconnect: { readonly from: Sender; readonly code: number; readonly text: string } | null = null;
  let malformed: Sender | null = null;
  let close: { readonly seq: number; readonly t: number; readonly text: string } | null = null;

  const remark = (given: ConversationRemark): void => {
    remarkCount += 1;
    remarks.push(given);
    if (remarks.length > MAX_REMARKS) remarks.shift();
  };
  const handshakes = createHandshakes({
    watch: watch ?? null,
    remark,
    mayBeResumed: () => !whole || connect?.clean === false || answer?.sessionPresent === true,
  });

  const onConnect = (row: ConversationRow, summary: SummaryOf<'CONNECT'>): void => {
    if (connect !== null) {
      const text =
        'A second CONNECT on one connection: the server has to close it. Close the socket before connecting anew.';
      remark({ seq: row.seq, severity: 'error', clause: clauseOf('secondConnect', row.level), text });
      return;
    }
    const { protocolName, protocolLevel, bridge, clientId, username, hasPassword, clean, will } = summary;
    level = summary.level;
    connect = {
      ...{ seq: row.seq, protocolName, protocolLevel, bridge, clientId, username, hasPassword, clean },
      keepAlive: summary.keepAlive,
      will:
        will === null ? null : { topic: will.topic, qos: will.qos, retain: will.retain, length: will.payload.length },
    };
    keepAlive.set(summary.keepAlive, false);
  };
  const onConnack = (row: ConversationRow, summary: SummaryOf<'CONNACK'>): void => {
    if (answer !== null) return;
    const { result, sessionPresent, properties } = summary;
    const { assignedClientId, serverKeepAlive } = properties;
    const after = handshakes.of(row.seq)?.steps.find(({ seq }) => seq === row.seq)?.after ?? null;
    answer = { seq: row.seq, accepted: result.ok, text: result.text, sessionPresent, assignedClientId, after };
    if (serverKeepAlive !== null) keepAlive.set(serverKeepAlive, true);
  };
  const onAlias = (row: ConversationRow, summary: SummaryOf<'PUBLISH'>): void => {
    const alias = summary.properties.topicAlias;
    if (alias === null || alias === 0) return;
    if (summary.topic !== '') aliases.set(senderOf(row), alias, summary.topic, row.seq);
    else if (whole && aliases.topicAt(senderOf(row), alias, row.seq) === null) {
      const text = `Topic alias ${alias} was never given a topic on this connection. Send the topic with it once after each CONNECT.`;
      remark({ seq: row.seq, severity: 'error', clause: '5.0 section 3.3.2.3.4', text });
    }
  };
  const onPacket = (row: ConversationRow): void => {
    const from = senderOf(row);
    if (from === 'client') packetsIn += 1;
    else packetsOut += 1;
    if (disconnect !== null && disconnect.from === from) {
      const text = 'A packet behind DISCONNECT: nothing may follow it.';
      remark({ seq: row.seq, severity: 'error', clause: clauseOf('afterDisconnect', row.level), text });
    }
    const first = row.bytes[0] ?? 0;
    // By far the most packets, and they tell nothing more: no answer, and before 5.0 no alias.
    if ((first & 0xf6) === PUBLISH_QOS_0 && row.level !== 5) return;
    const { seq, t, tLast } = row;
    const quick = quickPacket(row.bytes, row.level);
    if (quick !== null) {
      handshakes.feed({ seq, t, tLast, from, type: quick.type, level: row.level }, quick);
      return;
    }
    const summary = summarizePacket(row.bytes, row.level);
    handshakes.feed({ seq, t, tLast, from, type: summary.type, level: summary.level }, summary);
    dispatch(row, summary);
  };
  const dispatch = (row: ConversationRow, summary: PacketSummary): void => {
    if (summary.type === 'CONNECT') onConnect(row, summary);
    else if (summary.type === 'CONNACK') onConnack(row, summary);
    else if (summary.type === 'PUBLISH') onAlias(row, summary);
    else if (summary.type === 'DISCONNECT') {
      disconnect ??= { from: senderOf(row), code: summary.result.code, text: summary.result.text };
    }
  };

  return {
    feed(row) {
      openedAt ??= row.t;
      if (row.kind === 'open') whole = true;
      else if (row.kind === 'close') {
        keepAlive.closed(row.t);
        close = { seq: row.seq, t: row.t, text: row.text };
      } else {
        const begins = row.kind === 'packet' && !isLaterPart(row.text);
        if (row.kind === 'malformed') malformed ??= senderOf(row);
        if (row.dir === 'rx') keepAlive.heard(row.seq, row.t, row.tLast, begins);
        if (begins) onPacket(row);
      }
    },
    exchangeOf: handshakes.of,
    aliasTopic(row) {
      if (row.kind !== 'packet' || row.level !== 5 || packetTypeOf(row.bytes[0] ?? 0) !== 3) return null;
      const summary = summarizePacket(row.bytes, row.level);
      if (summary.type !== 'PUBLISH' || summary.topic !== '') return null;
      const { topicAlias } = summary.properties;
      return topicAlias === null ? null : aliases.topicAt(senderOf(row), topicAlias, row.seq);
    },
    get forgetful() {
      return handshakes.forgetful;
    },
    view(link, links) {
      const kept = keepAlive.view();
      const self = links.find(({ id }) => id === link);
      const taken = self === undefined || disconnect?.from === 'client' ? null : takenOverBy(self, links);
      return {
        ...{ link, whole, openedAt: openedAt ?? 0, packetsIn, packetsOut, connect, answer },
        keepAlive: kept,
        waiting: [...handshakes.waiting(MAX_WAITING)],
        waitingCount: handshakes.waitingCount,
        resends: handshakes.resends,
        aliases: aliases.list(MAX_LISTED_ALIASES),
        aliasCount: aliases.count,
        takenOverBy: taken,
        tookOver: self === undefined ? null : tookOver(self, links),
        end:
          close === null
            ? null
            : {
                ...{ seq: close.seq, t: close.t },
                ...endReasons({
                  ...{ text: close.text, connect, answer, disconnect, malformed, takenOverBy: taken, level },
                  silentFor: keepAlive.missedAtClose(),
                  keepAlive: kept?.seconds ?? 0,
                  waiting: handshakes.waitingCount,
                }),
              },
        remarks: [...remarks],
        remarkCount,
      };
    },
  };
}
