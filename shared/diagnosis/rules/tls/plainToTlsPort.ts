import type { Capture, Finding, FindingSeverity, Rule } from '../../types.ts';
import { dialFailures } from '../support/dialFailures.ts';
import { type Dial, dials } from '../support/dials.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { closesSocket } from '../support/peerClose.ts';
import { type Progress, progressOf } from '../support/progress.ts';
import { outcomeLine, SECONDS } from '../support/select.ts';
import { type SslSettings, settingsText, sslSettings } from '../support/sslSettings.ts';

/** Ports on which MQTT and HTTP speak TLS. */
const TLS_PORTS: ReadonlySet<number> = new Set([8883, 8884, 8886, 443]);
/** The server closed during the CONNECT. */
const CLOSED = 26;
/** Failures that come before, or are of another kind. */
const EARLIER: ReadonlySet<number> = new Set([2, 3, 4, 7, 9, 10, 11, 12, 13, 14, 18, 19, 20, 22, 23, 25]);
/** A server that awaits TLS hangs up within this time. */
const HANG_UP = 30 * SECONDS;

/** One side speaks TLS and the other does not, or the server misses a certificate of the client. */
export const plainToTlsPort: Rule = {
  id: 'tls.plain-to-tls-port',
  layer: 'tls',
  find(capture) {
    const progress = progressOf(capture);
    const unseen = dialFailures(capture)
      .filter(({ kind, dial }) => kind === 'closed' && dial === null)
      .map(({ result: { event } }) =>
        closedAtOnce('The server', null, [seen(event)], progress.after('tls', event.t + 1) ? 'warning' : 'fault'),
      );
    const known = dials(capture).flatMap((dial): readonly Finding[] => {
      if (dial.service === 'mqtt') return mqttDial(capture, dial, progress);
      return dial.service === 'socket' ? socketDial(capture, dial, progress) : [];
    });
    return [...known, ...unseen];
  },
};

const isTlsPort = ({ port }: Dial): boolean => port !== null && TLS_PORTS.has(port);

function mqttDial(capture: Capture, dial: Dial, progress: Progress): readonly Finding[] {
  const { transaction, state, tls } = dial;
  if (state === 'open') return [];
  const code = transaction.outcome?.code ?? null;
  const line = outcomeLine(transaction);
  const evidence: readonly [Seen, ...Seen[]] = [seenCommand(transaction), ...(line === null ? [] : [seen(line)])];
  const severity = (t: number): FindingSeverity => (progress.after('tls', t + 1) ? 'warning' : 'fault');
  if (tls === false && isTlsPort(dial) && (code === null || !(EARLIER.has(code) || isConnack(code)))) {
    return [plainToTls(dial, evidence, state === 'pending' ? 'warning' : severity(transaction.t))];
  }
  if (code !== CLOSED) return [];
  const settings = tls === true ? sslSettings(capture, dial) : null;
  const how = tls === true ? 'with TLS' : tls === false ? 'without TLS' : 'the capture does not show whether with TLS';
  const what = `${dial.address} was dialled ${how}; the server`;
  return [closedAtOnce(what, settings, evidence, severity(transaction.outcome?.t ?? transaction.t))];
}

const isConnack = (code: number): boolean => code >= 27 && code <= 31;

function plainToTls({ address, port }: Dial, evidence: readonly [Seen, ...Seen[]], severity: FindingSeverity): Finding {
  return finding(plainToTlsPort, {
    severity,
    evidence,
    title: 'MQTT without TLS was spoken to a port that wants TLS',
    detail: `${address} was dialled without TLS; port ${port ?? ''} is one for TLS.`,
    advice:
      'AT+CMQTTACCQ=0,"client",1 chooses TLS, with AT+CSSLCFG for the context and AT+CMQTTSSLCFG=0,0 before AT+CMQTTCONNECT (the address still begins with tcp://). Or dial the port without TLS, usually 1883.',
  });
}

function closedAtOnce(
  what: string,
  settings: SslSettings | null,
  evidence: readonly [Seen, ...Seen[]],
  severity: FindingSeverity,
): Finding {
  const mode = settings?.values.get('authmode');
  const withoutCertificate = settings !== null && mode !== '2' && mode !== '3';
  return finding(plainToTlsPort, {
    severity,
    evidence,
    title: 'The server hung up while the MQTT connection was being made',
    detail: `${what} closed the connection before it answered the CONNECT.${settings === null ? '' : ` ${settingsText(settings)}`}`,
    advice: withoutCertificate
      ? 'A server that asks for a certificate of the client hangs up without one: AT+CSSLCFG="authmode",<context>,2 with clientcert and clientkey. If it asks for none, the port may be one without TLS, or the server dislikes the client id or the account.'
      : 'Does the port speak TLS, and AT+CMQTTACCQ was without it (or the reverse)? TLS needs AT+CMQTTACCQ=0,"client",1 and AT+CSSLCFG. Some servers also hang up in place of a refusal: client id, protocol version, user name; look at the log of the broker.',
  });
}

/** MQTT sent over a plain socket to a TLS port, and the server hung up. */
function socketDial(capture: Capture, dial: Dial, progress: Progress): readonly Finding[] {
  const { transaction, client, tls } = dial;
  if (tls !== false || !isTlsPort(dial) || dial.state !== 'open') return [];
  const own = capture.socketPackets.filter(
    ({ link, socket, row }) => link === transaction.link && socket === client && row.t >= transaction.t,
  );
  const [sent] = own;
  if (sent === undefined || sent.dir !== 'tx' || sent.packet.type !== 'CONNECT') return [];
  const closed = capture.serial.find(
    (event) => event.link === sent.link && event.t >= sent.row.t && closesSocket(event, client),
  );
  if (closed === undefined || closed.t - sent.row.t > HANG_UP) return [];
  if (own.some(({ dir, row }) => dir === 'rx' && row.t < closed.t)) return [];
  const severity = progress.after('tls', closed.t + 1) ? 'warning' : 'fault';
  const { seq, t } = sent.row;
  return [plainToTls(dial, [seenCommand(transaction), { seq, t, text: 'CONNECT' }, seen(closed)], severity)];
}
