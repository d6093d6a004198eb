import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { parseAddress } from './brokerAddress.ts';
import { hasFailed, hasSucceeded, wholeNumber } from './select.ts';

export type DialService = 'mqtt' | 'socket' | 'ssl' | 'http';

/** An attempt to reach a host. */
export interface Dial {
  readonly service: DialService;
  readonly transaction: Transaction;
  /** Number of the MQTT client, socket or session. */
  readonly client: number;
  /** As typed: `tcp://broker.example:1883`. */
  readonly address: string;
  readonly host: string;
  readonly port: number | null;
  /** null: the capture does not say. */
  readonly tls: boolean | null;
  readonly state: 'open' | 'failed' | 'pending';
}

/** Every attempt to reach a host by TCP, in order. */
export function dials(capture: Capture): readonly Dial[] {
  const found: Dial[] = [];
  const types = new Map<string, string | undefined>();
  const urls = new Map<number, string>();
  for (const transaction of capture.transactions) {
    const { name, form, args, link } = transaction;
    if (form === 'read' || form === 'test') continue;
    const key = `${link} ${wholeNumber(args[0]) ?? 0}`;
    if (name === '+CMQTTACCQ') types.set(key, args[2] ?? '0');
    else if (name === '+CMQTTREL') types.delete(key);
    else if (name === '+HTTPPARA' && args[0]?.toUpperCase() === 'URL') urls.set(link, args[1] ?? '');
    const dial = target(transaction, types.get(key), urls.get(link));
    if (dial !== null)
      found.push({ transaction, client: wholeNumber(args[0]) ?? 0, state: stateOf(transaction), ...dial });
  }
  return found;
}

type Target = Pick<Dial, 'service' | 'address' | 'host' | 'port' | 'tls'>;

function target({ name, args }: Transaction, type: string | undefined, url: string | undefined): Target | null {
  switch (name) {
    case '+CMQTTCONNECT': {
      const address = args[1] ?? '';
      const { host, port } = parseAddress(address);
      if (host === '') return null;
      return { service: 'mqtt', address, host, port: port ?? 1883, tls: type === undefined ? null : type === '1' };
    }
    case '+CIPOPEN':
    case '+CIPSTART': {
      const at = args.findIndex((arg) => /^(?:TCP|SSL)$/i.test(arg));
      if (at < 0) return null;
      return { service: 'socket', ...hostAt(args, at + 1), tls: args[at]?.toUpperCase() === 'SSL' };
    }
    case '+CCHOPEN':
      return { service: 'ssl', ...hostAt(args, 1), tls: args[3] !== '1' };
    case '+HTTPACTION': {
      if (url === undefined) return null;
      const { scheme, host, port } = parseAddress(url);
      const tls = scheme === 'https';
      return { service: 'http', address: url, host, port: port ?? (tls ? 443 : 80), tls };
    }
    default:
      return null;
  }
}

function hostAt(args: readonly string[], at: number): Pick<Target, 'address' | 'host' | 'port'> {
  const address = `${args[at] ?? ''}:${args[at + 1] ?? ''}`;
  return { address, host: parseAddress(args[at] ?? '').host, port: wholeNumber(args[at + 1]) };
}

/** OK alone is no success here; CONNECT is, in transparent mode. */
function stateOf(transaction: Transaction): Dial['state'] {
  if (hasFailed(transaction)) return 'failed';
  const told = transaction.outcome !== null || transaction.result.kind === 'connect';
  return told && hasSucceeded(transaction) ? 'open' : 'pending';
}

/** The newest dial of that client at or before a moment. */
export const dialBefore = (
  all: readonly Dial[],
  { link, client, t, service }: { link: number; client: number; t: number; service: DialService },
): Dial | undefined =>
  all.findLast(
    (dial) =>
      dial.service === service && dial.client === client && dial.transaction.link === link && dial.transaction.t <= t,
  );
