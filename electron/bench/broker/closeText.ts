import type { MqttLevel } from '#shared/model/row.ts';

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
  if (facts.socketError !== '')
    return SOCKET_ERRORS[facts.socketError] ?? `the connection failed (${facts.socketError})`;
  if (facts.peerEnded) {
    return facts.connectSeen
      ? 'the client closed the connection without DISCONNECT'
      : 'the client closed without a word';
  }
  if (facts.brokerError !== '') return `closed by the broker: ${facts.brokerError}`;
  return 'closed by the broker';
}
