import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FAULTS } from '#shared/modem/faults/faultCatalogue.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { listenOn } from './support/modemNetworkKit.ts';
import {
  type ModemProcess,
  startModemProcess,
  startModemWith,
  type TestHost,
  tcpHost,
  terminalHost,
} from './support/modemProcess.ts';
import { createPtyPair } from './support/ptyPair.ts';

let folder: string;
const running: ModemProcess[] = [];
const closers: (() => unknown)[] = [];
const modem = (...args: readonly string[]): ModemProcess => {
  const run = startModemProcess(...args);
  running.push(run);
  return run;
};
const use = <H extends TestHost>(host: H): H => {
  closers.push(host.close);
  return host;
};
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-modem-'));
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('on a TCP port', () => {
  test('says in JSON where it is, boots and answers; ends with 0 on SIGTERM', async () => {
    const run = modem('--tcp', '127.0.0.1:0', '--json');
    const { ready, endpoint, pid } = await run.ready();
    expect({ ready, pid }).toEqual({ ready: true, pid: run.child.pid });
    expect(endpoint).toMatch(/^127\.0\.0\.1:\d+$/);
    const host = use(await tcpHost(endpoint));
    await eventually('the boot banner', () => host.heard().includes('\r\nRDY\r\n'));
    await host.ask('AT', 'AT\r\r\nOK\r\n');
    run.child.kill('SIGTERM');
    expect(await run.code).toBe(0);
    expect(run.out().split('\n')).toHaveLength(2);
    expect(run.err()).toBe('');
  });

  test('takes one host at a time, and the next one when it is gone', async () => {
    const { endpoint } = await modem('--tcp', '127.0.0.1:0', '--json').ready();
    const first = use(await tcpHost(endpoint));
    await first.ask('AT', 'OK');
    const second = use(await tcpHost(endpoint));
    await eventually('the second to be turned away', () => second.socket.closed);
    await first.ask('AT+CMEE?', '+CMEE: 2');
    first.close();
    await eventually('the next to be taken', async () => {
      const third = use(await tcpHost(endpoint));
      await new Promise((next) => setTimeout(next, 50));
      if (third.socket.closed) return false;
      await third.ask('AT+CMEE?', '+CMEE: 2');
      return true;
    });
  });

  test('warns when it is open to the network', async () => {
    const run = modem('--tcp', '0.0.0.0:0', '--json');
    await run.ready();
    expect(run.err()).toMatch(/^WARNING: every computer that reaches 0\.0\.0\.0:\d+ can use this modem/);
  });

  test('plays the other family, with its words for people', async () => {
    const run = modem('--tcp', '127.0.0.1:0', '--profile', 'a76xx');
    await eventually('its words', () => run.out().includes('\n'));
    const address = /^A simulated A76xx answers on (\S+)\. Ctrl\+C ends it\.\n$/.exec(run.out())?.[1];
    const host = use(await tcpHost(address ?? ''));
    await eventually('the boot banner', () => host.heard().includes('*ATREADY: 1'));
    run.child.kill('SIGINT');
    expect(await run.code).toBe(0);
  });
});

describe('on a pseudo terminal', () => {
  test('is a serial port to any program, which may come and go', async () => {
    const run = modem('--pty', path('ttyMODEM'), '--json');
    expect((await run.ready()).endpoint).toBe(path('ttyMODEM'));
    for (let visit = 0; visit < 2; visit += 1) {
      const host = terminalHost(path('ttyMODEM'));
      await host.ask('AT', 'OK\r\n');
      host.close();
    }
    run.child.kill('SIGTERM');
    expect(await run.code).toBe(0);
    expect(existsSync(path('ttyMODEM'))).toBe(false);
  });

  test('takes the place of a link that a killed run left behind', async () => {
    await symlink('/nowhere/at/all', path('ttyLEFT'));
    await modem('--pty', path('ttyLEFT'), '--json').ready();
    await use(terminalHost(path('ttyLEFT'))).ask('AT', 'OK\r\n');
  });

  test('touches no file that is there, and says what is wrong', async () => {
    await writeFile(path('precious'), 'data');
    const run = modem('--pty', path('precious'));
    expect(await run.code).toBe(1);
    expect(run.err()).toBe(`${path('precious')} is there already. Choose another path, or remove it.\n`);
  });

  test('tells what to install where socat is missing', async () => {
    const run = startModemWith({ PATH: folder }, '--pty', path('ttyNONE'));
    running.push(run);
    expect(await run.code).toBe(1);
    expect(run.err()).toContain('sudo apt-get install socat');
  });

  test('tells a folder that is not there', async () => {
    const run = modem('--pty', path('no/such/folder'));
    expect(await run.code).toBe(1);
    expect(run.err()).toMatch(/^socat ended \(.*No such file or directory.*\)\.\n$/s);
  });
});

describe('on a serial port', () => {
  test('plays the modem to whoever is at the other end, and ends when the port goes', async () => {
    const pair = await createPtyPair(path('ttyHOST'), path('ttySIM'));
    closers.push(pair.close);
    const run = modem('--port', pair.far, '--json');
    expect((await run.ready()).endpoint).toBe(pair.far);
    await use(terminalHost(pair.near)).ask('AT+CMEE?', '+CMEE: 2');
    await pair.close();
    expect(await run.code).toBe(1);
    expect(run.err()).toMatch(/^The modem has no host any more: .+\.\n$/);
  });

  test('tells a port that is not there', async () => {
    const run = modem('--port', path('ttyNOTHING'));
    expect(await run.code).toBe(1);
    expect(run.err()).toContain('ttyNOTHING is not there');
  });
});

