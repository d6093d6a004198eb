/** What is known about a proxied connection when it closes. */
export interface ProxyCloseFacts {
  /** The proxy's own reason to end it; '' when it had none. */
  readonly dropped: string;
  /** Why the broker was never reached, a sentence; '' when it was. */
  readonly dialTrouble: string;
  /** The system's codes of what broke, '' for none. */
  readonly clientError: string;
  readonly brokerError: string;
  /** Which side ended its half first; '' when neither did. */
  readonly endedBy: '' | 'client' | 'broker';
  readonly connectSeen: boolean;
  readonly disconnectSeen: boolean;
}

const LOST: Readonly<Record<string, string>> = {
  ECONNRESET: 'reset the connection',
  EPIPE: 'is gone',
  ETIMEDOUT: 'no longer answers',
};

const broke = (who: 'client' | 'broker', code: string): string =>
  code in LOST ? `the ${who} ${LOST[code]}` : `the connection to the ${who} failed (${code})`;

/** Who ended a proxied connection and why, in words. */
export function proxyCloseText(facts: ProxyCloseFacts): string {
  const { dropped, dialTrouble, clientError, brokerError, endedBy, connectSeen, disconnectSeen } = facts;
  if (dropped !== '') return `closed by the proxy: ${dropped}`;
  if (dialTrouble !== '') return `the proxy did not reach the broker: ${dialTrouble}`;
  if (disconnectSeen) return 'the client said DISCONNECT';
  if (endedBy === 'broker') return 'the broker closed the connection';
  if (brokerError !== '') return broke('broker', brokerError);
  if (clientError !== '') return broke('client', clientError);
  return connectSeen ? 'the client closed the connection without DISCONNECT' : 'the client closed without a word';
}
