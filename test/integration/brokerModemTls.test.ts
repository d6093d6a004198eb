import { afterEach, beforeEach, expect, test } from 'vitest';
import { installCaSteps } from '#shared/reachability/installCa.ts';
import { until } from './support/brokerKit.ts';
import { must, startKeptBroker, type TestKeptBroker } from './support/keptBrokerKit.ts';
import { type ModemHost, startModemHost } from './support/modemHost.ts';
import { tempFolder } from './support/mosquittoClients.ts';

// The commands of the broker's panel, sent to the simulated SIM7600: it then trusts this broker, and before it does not.

let folder: Awaited<ReturnType<typeof tempFolder>>;
let broker: TestKeptBroker;
let modem: ModemHost;
beforeEach(async () => {
  folder = await tempFolder();
  broker = await startKeptBroker(folder.path, { host: '127.0.0.1', port: 0, wsPort: null, tlsPort: 0 });
  modem = await startModemHost();
});
afterEach(async () => {
  modem.close();
  await broker.service.close();
  await folder.remove();
});

async function install(pem: string): Promise<void> {
  for (const { send, text, expect: wanted } of installCaSteps(pem)) {
    const answer = wanted.what === 'prompt' ? '\r\n>' : '\r\nOK\r\n';
    if (send === 'line') await modem.at(text, answer);
    else {
      modem.send(text);
      await modem.hears(answer);
    }
  }
}
async function connect(outcome: string): Promise<void> {
  await modem.at('AT+CMQTTSTART', '+CMQTTSTART: 0\r\n');
  await modem.at('AT+CMQTTACCQ=0,"board",1');
  await modem.at('AT+CMQTTSSLCFG=0,0');
  await modem.at(`AT+CMQTTCONNECT=0,"tcp://127.0.0.1:${broker.portOf('tls')}",60,1`, `+CMQTTCONNECT: 0,${outcome}\r\n`);
}

test('with the authority on it the modem connects and publishes', async () => {
  const { caPem } = await must(broker.handlers['broker.certificate']({}));
  await install(caPem);
  await connect('0');
  const { clients } = await must(broker.handlers['broker.clients']({}));
  expect(clients).toMatchObject([{ clientId: 'board', kind: 'tls', keepAlive: 60 }]);
});

test('with the authority of another bench it does not (32: TLS handshake), and the broker says why', async () => {
  const { caPem } = await must(broker.handlers['broker.renew-certificate']({ authority: true }));
  await install(caPem);
  await connect('32');
  const link = broker.log.links().find(({ role }) => role === 'device')?.id ?? 0;
  const close = (): string => broker.log.of(link).at(-1)?.text ?? '';
  await until('a word about it', () => /certificate|authority/.test(broker.notes() + close()));
});
