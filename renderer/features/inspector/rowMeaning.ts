import { assertNever } from '#shared/base/assertNever.ts';
import type { MqttKind, MqttRow, NoteKind, Row, SerialKind } from '#shared/model/row.ts';
import { isLaterPart } from '#shared/protocol/mqtt/packetPart.ts';
import { type PacketSummary, summarizePacket } from '#shared/protocol/mqtt/summary.ts';
import { PACKET_MEANING } from './packetMeaning.ts';

const SERIAL_MEANING: Readonly<Record<SerialKind, string>> = {
  command: 'A command line from the host to the modem.',
  echo: 'The modem repeats the command it received (echo is on; ATE0 switches it off).',
  info: 'It answers the pending command.',
  final: 'The pending command has ended.',
  urc: 'The modem speaks on its own.',
  prompt: 'The modem waits for data. A prompt has no line end.',
  payload: 'Counted or Ctrl-Z terminated data, not AT text.',
  late: 'The outcome of an earlier command, after its final result code.',
  text: 'Log text of an MCU or a console.',
  garbage: 'Bytes that are no AT text: noise, another baud rate, a boot ROM.',
  ppp: 'A PPP frame: the modem is in data mode.',
  cmux: 'A GSM 07.10 multiplexer frame.',
  mqtt: 'An MQTT packet carried inside the serial stream.',
};

const MQTT_MEANING: Readonly<Record<MqttKind, string>> = {
  open: 'A connection was opened.',
  packet: 'An MQTT control packet.',
  malformed: 'Bytes that are no valid MQTT control packet.',
  close: 'The connection was closed.',
};

const NOTE_MEANING: Readonly<Record<NoteKind, string>> = {
  info: 'A note of the bench.',
  warning: 'A warning of the bench.',
  error: 'A fault the bench met.',
  open: 'A port was opened.',
  close: 'A port was closed.',
  lost: 'A port went away by itself.',
  recovered: 'A lost port is back.',
  gap: 'Rows are missing here.',
  mark: 'A mark set by you.',
};

/** What a row of this kind is, in one sentence. */
export function rowMeaning(row: Row): string {
  switch (row.lane) {
    case 'serial':
      return SERIAL_MEANING[row.kind];
    case 'mqtt':
      if (row.kind !== 'packet') return MQTT_MEANING[row.kind];
      return isLaterPart(row.text) ? LATER_PART : PACKET_MEANING[packetType(row)];
    case 'note':
      return NOTE_MEANING[row.kind];
    default:
      return assertNever(row);
  }
}

const LATER_PART = 'The next bytes of a packet too long for one row. Its header and fields are in part 1.';

/** The row's name: the control packet's type, else its kind. */
export function rowTitle(row: Row): string {
  if (row.lane === 'mqtt' && isLaterPart(row.text)) return 'later part';
  return row.lane === 'mqtt' && row.kind === 'packet' ? packetType(row) : (SERIAL_NAMES.get(row.kind) ?? row.kind);
}

const SERIAL_NAMES: ReadonlyMap<Row['kind'], string> = new Map([
  ['final', 'final result code'],
  ['urc', 'unsolicited result code'],
  ['info', 'information text'],
  ['late', 'late result'],
]);

const packetType = (row: MqttRow): PacketSummary['type'] => summarizePacket(row.bytes, row.level).type;

/** Who sent the row to whom; '' for notes. */
export function rowDirection(row: Row): string {
  if (row.lane === 'note' || row.dir === 'none') return '';
  if (row.lane === 'serial') return row.dir === 'tx' ? 'host → modem' : 'modem → host';
  return row.dir === 'rx' ? 'client → broker' : 'broker → client';
}
