import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../../base/latin1.ts';
import { buildCapture } from '../../../diagnosis/buildCapture.ts';
import { diagnose } from '../../../diagnosis/diagnose.ts';
import { formatAtlog } from '../../../model/atlog.ts';
import { recordsToRows } from '../../../protocol/at/recordsToRows.ts';
import { armFaults } from '../../faults/armed.testkit.ts';
import { MODEM_PROFILE_NAMES, type ModemProfileName } from '../../modemProfile.ts';
import { record, unread } from './recording.testkit.ts';
import { startSockets } from './sockets.testkit.ts';

const BRING_UP = ['AT', 'AT+CPIN?', 'AT+CSQ', 'AT+CEREG?'];
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';

/** What a firmware says to reach `api.example`, and to send there. */
const WAYS = {
  socket: ['AT+NETOPEN', 'AT+CIPOPEN=0,"TCP","api.example",80', 'AT+CIPSEND=0,4', '*data'],
  tls: ['AT+CCHSTART', 'AT+CCHOPEN=0,"api.example",443,2', 'AT+CCHSEND=0,4', '*data'],
  http: ['AT+HTTPINIT', 'AT+HTTPPARA="URL","http://api.example/"', 'AT+HTTPACTION=0'],
} as const;

function run(profile: ModemProfileName, way: keyof typeof WAYS, fault: string, last: readonly string[] = []) {
  const { clock, faults, arm } = armFaults();
  const sockets = startSockets({ settings: { profile }, faults, clock, first: [] });
  sockets.network.serve('api.example', 443);
  sockets.network.serve('api.example', 80, (peer) => peer.onData(() => peer.send(latin1Bytes(RESPONSE))));
  if (way !== 'http') sockets.network.serve('api.example', 80);
  const { tx, wait, records } = record(sockets);
  const event = fault === 'bearer-lost' || fault === 'peer-closes';
  if (fault !== '' && !event) arm(fault);
  for (const command of [...BRING_UP, ...WAYS[way]]) {
    if (command.startsWith('*')) tx(command.slice(1), 1000);
    else tx(`${command}\r`, 3000);
  }
  if (event) arm(fault);
  wait(5000);
  for (const command of last) tx(`${command}\r`, 3000);
  const capture = buildCapture({
    ...{ rows: recordsToRows(records), links: [], timed: true },
    ...{ family: profile, brokerAddresses: [] },
  });
  const diagnosis = diagnose(capture);
  const rules = diagnosis.findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule);
  return { records, capture, rules, log: formatAtlog(records) };
}

describe.each(MODEM_PROFILE_NAMES)('what the %s says of its sockets', (profile) => {
  it.each([
    ['socket', ['AT+CIPCLOSE=0', 'AT+NETCLOSE']],
    ['tls', ['AT+CCHCLOSE=0', 'AT+CCHSTOP']],
    ['http', ['AT+HTTPHEAD', 'AT+HTTPREAD=0,100', 'AT+HTTPTERM']],
  ] as const)('is judged well: %s', (way, last) => {
    const { records, capture, rules, log } = run(profile, way, '', last);
    expect(rules, log).toEqual([]);
    expect(unread(records)).toEqual([]);
    expect(capture.transactions.filter(({ entry }) => entry === null)).toEqual([]);
    expect(capture.transactions.filter(({ outcome }) => outcome?.ok === false)).toEqual([]);
  });

  it.each([
    ['dns-error', 'socket', 'tcp.dns'],
    ['dns-error', 'tls', 'tcp.dns'],
    ['dns-error', 'http', 'tcp.dns'],
    ['connect-refused', 'socket', 'tcp.connect-failed'],
    ['connect-refused', 'tls', 'tcp.connect-failed'],
    ['connect-refused', 'http', 'tcp.connect-failed'],
    ['peer-closes', 'socket', 'socket.closed-by-peer'],
    ['peer-closes', 'tls', 'socket.closed-by-peer'],
    ['bearer-lost', 'socket', 'socket.lost'],
    ['bearer-lost', 'http', 'socket.lost'],
    ['wrong-apn', 'socket', 'pdp.failed'],
  ] as const)('with %s is found, by %s: %s', (fault, way, rule) => {
    const { records, rules, log } = run(profile, way, fault);
    expect(rules, log).toContain(rule);
    expect(unread(records)).toEqual([]);
  });
});
