import { expect, test } from 'vitest';
import { fakePort, fakeSerialLink } from '#test/fakes/fakeBench.ts';
import { brokerWords, linkWords } from './linkState.ts';

test.each([
  [{ state: 'open', attempts: 0 }, 'on', 'ttyUSB2'],
  [{ state: 'opening', attempts: 0 }, 'busy', 'ttyUSB2 opening …'],
  [{ state: 'lost', attempts: 0 }, 'trouble', 'ttyUSB2 gone'],
  [{ state: 'lost', attempts: 3 }, 'trouble', 'ttyUSB2 gone — retrying (3)'],
  [{ state: 'closed', attempts: 0 }, 'off', 'ttyUSB2 closed'],
] as const)('a port %o', (link, dot, text) => {
  expect(linkWords({ path: '/dev/ttyUSB2', ...link })).toEqual({ dot, text });
});

test.each([
  ['open', 'open', 'on', 'ttyACM0 / ttyUSB2'],
  ['lost', 'open', 'trouble', 'ttyACM0 gone / ttyUSB2'],
  ['open', 'lost', 'trouble', 'ttyACM0 / ttyUSB2 gone'],
] as const)('two ports, %s and %s', (mcu, modem, dot, text) => {
  const link = fakeSerialLink(1, '/dev/ttyUSB2', { state: modem, mcu: fakePort('/dev/ttyACM0', { state: mcu }) });
  expect(linkWords(link)).toEqual({ dot, text });
});

const listen = { host: '127.0.0.1', port: 1883, wsPort: null };
test.each([
  [{ state: 'listening', address: '127.0.0.1:1883', clientCount: 0 }, 'on', '127.0.0.1:1883 · 0 clients'],
  [{ state: 'listening', address: '127.0.0.1:1883', clientCount: 1 }, 'on', '127.0.0.1:1883 · 1 client'],
  [{ state: 'starting', address: '', clientCount: 0 }, 'busy', 'starting …'],
  [{ state: 'stopped', address: '', clientCount: 0 }, 'off', 'stopped'],
  [{ state: 'failed', address: '', clientCount: 0 }, 'trouble', 'not running on port 1883'],
] as const)('a broker %o', (broker, dot, text) => {
  expect(brokerWords({ listen, ...broker })).toEqual({ dot, text });
});
