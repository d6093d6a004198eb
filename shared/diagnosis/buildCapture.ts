import type { LinkInfo } from '../model/link.ts';
import type { MqttRow, NoteRow, Row, SerialKind, SerialRow } from '../model/row.ts';
import { createDictionary } from '../protocol/at/dictionary/dictionary.ts';
import type { AtFamily } from '../protocol/at/dictionary/entryTypes.ts';
import type { CommandLookup } from '../protocol/at/engine/commandParts.ts';
import { createTransactionTracker } from '../protocol/at/engine/createTransactionTracker.ts';
import { detectFamily } from '../protocol/at/engine/detectFamily.ts';
import { modemLine, rowText } from '../protocol/at/engine/rowLine.ts';
import type { TransactionEvent } from '../protocol/at/engine/trackerTypes.ts';
import type { Transaction } from '../protocol/at/engine/transaction.ts';
import { socketPackets } from './socketPackets.ts';
import type { Capture, SerialEvent } from './types.ts';

export interface CaptureSource {
  /** In the order of their seq. */
  readonly rows: readonly Row[];
  readonly links: readonly LinkInfo[];
  /** `auto`, the default: told from what the modem says. */
  readonly family?: AtFamily | 'auto';
  /** False where the times mean nothing. */
  readonly timed: boolean;
  /** Addresses the local broker listens on. */
  readonly brokerAddresses: readonly string[];
  /** Where the transactions' entries come from; by default the family's dictionary. */
  readonly dictionary?: (family: AtFamily) => CommandLookup;
}

/** Reads rows as the rules need them: lines with names and fields, transactions, URCs. */
export function buildCapture(source: CaptureSource): Capture {
  const { rows, links, timed, brokerAddresses, dictionary = lookupIn } = source;
  const serial: SerialEvent[] = [];
  const mqtt: MqttRow[] = [];
  const notes: NoteRow[] = [];
  let tEnd = 0;
  for (const row of rows) {
    tEnd = Math.max(tEnd, row.tLast);
    if (row.lane === 'serial') serial.push(serialEvent(row));
    else if (row.lane === 'mqtt') mqtt.push(row);
    else notes.push(row);
  }
  const family = source.family === undefined || source.family === 'auto' ? detectFamily(serial).family : source.family;
  const transactions = transactionsOf(serial, dictionary(family));
  return {
    family,
    timed,
    hasHost: serial.some(({ row }) => row.dir === 'tx'),
    rows,
    serial,
    urcs: unsolicited(serial, transactions),
    transactions,
    socketPackets: usesSockets(transactions, serial) ? socketPackets(serial.map(({ row }) => row)) : [],
    mqtt,
    notes,
    links: new Map(links.map((link) => [link.id, link])),
    brokerAddresses,
    tEnd,
  };
}

const SOCKETS: ReadonlySet<string> = new Set(['+CIPOPEN', '+CIPSTART', '+CIPSEND', '+CCHOPEN', '+CCHSEND']);
/** Where no command tells, data for the host may be a socket's. */
const usesSockets = (transactions: readonly Transaction[], serial: readonly SerialEvent[]): boolean =>
  transactions.some(({ name }) => name !== null && SOCKETS.has(name)) ||
  (transactions.length === 0 && serial.some(({ row }) => row.dir === 'rx' && row.kind === 'payload'));

const DATA: ReadonlySet<SerialKind> = new Set(['payload', 'garbage', 'ppp', 'cmux', 'mqtt']);

/** A row as a line of text. */
export function serialEvent(row: SerialRow): SerialEvent {
  const { seq, link, t } = row;
  if (DATA.has(row.kind)) return { seq, link, t, row, text: '', name: '', fields: [] };
  const { text, name, fields } = modemLine(rowText(row.bytes));
  return { seq, link, t, row, text, name: name === '' ? text : name, fields };
}

const lookupIn = (family: AtFamily): CommandLookup => createDictionary(family).command;

function transactionsOf(serial: readonly SerialEvent[], lookup: CommandLookup): readonly Transaction[] {
  const tracker = createTransactionTracker({ lookup, events: 'closed' });
  const closed: Transaction[] = [];
  const keep = (events: readonly TransactionEvent[]): void => {
    for (const { transaction } of events) closed.push(transaction);
  };
  for (const { row } of serial) keep(tracker.feed(row));
  keep(tracker.end());
  return closed.sort((a, b) => a.commandSeq - b.commandSeq);
}

/** Unsolicited lines, and results that came late to commands which the capture does not hold. */
function unsolicited(serial: readonly SerialEvent[], transactions: readonly Transaction[]): readonly SerialEvent[] {
  const owned = new Set(transactions.flatMap(({ lines }) => lines.map(({ seq }) => seq)));
  return serial.filter(({ seq, row }) => row.kind === 'urc' || (row.kind === 'late' && !owned.has(seq)));
}
