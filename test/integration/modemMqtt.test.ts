import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { run, startBroker } from './support/brokerKit.ts';
import { type ModemHost, startModemHost } from './support/modemHost.ts';
import { type MosquittoOptions, startMosquitto } from './support/mosquittoBroker.ts';

const file = (name: string): string => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const host = async (...parameters: Parameters<typeof startModemHost>): Promise<ModemHost> => {
  const modem = await startModemHost(...parameters);
  endings.push(() => modem.close());
  return modem;
};
const mosquitto = async (options?: MosquittoOptions): Promise<number> => {
  const broker = await startMosquitto(options);
  endings.push(() => broker.remove());
  return broker.port;
};
const connect = (port: number, where = '127.0.0.1'): string => `AT+CMQTTCONNECT=0,"tcp://${where}:${port}",60,1`;

describe('the simulated modem and a real Mosquitto', () => {
  it.each(['sim7600', 'a76xx'] as const)('the %s publishes, receives and leaves', async (profile) => {
    const port = await mosquitto();
    const { at, give, hears } = await host(profile);
    await at(
      'AT+CMQTTSTART',
      profile === 'sim7600' ? '\r\n+CMQTTSTART: 0\r\n\r\nOK\r\n' : '\r\nOK\r\n\r\n+CMQTTSTART: 0\r\n',
    );
    await at('AT+CMQTTACCQ=0,"meter-7"');
    await at(connect(port), '+CMQTTCONNECT: 0,0\r\n');
    await give('AT+CMQTTSUB=0,5,2', 'cmd/#', '+CMQTTSUB: 0,0\r\n');

    const sub = run('mosquitto_sub', ['-p', `${port}`, '-t', 'up/#', '-q', '2', '-C', '3', '-v', '-i', 'watcher']);
    endings.push(() => sub.stop());
    // Only what is kept is sure to come to one who may subscribe a moment later.
    for (const qos of [0, 1, 2]) {
      await give(`AT+CMQTTTOPIC=0,4`, `up/${qos}`);
      await give('AT+CMQTTPAYLOAD=0,12', `{"t":21.5,${qos}}`);
      await at(`AT+CMQTTPUB=0,${qos},60,1`, '+CMQTTPUB: 0,0\r\n');
    }
    expect(await sub.exited).toBe(0);
    expect(sub.output().split('\n').sort()).toEqual([
      '',
      'up/0 {"t":21.5,0}',
      'up/1 {"t":21.5,1}',
      'up/2 {"t":21.5,2}',
    ]);

    const pub = run('mosquitto_pub', ['-p', `${port}`, '-t', 'cmd/led', '-q', '2', '-m', '\r\nOK\r\non']);
    expect(await pub.exited).toBe(0);
    expect(await hears('+CMQTTRXEND: 0\r\n')).toBe(
      '\r\n+CMQTTRXSTART: 0,7,8\r\n\r\n+CMQTTRXTOPIC: 0,7\r\ncmd/led\r\n+CMQTTRXPAYLOAD: 0,8\r\n\r\nOK\r\non\r\n+CMQTTRXEND: 0\r\n',
    );
    await at('AT+CMQTTDISC=0,60', '+CMQTTDISC: 0,0\r\n');
    await at('AT+CMQTTREL=0');
    await at('AT+CMQTTSTOP', '+CMQTTSTOP: 0\r\n');
  });

  it('its will is sent when its power goes, and another modem hears it', async () => {
    const port = await mosquitto();
    const [{ at, give, powerOff }, watcher] = [await host(), await host('a76xx')];
    for (const [modem, id] of [
      [at, 'meter-7'],
      [watcher.at, 'watcher'],
    ] as const) {
      await modem('AT+CMQTTSTART', '+CMQTTSTART: 0\r\n');
      await modem(`AT+CMQTTACCQ=0,"${id}"`);
    }
    await give('AT+CMQTTWILLTOPIC=0,6', 'status');
    await give('AT+CMQTTWILLMSG=0,7,1', 'offline');
    await at(connect(port), '+CMQTTCONNECT: 0,0\r\n');
    await watcher.at(connect(port), '+CMQTTCONNECT: 0,0\r\n');
    await watcher.give('AT+CMQTTSUB=0,6,1', 'status', '+CMQTTSUB: 0,0\r\n');
    powerOff();
    expect(await watcher.hears('+CMQTTRXEND: 0\r\n')).toContain('\r\nstatus\r\n+CMQTTRXPAYLOAD: 0,7\r\noffline\r\n');
  });

  it('is refused where nobody is let in without a name', async () => {
    const port = await mosquitto({ config: ['allow_anonymous false'] });
    const { at } = await host();
    await at('AT+CMQTTSTART');
    await at('AT+CMQTTACCQ=0,"meter-7"');
    await at(connect(port), '+CMQTTCONNECT: 0,31\r\n');
  });

  it('speaks TLS with certificates of its own, and fails as the manual says without them', async () => {
    const port = await mosquitto({
      config: [
        ...['cafile DIR/ca.pem', 'certfile DIR/server.pem', 'keyfile DIR/server.key', 'require_certificate true'],
        'use_identity_as_username true',
      ],
      files: {
        'ca.pem': file('modem/authority.pem'),
        'server.pem': file('localhost.pem'),
        'server.key': file('localhost.key'),
      },
    });
    const { at, give } = await host();
    const dial = connect(port, 'localhost');
    const store = (name: string, text: string) => give(`AT+CCERTDOWN="${name}",${text.length}`, text);
    await store('ca.pem', file('ca.pem'));
    await store('wrong.pem', file('modem/authority.pem'));
    await store('crlf.pem', file('ca.pem').replaceAll('\n', '\r\n'));
    await store('me.pem', file('modem/client.pem'));
    await store('key.pem', file('modem/client.key'));
    await at('AT+CMQTTSTART');
    await at('AT+CMQTTACCQ=0,"meter-7",1');
    await at('AT+CSSLCFG="authmode",0,2');
    await at(dial, '+CMQTTCONNECT: 0,33\r\n');
    await at('AT+CSSLCFG="cacert",0,"crlf.pem"');
    await at('AT+CSSLCFG="clientcert",0,"me.pem"');
    await at('AT+CSSLCFG="clientkey",0,"key.pem"');
    await at(dial, '+CMQTTCONNECT: 0,34\r\n');
    await at('AT+CSSLCFG="cacert",0,"wrong.pem"');
    await at(dial, '+CMQTTCONNECT: 0,32\r\n');
    await at('AT+CSSLCFG="cacert",0,"ca.pem"');
    await at(dial, '+CMQTTCONNECT: 0,0\r\n');
    await give('AT+CMQTTTOPIC=0,1', 'a');
    await at('AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,0\r\n');
    await at('AT+CMQTTDISC=0,60', '+CMQTTDISC: 0,0\r\n');
  });
});