describe('what the firmware dials', () => {
  test('lands where it is mapped, and bytes go both ways', async () => {
    const came: string[] = [];
    const { server, port } = await listenOn(
      createServer((socket) => {
        socket.on('data', (bytes) => {
          came.push(bytes.toString());
          socket.write('welcome');
        });
      }),
    );
    closers.push(() => server.close());
    const map = ['--map', `broker.example:8080=127.0.0.1:${port}`];
    const link = ['--link-profile', 'lte-m'];
    const { endpoint } = await modem('--tcp', '127.0.0.1:0', '--json', ...map, ...link).ready();
    const host = use(await tcpHost(endpoint));
    await host.ask('AT+CEREG?', '+CEREG: 0,1');
    await host.ask('AT+NETOPEN', '+NETOPEN: 0');
    await host.ask('AT+CIPOPEN=0,"TCP","broker.example",8080', '+CIPOPEN: 0,0');
    await host.ask('AT+CIPSEND=0,5', '>');
    host.send('hello');
    await eventually('the answer', () => host.heard().includes('welcome'));
    expect(came.join('')).toBe('hello');
  });
});

describe('a recorded modem', () => {
  test('answers as it was recorded, on any endpoint', async () => {
    const run = modem('--tcp', '127.0.0.1:0', '--replay', 'test/fixtures/captures/happy-cmqtt.atlog', '--speed', '50');
    await eventually('its words', () => run.out().includes('\n'));
    const address = /^A recorded modem answers on (\S+)\. Ctrl\+C ends it\.\n$/.exec(run.out())?.[1];
    const host = use(await tcpHost(address ?? ''));
    await host.ask('AT+CSQ', '\r\n+CSQ: 22,99\r\n\r\nOK\r\n');
    await host.ask('AT+COPS?', 'ERROR');
    await host.ask('AT+CMQTTTOPIC=0,3', '>');
    host.send('a/b');
    await eventually('its OK', () => host.heard().endsWith('>\r\nOK\r\n'));
  });
});

describe('faults', () => {
  test('are listed for people and for programs', async () => {
    const words = modem('--faults');
    expect(await words.code).toBe(0);
    expect(words.out()).toMatch(
      /^ {2}cmqtt-pub\[=1\.\.34\] +AT\+CMQTTPUB ends with this code\. \(@ counts: \+CMQTTPUB\)$/m,
    );
    const json = modem('--faults', '--json');
    expect(await json.code).toBe(0);
    expect(JSON.parse(json.out())).toEqual(JSON.parse(JSON.stringify(FAULTS)));
    for (const { name } of FAULTS) expect(words.out()).toContain(`  ${name}`);
  });

  test('of the board say that there is no board', async () => {
    const run = modem('--tcp', '127.0.0.1:0', '--json', '--fault', 'short-data', '--fault', 'late');
    await run.ready();
    expect(run.err()).toMatch(/^short-data: errors of the simulated board/);
  });

  test('are in force from the start', async () => {
    const { endpoint } = await modem('--tcp', '127.0.0.1:0', '--json', '--fault', 'no-answer@0s..2s').ready();
    const host = use(await tcpHost(endpoint));
    await host.ask('AT', 'OK');
    expect(host.heard()).not.toContain('RDY');
  });
});

describe('what is asked for wrongly', () => {
  test.each([
    [[], 'one of --port PATH, --pty LINK and --tcp HOST:PORT'],
    [['--pty', '/tmp/a', '--tcp', '127.0.0.1:0'], 'one of --port PATH'],
    [['--tcp', 'here'], 'Give HOST:PORT'],
    [['--tcp', '192.0.2.1:0'], 'is no address of this machine'],
    [['--profile', 'bg96'], 'Allowed choices are sim7600, a76xx'],
    [['--baud', 'fast'], 'Give a speed'],
    [['--fault', 'sim-abzent'], '"modemscope modem --faults" lists them'],
    [['--fault', 'cmqtt-pub=99'], 'from 1 to 34'],
    [['--fault', 'sim-absent@never'], 'is no trigger'],
    [['--map', 'broker.example'], 'is no mapping'],
    [['--link-profile', '7g'], 'is no link profile'],
    [['--speed', '0'], 'from 0.1 to 1000'],
    [['--tcp', '127.0.0.1:0', '--replay', 'missing.atlog'], 'There is no file missing.atlog here'],
    [['--tcp', '127.0.0.1:0', '--replay', 'package.json'], 'package.json is no .atlog capture. Line 1'],
    [['--tcp', '127.0.0.1:0', '--replay', 'package.json', '--fault', 'sim-pin'], 'leave --map, --link-profile and'],
  ])('%j ends with 1 and a sentence', async (args, words) => {
    const run = modem(...args);
    expect(await run.code).toBe(1);
    expect(run.err()).toContain(words);
    expect(run.err()).not.toMatch(/\bat .*:\d+:\d+/);
    expect(run.out()).toBe('');
  });
});
