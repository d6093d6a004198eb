import { readFile } from 'node:fs/promises';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '#test/e2e/support/eventually.ts';
import { startBroker } from './support/brokerKit.ts';
import { type ModemProcess, startModemProcess, type TestHost, tcpHost } from './support/modemProcess.ts';
import { startMosquitto } from './support/mosquittoBroker.ts';

// MQTT by AT commands of the played modem, at real brokers.
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const tlsFile = (name: string): Promise<string> =>
  readFile(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');

async function bootedModem(...args: readonly string[]): Promise<TestHost> {
  const run: ModemProcess = startModemProcess('--tcp', '127.0.0.1:0', '--json', ...args);
  closers.push(() => run.child.kill('SIGKILL'));
  const host = await tcpHost((await run.ready()).endpoint);
  closers.push(host.close);
  await host.ask('ATE0', 'OK');
  await host.ask('AT+CEREG?', '+CEREG: 0,1');
  return host;
}

async function listener(port: number): Promise<{ readonly client: MqttClient; readonly messages: string[] }> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
  closers.push(() => client.endAsync(true));
  const messages: string[] = [];
  client.on('message', (topic, payload) => messages.push(`${topic} ${payload.toString()}`));
  await client.subscribeAsync('plant/#', { qos: 1 });
  return { client, messages };
}

/** From the service's start to its first message, and one that comes back. */
async function talk(
  modem: TestHost,
  url: string,
  tls: 0 | 1,
  far: Awaited<ReturnType<typeof listener>>,
): Promise<void> {
  await modem.tell('AT+CMQTTSTART\r', '+CMQTTSTART: 0');
  await modem.tell(`AT+CMQTTACCQ=0,"bench-modem",${tls}\r`, 'OK');
  if (tls === 1) await modem.tell('AT+CMQTTSSLCFG=0,0\r', 'OK');
  await modem.tell(`AT+CMQTTCONNECT=0,"${url}",60,1\r`, '+CMQTTCONNECT: 0,0');
  await modem.tell('AT+CMQTTTOPIC=0,10\r', '>');
  await modem.tell('plant/temp', 'OK');
  await modem.tell('AT+CMQTTPAYLOAD=0,9\r', '>');
  await modem.tell('{"t":215}', 'OK');
  await modem.tell('AT+CMQTTPUB=0,1,60\r', '+CMQTTPUB: 0,0');
  await eventually('the reading', () => far.messages.includes('plant/temp {"t":215}'));
  await modem.tell('AT+CMQTTSUBTOPIC=0,9,1\r', '>');
  await modem.tell('orders/on', 'OK');
  await modem.tell('AT+CMQTTSUB=0\r', '+CMQTTSUB: 0,0');
  await far.client.publishAsync('orders/on', 'now', { qos: 1 });
  await eventually('the order', () => /\+CMQTTRXPAYLOAD: 0,3\r\nnow\r\n/.test(modem.heard()));
  await modem.tell('AT+CMQTTDISC=0,60\r', '+CMQTTDISC: 0,0');
}

describe('Mosquitto', () => {
  test('over TCP', async () => {
    const broker = await startMosquitto();
    closers.push(broker.remove);
    const far = await listener(broker.port);
    await talk(await bootedModem(), `tcp://127.0.0.1:${broker.port}`, 0, far);
  });

  test('over TLS, with an authority loaded into the modem; a wrong one ends with 32', async () => {
    const [authority, other] = [await tlsFile('ca.pem'), await tlsFile('modem/authority.pem')];
    const broker = await startMosquitto({
      config: ['certfile DIR/server.pem', 'keyfile DIR/server.key'],
      files: { 'server.pem': await tlsFile('localhost.pem'), 'server.key': await tlsFile('localhost.key') },
    });
    closers.push(broker.remove);
    const modem = await bootedModem();
    const load = async (name: string, pem: string): Promise<void> => {
      await modem.tell(`AT+CCERTDOWN="${name}",${pem.length}\r`, '>');
      await modem.tell(pem, 'OK');
    };
    await load('other.pem', other);
    await load('ca.pem', authority);
    await modem.tell('AT+CSSLCFG="sslversion",0,4\r', 'OK');
    await modem.tell('AT+CSSLCFG="authmode",0,1\r', 'OK');
    await modem.tell('AT+CSSLCFG="cacert",0,"other.pem"\r', 'OK');
    await modem.tell('AT+CSSLCFG="enableSNI",0,1\r', 'OK');
    await modem.tell('AT+CMQTTSTART\r', '+CMQTTSTART: 0');
    await modem.tell('AT+CMQTTACCQ=0,"bench-modem",1\r', 'OK');
    await modem.tell('AT+CMQTTSSLCFG=0,0\r', 'OK');
    const url = `tcp://localhost:${broker.port}`;
    await modem.tell(`AT+CMQTTCONNECT=0,"${url}",60,1\r`, '+CMQTTCONNECT: 0,32');
    await modem.tell('AT+CSSLCFG="cacert",0,"ca.pem"\r', 'OK');
    await modem.tell(`AT+CMQTTCONNECT=0,"${url}",60,1\r`, '+CMQTTCONNECT: 0,0');
    await modem.tell('AT+CMQTTDISC=0,60\r', '+CMQTTDISC: 0,0');
  });
});

test("the bench's own broker, behind a slow link and a mapped name", async () => {
  const broker = await startBroker();
  closers.push(() => broker.service.close());
  const far = await listener(broker.port);
  const modem = await bootedModem('--link-profile', 'zigbee-like', '--map', `*=127.0.0.1:${broker.port}`);
  await talk(modem, 'tcp://broker.example:1883', 0, far);
  expect(broker.clients()).toHaveLength(2);
});
