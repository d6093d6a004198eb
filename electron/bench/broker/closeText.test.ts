import { expect, test } from 'vitest';
import { type CloseFacts, closeText } from './closeText.ts';

const NOTHING: CloseFacts = {
  dropped: '',
  malformed: '',
  brokerError: '',
  socketError: '',
  takenOverBy: null,
  disconnectSeen: false,
  peerEnded: false,
  connectSeen: true,
  secure: false,
  level: 4,
};

const CASES: readonly (readonly [facts: Partial<CloseFacts>, text: string])[] = [
  [{ disconnectSeen: true, peerEnded: true }, 'the client said DISCONNECT'],
  [{ peerEnded: true }, 'the client closed the connection without DISCONNECT'],
  [{ peerEnded: true, connectSeen: false, level: 0 }, 'the client closed without a word'],
  [
    { peerEnded: true, connectSeen: false, secure: true, level: 0 },
    'the client closed without a word after the TLS handshake: it may not trust the certificate of this broker',
  ],
  [
    { socketError: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' },
    'TLS failed: the device does not know the authority of this broker. Put the CA certificate on it (broker, TLS).',
  ],
  [{ socketError: 'ECONNRESET' }, 'the client reset the connection'],
  [{ socketError: 'EHOSTUNREACH' }, 'the connection failed (EHOSTUNREACH)'],
  [{ brokerError: 'keep alive timeout' }, 'closed by the broker: keep alive timeout'],
  [{ malformed: 'rx', brokerError: 'Invalid protocol' }, 'closed by the broker: the bytes are not MQTT'],
  [{ takenOverBy: 12 }, 'closed by the broker: #12 connected with the same client id'],
  [
    { level: 5, brokerError: 'unacceptable protocol version', peerEnded: true },
    'closed by the broker: it speaks MQTT 3.1 and 3.1.1, the client asked for 5.0',
  ],
  [{ dropped: 'it was stopped', disconnectSeen: true }, 'closed by the broker: it was stopped'],
  [{}, 'closed by the broker'],
];
test.each(CASES)('%j', (facts, text) => {
  expect(closeText({ ...NOTHING, ...facts })).toBe(text);
});
