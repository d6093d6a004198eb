import type { Capture, Finding, Rule } from '../../types.ts';
import { type Dial, dialBefore, dials } from '../support/dials.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { laneConnacks } from '../support/lanePackets.ts';
import { progressOf } from '../support/progress.ts';
import { SECONDS } from '../support/select.ts';
import { serviceResults } from '../support/serviceResults.ts';

interface Refusal {
  readonly id: string;
  /** Of the modem (manual V3.00 16.3.1), and return code of CONNACK (MQTT 3.1.1 table 3.1). */
  readonly code: number;
  /** Reason codes of MQTT 5.0 that say the same (table 3-1). */
  readonly reasons: readonly number[];
  readonly title: string;
  readonly meaning: string;
  readonly advice: string;
}

/** Rows about one refusal: the modem's, the packet on the wire, the packet at the local broker. */
const SAME = 10 * SECONDS;

/** The broker answered the CONNECT, and said no: one rule per reason. */
function refusalRule({ id, code, reasons, title, meaning, advice }: Refusal): Rule {
  const returnCode = code - 26;
  const rule: Rule = {
    id,
    layer: 'mqtt-connect',
    find(capture) {
      const told = toldBy(capture, code, returnCode, reasons);
      if (told.length === 0) return [];
      const progress = progressOf(capture);
      const accepted = lastAccepted(capture);
      const all = dials(capture);
      return groups(told).map((rows): Finding => {
        const last = rows.at(-1) ?? rows[0];
        return finding(rule, {
          severity: progress.after('mqtt-connect', last.t + 1) || accepted > last.t ? 'warning' : 'fault',
          evidence: rows,
          title,
          detail: `The broker answered the CONNECT with CONNACK ${returnCode}: ${meaning}.${connectText(capture, all, rows[0])}`,
          advice,
        });
      });
    },
  };
  return rule;
}

/** Everything that says so, in order. */
function toldBy(capture: Capture, code: number, returnCode: number, reasons: readonly number[]): readonly Seen[] {
  const rows: Seen[] = [];
  for (const result of serviceResults(capture)) {
    if (result.table !== 'mqtt' || result.code !== code) continue;
    rows.push(seen(result.event));
    if (result.transaction !== null) rows.push(seenCommand(result.transaction));
  }
  const refuses = (packetCode: number): boolean => packetCode === returnCode || reasons.includes(packetCode);
  for (const { row, packet } of [...laneConnacks(capture), ...capture.socketPackets]) {
    if (packet.type !== 'CONNACK' || packet.result.ok || !refuses(packet.result.code)) continue;
    rows.push({ seq: row.seq, t: row.t, text: `CONNACK: ${packet.result.text}` });
  }
  return rows.toSorted((a, b) => a.t - b.t || a.seq - b.seq);
}

type Rows = readonly [Seen, ...Seen[]];

function groups(rows: readonly Seen[]): readonly Rows[] {
  const found: [Seen, ...Seen[]][] = [];
  for (const row of rows) {
    const group = found.at(-1);
    if (group !== undefined && row.t - (group.at(-1)?.t ?? 0) <= SAME) group.push(row);
    else found.push([row]);
  }
  return found;
}

/** When the last CONNECT was accepted, as the packets show it; -1: none was. */
const lastAccepted = (capture: Capture): number =>
  [...laneConnacks(capture), ...capture.socketPackets].reduce(
    (latest, { row, packet }) => (packet.type === 'CONNACK' && packet.result.ok ? Math.max(latest, row.t) : latest),
    -1,
  );

/** With what it asked to be let in; never the password. */
function connectText(capture: Capture, all: readonly Dial[], { t }: Seen): string {
  const at = { link: capture.serial[0]?.link ?? 0, client: 0, t: t + SAME, service: 'mqtt' } as const;
  const dial = dialBefore(all, at);
  if (dial === undefined || dial.transaction.t < t - 180 * SECONDS) return '';
  const { args } = dial.transaction;
  const user = args[4];
  const login = user === undefined || user === '' ? 'no user name' : `user name "${user}"`;
  return ` It was asked at ${dial.address} with ${login} and ${(args[5] ?? '') === '' ? 'no password' : 'a password'}.`;
}

export const refusedVersion = refusalRule({
  id: 'mqtt.refused-version',
  code: 27,
  reasons: [0x84],
  title: 'The broker refused the connection: protocol version',
  meaning: 'it does not speak this version of MQTT',
  advice:
    'Choose another version: AT+CMQTTACCQ=0,"client",0,4 for MQTT 3.1.1 (3 is 3.1). In a CONNECT of your own the protocol name is MQTT with level 4 (3.1.1) or 5, MQIsdp with level 3.',
});

export const refusedClientId = refusalRule({
  id: 'mqtt.refused-client-id',
  code: 28,
  reasons: [0x85],
  title: 'The broker refused the connection: client id',
  meaning: 'it does not accept this client id',
  advice:
    'Give the client an id of its own of 1 to 23 letters and digits in AT+CMQTTACCQ; an empty one needs a clean session. Cloud brokers often demand the id they have on their list.',
});

export const refusedUnavailable = refusalRule({
  id: 'mqtt.refused-unavailable',
  code: 29,
  reasons: [0x88, 0x89],
  title: 'The broker refused the connection: not available',
  meaning: 'it is there, but cannot serve at the moment',
  advice:
    'Look at the broker: starting, overloaded, its database down, its limit of clients reached. Try again, with longer and longer pauses.',
});

export const refusedCredentials = refusalRule({
  id: 'mqtt.refused-credentials',
  code: 30,
  reasons: [0x86],
  title: 'The broker refused the connection: user name or password',
  meaning: 'user name or password is wrong',
  advice:
    'Check both as the last two parameters of AT+CMQTTCONNECT: quotes, upper and lower case, no blank at the end, an expired token. Try the same pair with another MQTT client.',
});

export const refusedNotAuthorized = refusalRule({
  id: 'mqtt.refused-not-authorized',
  code: 31,
  reasons: [0x87],
  title: 'The broker refused the connection: not authorized',
  meaning: 'its rules do not let this client in',
  advice:
    'Look at the rules of the broker: is this client id allowed for this user or certificate, may it connect at all, is anonymous access off while no user name was sent?',
});
