import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createBrokerService } from '#bench/broker/createBrokerService.ts';
import { findFreePort } from '#bench/broker/freePort.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import { CONNECT, concat, hex } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { createListLog } from '#test/fakes/listLog.ts';
import { rawClient, run, startBroker, type TestProcess, until } from './support/brokerKit.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function newService() {
  const clock = createSystemClock();
  const log = createListLog(clock);
  const service = createBrokerService({ clock, log, onChange: () => {} });
  cleanUp.push(() => service.close());
  return { service, log };
}
async function freePort(): Promise<number> {
  const port = await findFreePort('127.0.0.1', 20_000);
  if (port === null) throw new Error('no free port');
  return port;
}
async function mosquitto(port: number): Promise<TestProcess> {
  const broker = run('mosquitto', ['-p', `${port}`]);
  cleanUp.push(broker.stop);
  const answers = async (): Promise<boolean> => {
    const probe = run('mosquitto_pub', ['-p', `${port}`, '-t', 'probe', '-n']);
    return (await probe.exited) === 0;
  };
  while (!(await answers()));
  return broker;
}

describe('a port that cannot be had', () => {
  test('in use by a real mosquitto: named, with a port that is free', async () => {
    const port = await freePort();
    const holder = await mosquitto(port);
    const { service, log } = newService();
    const started = await service.start({ host: '127.0.0.1', port, wsPort: null });
    expect(started).toMatchObject({
      ok: false,
      error: { code: 'port-in-use', details: { port, holder: 'mosquitto', pid: holder.child.pid } },
    });
    const state = service.state();
    expect(state).toMatchObject({ state: 'failed', address: '', freePort: expect.any(Number) });
    expect(state.trouble).toContain(`Port ${port} is in use by mosquitto (process ${holder.child.pid})`);
    expect(state.trouble).toContain(`${state.freePort}`);
    expect(log.notes().map(({ kind, text }) => [kind, text])).toEqual([['error', state.trouble]]);

    // The one click: the offered port works, and the trouble is over.
    const taken = await service.start({ host: '127.0.0.1', port: state.freePort ?? 0, wsPort: null });
    expect(taken).toEqual({ ok: true, value: { address: `127.0.0.1:${state.freePort}` } });
    expect(service.state()).toMatchObject({ state: 'listening', trouble: '', freePort: null });
  });

  test('WebSocket port in use: the broker runs over TCP and says what is off', async () => {
    const blocker: Server = createServer();
    const wsPort = await freePort();
    await new Promise<void>((resolve) => blocker.listen(wsPort, '127.0.0.1', resolve));
    cleanUp.push(() => blocker.close());
    const { service, log } = newService();
    const started = await service.start({ host: '127.0.0.1', port: 0, wsPort });
    expect(started.ok).toBe(true);
    expect(service.state()).toMatchObject({ state: 'listening', wsAddress: '' });
    expect(service.state().trouble).toContain(`MQTT over WebSocket is off. Port ${wsPort} is in use by`);
    expect(log.notes().map(({ kind }) => kind)).toEqual(['info', 'warning']);
  });

  test.each(['192.0.2.1', 'no-such-host.invalid'])('%s is no address of this computer', async (host) => {
    const { service } = newService();
    const started = await service.start({ host, port: 0, wsPort: null });
    expect(started).toMatchObject({ ok: false, error: { code: 'bad-address' } });
    expect(service.state()).toMatchObject({ state: 'failed', freePort: null, trouble: expect.stringContaining(host) });
  });
});

describe('start, move, stop', () => {
  test('a move drops the clients with a word and serves the new address', async () => {
    const broker = await startBroker();
    cleanUp.push(() => broker.service.close());
    const client = await rawClient(broker.port);
    client.send(CONNECT);
    await until('the client', () => broker.service.state().clientCount === 1);
    const silent = await rawClient(broker.port);
    await until('the silent one', () => broker.clients().length === 2);

    const moved = await broker.service.start({ host: '127.0.0.1', port: broker.port, wsPort: null });
    expect(moved).toEqual({ ok: true, value: { address: `127.0.0.1:${broker.port}` } });
    expect(broker.service.state()).toMatchObject({ wsAddress: '', clientCount: 0, clients: [] });
    await until('the clients to be dropped', () => client.closed && silent.closed);
    for (const { id } of broker.clients()) {
      expect(broker.rows(id).at(-1)?.text).toBe('closed by the broker: it moves to another address');
    }
    const again = await rawClient(broker.port);
    again.send(CONNECT);
    await until('a client at the new address', () => broker.service.state().clientCount === 1);
  });

  test('the same address again changes nothing', async () => {
    const broker = await startBroker();
    cleanUp.push(() => broker.service.close());
    const client = await rawClient(broker.port);
    client.send(CONNECT);
    await until('the client', () => broker.service.state().clientCount === 1);
    const again = await broker.service.start(broker.service.state().listen);
    expect(again).toEqual({ ok: true, value: { address: `127.0.0.1:${broker.port}` } });
    expect(broker.service.state().clientCount).toBe(1);
  });

  test('a stop sends no wills, and the next start begins empty', async () => {
    const broker = await startBroker();
    cleanUp.push(() => broker.service.close());
    const watcher = await rawClient(broker.port);
    const connect = (id: string, will: boolean): Uint8Array => {
      const tail = concat([[0, id.length], Buffer.from(id), will ? hex('00 01 77 00 04 67 6f 6e 65') : []]);
      return concat([[0x10, 10 + tail.length], hex('00 04 4d 51 54 54 04'), [will ? 0x26 : 0x02], hex('00 3c'), tail]);
    };
    watcher.send(concat([connect('watcher', false), hex('82 06 00 01 00 01 23 00')]));
    await until('the watcher', () => watcher.bytes().length === 9);
    const mortal = await rawClient(broker.port);
    mortal.send(concat([connect('mortal', true), hex('31 07 00 02 2f 72 6f 6c 64')]));
    await until('the retained message', () => watcher.bytes().length === 18);

    await broker.service.handlers['broker.stop']({});
    await until('all to be gone', () => watcher.closed && mortal.closed);
    expect(watcher.bytes()).toHaveLength(18);
    expect(broker.service.state()).toMatchObject({ state: 'stopped', address: '', wsAddress: '', trouble: '' });

    await broker.service.start({ host: '127.0.0.1', port: broker.port, wsPort: null });
    const fresh = await rawClient(broker.port);
    fresh.send(concat([connect('fresh', false), hex('82 06 00 01 00 01 23 00'), hex('c0 00')]));
    await until('PINGRESP', () => fresh.bytes().length === 11);
  });

  test('starts and stops asked for at once happen in turn', async () => {
    const { service } = newService();
    const port = await freePort();
    const listen = { host: '127.0.0.1', port, wsPort: null };
    const [first, stopped, second] = await Promise.all([
      service.start(listen),
      service.handlers['broker.stop']({}),
      service.start(listen),
    ]);
    expect([first.ok, stopped.ok, second.ok]).toEqual([true, true, true]);
    expect(service.state().state).toBe('listening');
  });

  test('listening beyond this computer is warned of', async () => {
    const { service, log } = newService();
    await service.start({ host: '0.0.0.0', port: 0, wsPort: null });
    expect(log.notes().map(({ kind }) => kind)).toEqual(['info', 'warning']);
    expect(log.notes()[1]?.text).toContain('it asks for no password');
  });
});
