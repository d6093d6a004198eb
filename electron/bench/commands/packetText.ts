import type { Style } from '#shared/diagnosis/report/style.ts';
import { wrapBehind } from '#shared/diagnosis/report/wrapText.ts';
import type { MqttLevel } from '#shared/model/row.ts';
import { visibleText } from '#shared/protocol/mqtt/payloadPreview.ts';
import type { PacketNote } from '#shared/protocol/mqtt/rules/rules.ts';
import type { NoteSeverity } from '#shared/protocol/mqtt/rules/ruleTypes.ts';
import type { BitField, DecodedPacket, FieldNode } from '#shared/protocol/mqtt/tree/fieldNode.ts';

export interface PacketTextOptions {
  readonly style: Style;
  /** Characters to a line. */
  readonly width: number;
}

const OFFSET_WIDTH = 6;
/** Bytes shown of a field. */
const SHOWN_BYTES = 8;
const HEX_WIDTH = SHOWN_BYTES * 3;
const NAME_WIDTH = 30;
const MARKS: Readonly<Record<NoteSeverity, string>> = { error: '✗', warning: '!', info: '·' };
const VERSIONS: Readonly<Record<MqttLevel, string>> = { 0: 'MQTT', 3: 'MQTT 3.1', 4: 'MQTT 3.1.1', 5: 'MQTT 5.0' };

/** One packet for people: a line a field with offset, bytes, name and value, and below it what is wrong with it. */
export function packetText(packet: DecodedPacket, bytes: Uint8Array, { style, width }: PacketTextOptions): string {
  const { type, level, length, offset, complete, fields } = packet;
  const size = `${length} ${length === 1 ? 'byte' : 'bytes'} at ${offset}`;
  const cut = complete || type === 'INVALID' ? '' : ', cut off';
  return [
    `${style.bold(type)}  ${style.dim(`${VERSIONS[level]}, ${size}${cut}`)}`,
    ...fields.flatMap((node) => nodeLines(node, 0)),
  ].join('\n');

  function nodeLines(node: FieldNode, depth: number): readonly string[] {
    const property = propertyValue(node);
    if (property !== null) {
      const [id, value] = property;
      return [fieldLine(node, value, depth), ...bitLines(value.bits, depth), ...notesOf(id), ...notesOf(value)];
    }
    if (node.kind === 'group') {
      const title = `${' '.repeat(OFFSET_WIDTH + 2 + HEX_WIDTH)}${indent(depth)}${style.dim(node.name)}`;
      return [title, ...notesOf(node), ...node.children.flatMap((child) => nodeLines(child, depth + 1))];
    }
    return [fieldLine(node, node, depth), ...bitLines(node.bits, depth), ...notesOf(node)];
  }

  /** The bytes of `node`, named and explained by `value`. */
  function fieldLine(node: FieldNode, value: FieldNode, depth: number): string {
    const place = style.dim(String(node.start).padStart(OFFSET_WIDTH));
    const hex = value.secret ? '(not shown)' : hexOf(bytes, node.start, node.end);
    const name = `${indent(depth)}${value.name}`.padEnd(NAME_WIDTH);
    const room = Math.max(20, width - OFFSET_WIDTH - 3 - HEX_WIDTH - name.length);
    return `${place}  ${hex.padEnd(HEX_WIDTH)}${name} ${clip(visibleText(value.meaning), room)}`.trimEnd();
  }

  function bitLines(bits: readonly BitField[], depth: number): readonly string[] {
    return bits
      .filter(({ name, value }) => value !== 0 && name !== 'Packet type')
      .map(({ name, mask, value, meaning }) => {
        const left = `${' '.repeat(OFFSET_WIDTH + 2)}${bitPattern(mask, value)}`.padEnd(OFFSET_WIDTH + 2 + HEX_WIDTH);
        const right = `${indent(depth + 1)}${name}`.padEnd(NAME_WIDTH);
        return style.dim(`${left}${right} ${value}${meaning === '' ? '' : ` ${meaning}`}`);
      });
  }

  function notesOf(node: FieldNode): readonly string[] {
    return node.notes.flatMap((note) => noteLines(note));
  }

  function noteLines({ severity, clause, problem, advice }: PacketNote): readonly string[] {
    const tint = { error: style.red, warning: style.yellow, info: style.cyan }[severity];
    const head = ' '.repeat(OFFSET_WIDTH + 2);
    const text = `${capital(visibleText(problem))}${clause === null ? '' : ` ${clause}`}`;
    return [
      ...wrapBehind(`${head}${MARKS[severity]} `, text, width).map(tint),
      ...wrapBehind(`${head}  → `, advice, width),
    ];
  }
}

/** A property is one line: its identifier and its value. */
function propertyValue({ kind, children }: FieldNode): readonly [FieldNode, FieldNode] | null {
  const [id, value, ...more] = children;
  if (kind !== 'group' || id?.name !== 'Property identifier' || value === undefined || more.length > 0) return null;
  return [id, value];
}

const indent = (depth: number): string => '  '.repeat(depth);
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const clip = (text: string, room: number): string => (text.length > room ? `${text.slice(0, room - 1)}…` : text);

function hexOf(bytes: Uint8Array, start: number, end: number): string {
  const shown = bytes.subarray(start, Math.min(end, start + SHOWN_BYTES));
  const pairs = [...shown].map((byte) => byte.toString(16).padStart(2, '0'));
  if (end - start > SHOWN_BYTES) pairs.splice(-1, 1, '…');
  return pairs.join(' ');
}

/** `.... .10.`: the bits of a mask, dots for the others. */
function bitPattern(mask: number, value: number): string {
  const lowest = mask & -mask;
  let text = '';
  for (let bit = 0x80; bit > 0; bit >>= 1) {
    text += (mask & bit) === 0 ? '.' : ((value * lowest) & bit) === 0 ? '0' : '1';
    if (bit === 0x10) text += ' ';
  }
  return text;
}
