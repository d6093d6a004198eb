import { assertNever } from '../../base/assertNever.ts';
import { VERSIONS } from './decode/connect.ts';
import type { CodeInWords, PacketSummary, SummaryOf } from './decode/summaryTypes.ts';
import { visibleText } from './payloadPreview.ts';

/**
 * A packet in one line for a list: `bench/t1  qos1 id 7  24 B  {"t":21.5}`, `CONNECT bench-01  keep alive 60 s  clean  3.1.1`,
 * `SUBACK id 3  granted 1, refused`. A PUBLISH goes without its name: topic and payload say it.
 */
export function describeSummary(summary: PacketSummary): string {
  const details = summaryDetails(summary);
  return summary.type === 'PUBLISH' ? details : [summary.type, details].filter((part) => part !== '').join(' ');
}

/** The same without the packet type, for a list that has a column for it. */
export function summaryDetails(summary: PacketSummary): string {
  const [problem] = summary.problems;
  return [...details(summary), problem === undefined ? '' : `⚠ ${shown(problem)}`]
    .filter((part) => part !== '')
    .join('  ');
}

/** Characters of one name in a line, and names of one list. */
const MAX_NAME = 200;
const MAX_LISTED = 12;

/** Text out of a packet, fit for a line. */
function shown(text: string): string {
  return visibleText(text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text);
}

function list(items: readonly string[]): string {
  const more = items.length > MAX_LISTED ? [`${items.length - MAX_LISTED} more`] : [];
  return [...items.slice(0, MAX_LISTED), ...more].join(', ');
}

function details(summary: PacketSummary): readonly string[] {
  switch (summary.type) {
    case 'CONNECT':
      return connectDetails(summary);
    case 'CONNACK':
      return [summary.sessionPresent ? 'session present' : '', refusal(summary.result, 'accepted'), reason(summary)];
    case 'PUBLISH':
      return publishDetails(summary);
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return [packetId(summary), summary.result.code === 0 ? '' : summary.result.text, reason(summary)];
    case 'SUBSCRIBE':
      return [packetId(summary), list(summary.subscriptions.map(({ filter, qos }) => `${shown(filter)} qos${qos}`))];
    case 'SUBACK':
      return [packetId(summary), list(summary.codes.map(grant)), reason(summary)];
    case 'UNSUBSCRIBE':
      return [packetId(summary), list(summary.filters.map(shown))];
    case 'UNSUBACK':
      return [packetId(summary), list(summary.codes.map(({ text }) => text)), reason(summary)];
    case 'DISCONNECT':
    case 'AUTH':
      return [summary.result.code === 0 ? '' : summary.result.text, reason(summary)];
    case 'PINGREQ':
    case 'PINGRESP':
    case 'INVALID':
      return [];
    default:
      return assertNever(summary);
  }
}

function connectDetails(connect: SummaryOf<'CONNECT'>): readonly string[] {
  const { will } = connect;
  return [
    connect.clientId === '' ? '(no client id)' : shown(connect.clientId),
    connect.keepAlive === 0 ? 'no keep alive' : `keep alive ${connect.keepAlive} s`,
    connect.clean ? 'clean' : 'keep session',
    VERSIONS[connect.protocolLevel] ?? `level ${connect.protocolLevel}`,
    connect.username === null ? '' : `user ${shown(connect.username)}`,
    will === null ? '' : `will ${shown(will.topic)} qos${will.qos}${will.retain ? ' retain' : ''}`,
  ];
}

function publishDetails(publish: SummaryOf<'PUBLISH'>): readonly string[] {
  const { topicAlias } = publish.properties;
  const alias = topicAlias === null ? '' : `alias ${topicAlias}`;
  const topic = publish.topic === '' ? '(no topic)' : shown(publish.topic);
  const delivery = [
    `qos${publish.qos}`,
    publish.packetId === null ? '' : packetId({ packetId: publish.packetId }),
    publish.retain ? 'retain' : '',
    publish.dup ? 'dup' : '',
    alias,
  ].filter((part) => part !== '');
  return [topic, delivery.join(' '), `${publish.payload.length} B`, publish.preview];
}

const packetId = (packet: { readonly packetId: number }): string => `id ${packet.packetId}`;

/** Only 5.0 gives a reason string. */
const reason = (packet: { readonly properties: { readonly reasonString: string | null } }): string =>
  packet.properties.reasonString === null ? '' : `"${shown(packet.properties.reasonString)}"`;

const refusal = (result: CodeInWords, success: string): string =>
  result.ok ? success : `refused: ${result.text} (${result.code})`;

/** `granted 1`; `refused`, with the reason where 5.0 gives one. */
function grant({ ok, code, text }: CodeInWords): string {
  if (ok) return `granted ${code}`;
  return text === 'refused' ? text : `refused: ${text}`;
}
