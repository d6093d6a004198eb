import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConsoleTls } from '#shared/contract/console.ts';
import { createTestConsole } from './support/consoleKit.ts';
import { type MosquittoBroker, startMosquitto } from './support/mosquittoBroker.ts';

const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean();
});

const pem = (name: string): Promise<string> => readFile(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');

async function tlsBroker(config: readonly string[] = ['cafile DIR/ca.pem']): Promise<MosquittoBroker> {
  const broker = await startMosquitto({
    config: [...config, 'certfile DIR/localhost.pem', 'keyfile DIR/localhost.key'],
    files: {
      'ca.pem': await pem('ca.pem'),
      'authority.pem': await pem('modem/authority.pem'),
      'localhost.pem': await pem('localhost.pem'),
      'localhost.key': await pem('localhost.key'),
    },
  });
  leftovers.push(broker.remove);
  return broker;
}

function testConsole() {
  const console = createTestConsole();
  leftovers.push(console.service.close);
  return {
    ...console,
    to: ({ port }: MosquittoBroker, tls: Partial<ConsoleTls>, host = 'localhost') =>
      console.connect({ url: `mqtts://${host}:${port}`, level: 5, tls: { ca: '', insecure: false, ...tls } }),
  };
}

describe('a private authority', () => {
  it('is trusted when its certificate is given, and checked', async () => {
    const broker = await tlsBroker();
    const console = testConsole();
    expect(await console.to(broker, { ca: await pem('ca.pem') })).toMatchObject({ ok: true });
    expect(console.state()).toMatchObject({ state: 'connected', unverified: false });
  });

  it.each([
    ['another authority', async () => ({ ca: await pem('modem/authority.pem') }), 'localhost', /not accepted/],
    ['another host name', async () => ({ ca: await pem('ca.pem') }), '127.0.0.1', /another host name/],
  ])('does not vouch for %s', async (_name, tls, host, words) => {
    const console = testConsole();
    expect(await console.to(await tlsBroker(), await tls(), host)).toMatchObject({
      error: { code: 'failed', message: expect.stringMatching(words) },
    });
  });

  it('is not asked when the user says so, and the state tells', async () => {
    const console = testConsole();
    expect(await console.to(await tlsBroker(), { insecure: true }, '127.0.0.1')).toMatchObject({ ok: true });
    expect(console.state()).toMatchObject({ state: 'connected', unverified: true });
  });

  it('counts for nothing on a connection without TLS', async () => {
    const broker = await startMosquitto();
    leftovers.push(broker.remove);
    const console = testConsole();
    const tls = { ca: 'nonsense', insecure: true };
    expect(await console.connect({ url: `mqtt://127.0.0.1:${broker.port}`, tls })).toMatchObject({ ok: true });
    expect(console.state().unverified).toBe(false);
  });
});

describe('a client certificate', () => {
  const asking = (): Promise<MosquittoBroker> => tlsBroker(['cafile DIR/authority.pem', 'require_certificate true']);

  it('lets the console in where the broker asks for one', async () => {
    const console = testConsole();
    const tls = { ca: await pem('ca.pem'), cert: await pem('modem/client.pem'), key: await pem('modem/client.key') };
    expect(await console.to(await asking(), tls)).toMatchObject({ ok: true });
  });

  it('is missed in words', async () => {
    const console = testConsole();
    expect(await console.to(await asking(), { ca: await pem('ca.pem') })).toMatchObject({
      error: { code: 'failed', message: expect.stringContaining('client certificate') },
    });
  });

  it.each([
    ['text that is none', async () => ({ ca: 'hello' }), /no certificate/],
    ['a private key in its place', async () => ({ ca: await pem('modem/client.key') }), /private key/],
    ['no key', async () => ({ cert: await pem('modem/client.pem') }), /needs its private key/],
    ['no certificate', async () => ({ key: await pem('modem/client.key') }), /needs its certificate/],
    [
      'the key of another',
      async () => ({ cert: await pem('modem/client.pem'), key: await pem('modem/stray.key') }),
      /does not belong/,
    ],
    [
      'an encrypted key',
      async () => ({ cert: await pem('modem/client.pem'), key: await pem('modem/client.encrypted.key') }),
      /cannot be read/,
    ],
  ])('is checked before anybody is dialled: %s', async (_name, tls, words) => {
    const console = testConsole();
    const nobody = { port: 1 } as MosquittoBroker;
    expect(await console.to(nobody, await tls())).toMatchObject({
      error: { code: 'bad-certificate', message: expect.stringMatching(words) },
    });
  });
});
