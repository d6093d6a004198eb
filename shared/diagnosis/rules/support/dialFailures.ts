import type { Capture } from '../../types.ts';
import { type Dial, dials } from './dials.ts';
import { type ServiceResult, serviceResults } from './serviceResults.ts';

/** Where an attempt to reach a host ended. */
export type DialFailureKind = 'dns' | 'connect' | 'handshake' | 'certificate' | 'closed';

/** A connection that did not come about, and why. */
export interface DialFailure {
  readonly kind: DialFailureKind;
  readonly result: ServiceResult;
  /** null: the command is not in the capture. */
  readonly dial: Dial | null;
  /** What was dialled or looked up, for a sentence; '' when it is not known. */
  readonly target: string;
}

/** By error table and code (manual V3.00 16.3.1, 11.6, 11.5, 10.3, 13.3). */
const KINDS: Readonly<Record<string, DialFailureKind>> = {
  'mqtt 25': 'dns',
  'mqtt 3': 'connect',
  'mqtt 32': 'handshake',
  'mqtt 33': 'certificate',
  'mqtt 34': 'certificate',
  'mqtt 26': 'closed',
  'tcpip 11': 'dns',
  'tcpip 10': 'connect',
  'ip-error 14': 'dns',
  'ip-error 0': 'connect',
  'ssl 13': 'dns',
  'ssl 14': 'connect',
  'ssl 15': 'handshake',
  'ssl 19': 'certificate',
  'http 603': 'dns',
  'http 713': 'dns',
  'http 714': 'connect',
  'http 715': 'handshake',
  'http 719': 'certificate',
};

/** Codes of the socket service that mean a failed connection only where a connection was asked for. */
const OPENS: ReadonlySet<string> = new Set(['+CIPOPEN', '+CIPSTART']);

/** Failed connections and look-ups, in order. */
export function dialFailures(capture: Capture): readonly DialFailure[] {
  const byTransaction = new Map(dials(capture).map((dial) => [dial.transaction, dial]));
  return serviceResults(capture).flatMap((result): readonly DialFailure[] => {
    const { name, table, code, transaction } = result;
    const dial = transaction === null ? null : (byTransaction.get(transaction) ?? null);
    const known = KINDS[`${table} ${code}`];
    const kind = name === '+CDNSGIP' ? 'dns' : known;
    if (kind === undefined) return [];
    const socketTable = table === 'tcpip' || table === 'ip-error';
    const opens =
      name === '+CIPOPEN' || name === '+CDNSGIP' || /CONNECT FAIL$/.test(name) || OPENS.has(transaction?.name ?? '');
    if (socketTable && !opens) return [];
    const asked = name === '+CDNSGIP' ? (transaction?.args[0] ?? '') : '';
    return [{ kind, result, dial, target: dial?.address ?? asked }];
  });
}
