import type { MqttLevel } from '#shared/model/row.ts';
import { tlsFailureText } from './tls/tlsFailureText.ts';

/** What is known about a connection when it closes. */
export interface CloseFacts {
  /** The bench's own reason to drop it; '' when it did not. */
  readonly dropped: string;
  /** A direction whose bytes stopped being MQTT. */
  readonly malformed: '' | 'rx' | 'tx';
  /** The broker's complaint about the client, in its words. */
  readonly brokerError: string;
  /** The system's code for a failed connection (ECONNRESET …). */
  readonly socketError: string;
  /** The link of a newer connection with the same client id. */
  readonly takenOverBy: number | null;
  readonly disconnectSeen: boolean;
  /** The client ended its side. */
  readonly peerEnded: boolean;
  /** The client said CONNECT. */
  readonly connectSeen: boolean;
  /** The connection is encrypted. */
  readonly secure: boolean;
  readonly level: MqttLevel;
}

const SOCKET_ERRORS: Readonly<Record<string, string>> = {
  ECONNRESET: 'the client reset the connection',
  EPIPE: 'the client is gone',
  ETIMEDOUT: 'the client no longer answers',
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'closed by the broker: the client sent too large a WebSocket message',
};

/** Who closed the connection and why, in words, as far as it is known. */
export function closeText(facts: CloseFacts): string {
  if (facts.dropped !== '') return `closed by the broker: ${facts.dropped}`;
  if (facts.malformed !== '') return 'closed by the broker: the bytes are not MQTT';
  if (facts.level === 5) return 'closed by the broker: it speaks MQTT 3.1 and 3.1.1, the client asked for 5.0';
  if (facts.takenOverBy !== null)
    return `closed by the broker: #${facts.takenOverBy} connected with the same client id`;
  if (facts.disconnectSeen) return 'the client said DISCONNECT';
  if (facts.socketError !== '') return socketErrorText(facts.socketError);
  if (facts.peerEnded) {
    if (facts.connectSeen) return 'the client closed the connection without DISCONNECT';
    // With TLS 1.3 the server is done before the client has looked at the certificate.
    const why = facts.secure ? ' after the TLS handshake: it may not trust the certificate of this broker' : '';
    return `the client closed without a word${why}`;
  }
  if (facts.brokerError !== '') return `closed by the broker: ${facts.brokerError}`;
  return 'closed by the broker';
}

function socketErrorText(code: string): string {
  const told = SOCKET_ERRORS[code];
  if (told !== undefined) return told;
  if (!code.startsWith('ERR_SSL_')) return `the connection failed (${code})`;
  return `TLS failed: ${tlsFailureText(Object.assign(new Error(code), { code }))}`;
}
