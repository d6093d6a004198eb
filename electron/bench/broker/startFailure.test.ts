import { expect, test } from 'vitest';
import { startFailure } from './startFailure.ts';

const facts = { message: 'listen EXYZ', host: '127.0.0.1', port: 1883, holder: null, freePort: null };
const mosquitto = { pid: 4711, name: 'mosquitto' };

test.each([
  [
    { code: 'port-in-use', holder: mosquitto, freePort: 1884 },
    'Port 1883 is in use by mosquitto (process 4711). Stop it or take port 1884, which is free.',
    { port: 1883, holder: 'mosquitto', pid: 4711, freePort: 1884 },
  ],
  [
    { code: 'port-in-use' },
    'Port 1883 is in use by another program. Stop that program or take another port.',
    { port: 1883 },
  ],
  [
    { code: 'no-permission', port: 80, freePort: 1024 },
    'This account may not listen on port 80. Ports from 1024 on need no special rights: take port 1024, which is free.',
    { port: 80, freePort: 1024 },
  ],
  [
    { code: 'bad-address', host: 'bench.example' },
    'This computer has no address "bench.example". Use 127.0.0.1 for this computer only, 0.0.0.0 for the whole network.',
    { port: 1883 },
  ],
  [{ code: 'failed' }, 'The broker could not listen on 127.0.0.1, port 1883: listen EXYZ.', { port: 1883 }],
] as const)('%j', (more, message, details) => {
  expect(startFailure({ ...facts, ...more })).toEqual({ ok: false, error: { code: more.code, message, details } });
});
