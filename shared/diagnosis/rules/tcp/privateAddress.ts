import type { Capture, Finding, FindingSeverity, Rule } from '../../types.ts';
import { unroutable } from '../support/brokerAddress.ts';
import { dialFailures } from '../support/dialFailures.ts';
import { type Dial, dials } from '../support/dials.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { listeners } from '../support/listeners.ts';
import { type Progress, progressOf } from '../support/progress.ts';
import { outcomeLine, SECONDS } from '../support/select.ts';

/** Over the operator's network nobody reaches the addresses of a private one. */
export const privateAddress: Rule = {
  id: 'tcp.private-address',
  layer: 'tcp',
  find(capture) {
    if (capture.family !== 'sim7600' && capture.family !== 'a76xx') return [];
    const suspects = dials(capture).filter(({ host }) => unroutable(host) !== null);
    if (suspects.length === 0) return [];
    const progress = progressOf(capture);
    const failures = new Set(dialFailures(capture).map(({ dial }) => dial?.transaction));
    return suspects.flatMap((dial) => {
      const severity = severityOf(capture, dial, failures.has(dial.transaction), progress);
      return severity === null ? [] : [reported(capture, dial, severity)];
    });
  },
};

/** Nothing was dialled: the service or the command itself was the trouble. */
const NOT_DIALLED: Readonly<Record<string, readonly number[]>> = {
  mqtt: [1, 4, 7, 9, 10, 11, 12, 13, 14, 15, 20],
  socket: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  ssl: [3, 7, 8, 9, 11, 12, 17, 19],
  http: [602, 604, 703, 707, 708, 709, 711, 712, 717, 719],
};
/** The server was there: it closed, refused, or spoke TLS; or it answered HTTP. */
const REACHED: Readonly<Record<string, (code: number) => boolean>> = {
  mqtt: (code) => code === 6 || (code >= 26 && code <= 32),
  socket: () => false,
  ssl: (code) => code === 4 || code === 15,
  http: (code) => (code >= 100 && code < 600) || code === 704 || code === 715,
};

function severityOf(capture: Capture, dial: Dial, told: boolean, progress: Progress): FindingSeverity | null {
  const { state, service, transaction } = dial;
  if (state === 'open') return null;
  const code = transaction.outcome?.code;
  if (code !== undefined && REACHED[service]?.(code) === true) return null;
  const elsewhere = code === undefined || NOT_DIALLED[service]?.includes(code) === true;
  const dialled = state === 'pending' ? neverCame(capture, dial) : told || !elsewhere;
  return dialled && !progress.after('tcp', transaction.t + 1) ? 'fault' : 'warning';
}

/** No result within this time, or the host gave it up before. */
const PATIENCE = 30 * SECONDS;

/** The command was accepted, and the host gave up or waited in vain. */
function neverCame(capture: Capture, { transaction }: Dial): boolean {
  const { link, name, args, commandSeq, t, result } = transaction;
  if (result.kind !== 'ok') return false;
  if (capture.timed && capture.tEnd - t >= PATIENCE) return true;
  return capture.transactions.some(
    (later) =>
      later.link === link &&
      later.commandSeq > commandSeq &&
      ((later.name === name && later.form === 'write') ||
        (GIVES_UP.test(later.name ?? '') && later.args[0] === args[0])),
  );
}

const GIVES_UP = /^\+(?:CMQTTDISC|CMQTTREL|CIPCLOSE|CCHCLOSE)$/;

function reported(capture: Capture, dial: Dial, severity: FindingSeverity): Finding {
  const { transaction, address, host } = dial;
  const line = outcomeLine(transaction);
  const evidence: readonly [Seen, ...Seen[]] = [seenCommand(transaction), ...(line === null ? [] : [seen(line)])];
  const kind = unroutable(host) ?? 'private';
  return finding(privateAddress, {
    severity,
    evidence,
    title: 'The address that was dialled cannot be reached from the mobile network',
    detail: `${address} was dialled over the mobile network, and ${host} is ${WORDS[kind]}.`,
    advice:
      `${listeners(capture)} Over the mobile network none of your local addresses can be dialled, unless your operator gave you an APN of your own that leads there. Ways out: a TCP proxy on a public host in front of this broker, a bridge from this broker to a public one, a tunnel or port forwarding to a public address, or let the bench play the modem.`.trim(),
  });
}

const WORDS = {
  loopback: 'the modem itself (loopback)',
  private: 'a private address, valid in its own network only',
  'link-local': 'a link-local address, valid on its own cable or Wi-Fi only',
  CGNAT: 'inside an operator’s own network (100.64.0.0/10, CGNAT)',
  unspecified: 'no address of any host',
  'local name': 'a name that only the local network knows',
} as const;
