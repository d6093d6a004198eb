import type { ErrorTable } from '../../../protocol/at/dictionary/entryTypes.ts';
import { readErrorLine } from '../../../protocol/at/dictionary/errors/errorLines.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';
import { wholeNumber } from './select.ts';

/** The line by which a network service tells how a command went: `+CMQTTCONNECT: 0,3`. */
export interface ServiceResult {
  readonly event: SerialEvent;
  readonly name: string;
  readonly table: ErrorTable;
  /** Number of the MQTT client, socket or session; null where the line has none. */
  readonly client: number | null;
  readonly code: number;
  /** The command it belongs to; null: not in the capture. */
  readonly transaction: Transaction | null;
}

/** Which transaction a line was part of, by the line's seq. */
export function lineOwners({ transactions }: Capture): ReadonlyMap<number, Transaction> {
  const owners = new Map<number, Transaction>();
  for (const transaction of transactions) {
    for (const { seq } of transaction.lines) owners.set(seq, transaction);
    if (transaction.finalSeq !== null) owners.set(transaction.finalSeq, transaction);
  }
  return owners;
}

/** All of them, in order, successes too. */
export function serviceResults(capture: Capture): readonly ServiceResult[] {
  const owners = lineOwners(capture);
  const found: ServiceResult[] = [];
  for (const event of capture.serial) {
    const { row, seq, name } = event;
    if (row.dir !== 'rx' || row.kind === 'echo') continue;
    if (!name.startsWith('+') && !FAILED_IN_WORDS.test(event.text)) continue;
    const transaction = owners.get(seq) ?? null;
    if (transaction?.form === 'read' || transaction?.form === 'test') {
      if (name !== '+IP ERROR') continue;
    }
    const read = readResult(event);
    if (read !== null) found.push({ event, name, transaction, ...read });
  }
  return found;
}

/** In transparent mode, and of AT+CIPSTART. */
const FAILED_IN_WORDS = /^(?:\d, ?)?CONNECT FAIL$/;

type Reading = Pick<ServiceResult, 'table' | 'client' | 'code'>;

/** Unsolicited, or no outcome. */
const NO_RESULT = /^\+CMQTT(?:RX|CONNLOST|PING|NONET|CFG)/;
const TABLES: Readonly<Record<string, ErrorTable>> = {
  '+NETOPEN': 'tcpip',
  '+NETCLOSE': 'tcpip',
  '+CIPOPEN': 'tcpip',
  '+CIPCLOSE': 'tcpip',
  '+CCHSTART': 'ssl',
  '+CCHSTOP': 'ssl',
  '+CCHOPEN': 'ssl',
  '+CCHSEND': 'ssl',
};

function readResult({ name, fields, text }: SerialEvent): Reading | null {
  if (name === '+IP ERROR' || name === '+CIPERROR') {
    const line = readErrorLine(text);
    return line === null || line.code === null ? null : { table: line.table, client: null, code: line.code };
  }
  if (FAILED_IN_WORDS.test(text)) return { table: 'tcpip', client: null, code: 10 };
  if (name === '+CDNSGIP') {
    const code = fields[0] === '0' ? wholeNumber(fields[1]) : null;
    return code === null ? null : { table: 'tcpip', client: null, code };
  }
  if (name === '+HTTPACTION') {
    const code = fields.length === 3 ? wholeNumber(fields[1]) : null;
    return code === null ? null : { table: 'http', client: null, code };
  }
  const table = name.startsWith('+CMQTT') && !NO_RESULT.test(name) ? 'mqtt' : TABLES[name];
  if (table === undefined || fields.length > 2) return null;
  const [first = null, second = null] = fields.map(wholeNumber);
  if (first === null) return null;
  if (fields.length === 1) return WITHOUT_NUMBER.has(name) ? { table, client: null, code: first } : null;
  return second === null ? null : { table, client: first, code: second };
}

/** Services of which there is only one. */
const WITHOUT_NUMBER: ReadonlySet<string> = new Set([
  '+CMQTTSTART',
  '+CMQTTSTOP',
  '+NETOPEN',
  '+NETCLOSE',
  '+CCHSTART',
  '+CCHSTOP',
]);
