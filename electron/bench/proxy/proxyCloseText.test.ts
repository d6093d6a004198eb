import { expect, test } from 'vitest';
import { type ProxyCloseFacts, proxyCloseText } from './proxyCloseText.ts';

const QUIET: ProxyCloseFacts = {
  dropped: '',
  dialTrouble: '',
  clientError: '',
  brokerError: '',
  endedBy: '',
  connectSeen: true,
  disconnectSeen: false,
};

test.each<readonly [Partial<ProxyCloseFacts>, string]>([
  [{ disconnectSeen: true, endedBy: 'client' }, 'the client said DISCONNECT'],
  [{ endedBy: 'client' }, 'the client closed the connection without DISCONNECT'],
  [{ endedBy: 'client', connectSeen: false }, 'the client closed without a word'],
  [{ endedBy: 'broker' }, 'the broker closed the connection'],
  [{ brokerError: 'ECONNRESET' }, 'the broker reset the connection'],
  [{ brokerError: 'EHOSTUNREACH' }, 'the connection to the broker failed (EHOSTUNREACH)'],
  [{ clientError: 'ECONNRESET', endedBy: 'client' }, 'the client reset the connection'],
  [{ clientError: 'ETIMEDOUT' }, 'the client no longer answers'],
  [
    { dialTrouble: 'Nothing listens on broker.example:1883.' },
    'the proxy did not reach the broker: Nothing listens on broker.example:1883.',
  ],
  [{ dropped: 'it was stopped', endedBy: 'client' }, 'closed by the proxy: it was stopped'],
])('%j', (facts, text) => expect(proxyCloseText({ ...QUIET, ...facts })).toBe(text));