describe('the simulated modem and the broker of the bench', () => {
  it('another client with its id takes its place', async () => {
    const broker = await startBroker();
    endings.push(() => broker.service.close());
    const { at, hears, arm } = await host();
    await at('AT+CMQTTSTART');
    await at('AT+CMQTTACCQ=0,"meter-7"');
    arm('client-id-takeover');
    await at(connect(broker.port), '+CMQTTCONNECT: 0,0\r\n');
    await hears('\r\n+CMQTTCONNLOST: 0,1\r\n');
    expect(broker.clients().map(({ clientId }) => clientId)).toEqual(['meter-7', 'meter-7']);
    await at(connect(broker.port), '+CMQTTCONNECT: 0,0\r\n');
  });

  it('a whole payload goes up and comes down byte for byte', async () => {
    const broker = await startBroker();
    endings.push(() => broker.service.close());
    const { at, give, hears } = await host();
    const payload = Array.from({ length: 10_240 }, (_, i) => String.fromCharCode((i * 7) & 0xff)).join('');
    await at('AT+CMQTTSTART');
    await at('AT+CMQTTACCQ=0,"meter-7"');
    await at(connect(broker.port), '+CMQTTCONNECT: 0,0\r\n');
    await give('AT+CMQTTSUB=0,4,1', 'echo', '+CMQTTSUB: 0,0\r\n');
    await give('AT+CMQTTTOPIC=0,4', 'echo');
    await give('AT+CMQTTPAYLOAD=0,10240', payload);
    await at('AT+CMQTTPUB=0,1,60');
    const text = await hears('\r\n+CMQTTRXEND: 0\r\n');
    const blocks = [...text.matchAll(/\+CMQTTRXPAYLOAD: 0,(\d+)\r\n/g)];
    expect(blocks.map(([, length]) => Number(length))).toEqual([...Array.from({ length: 6 }, () => 1500), 1240]);
    const back = blocks.map(({ index, 0: head, 1: length }) =>
      text.slice(index + head.length, index + head.length + Number(length)),
    );
    expect(back.join('') === payload).toBe(true);
  });
});
