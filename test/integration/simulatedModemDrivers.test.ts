import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { latin1Text } from '#shared/base/latin1.ts';
import { createDictionary } from '#shared/protocol/at/dictionary/dictionary.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { type PtyModem, startPtyModem } from './support/ptyModem.ts';

// Programs of others, as Debian ships them, on the simulated SIM7600: gammu, gammu-smsd and pppd's chat.

let folder = '';
let modem: PtyModem | null = null;
const running: ChildProcess[] = [];
const path = (name: string): string => join(folder, name);

const start = async (...faults: readonly string[]): Promise<PtyModem> => {
  modem = await startPtyModem(path('ttySIM'), ...faults);
  return modem;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-drivers-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await modem?.close();
  modem = null;
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** Runs a program to its end. `stdio` 0 and 1 may be a terminal. */
function run(program: string, args: readonly string[], terminal: number | null = null): Promise<Ended> {
  const line = terminal ?? 'pipe';
  const child = spawn(program, args, {
    stdio: [terminal ?? 'ignore', line, 'pipe'],
    env: { ...process.env, LANG: 'C', LC_ALL: 'C', TZ: 'UTC', PATH: `${process.env.PATH}:/usr/sbin` },
  });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, text }));
  });
}

/** What gammu asks of any phone and a SIM7600 does not know either; the guard of the data mode, which is no command. */
const FOREIGN =
  /^\+\+\+$|^AT(\+MODE=2|\+CPROT=\?|\+SYNCML=\?|\$TSSPCSW=\?|\+CALA\?|\+CMMS=\d|\+CHUB.*|\+CCWA.*|\+CKPD.*|\^.*|\+CBC)$/;

/** Esc, with which gammu begins: a prompt might have been left open. */
const LEAVES_PROMPT = '\u001b\r';

/** The bench understands the whole conversation: no bytes left over, each command known, each answered. */
function expectUnderstood({ capture }: PtyModem): void {
  const { rows, transactions, serial } = capture();
  const dictionary = createDictionary('sim7600');
  const unread = rows.flatMap((row) =>
    row.lane === 'serial' && (row.kind === 'garbage' || row.kind === 'text') ? [latin1Text(row.bytes)] : [],
  );
  expect(unread.filter((text) => text !== LEAVES_PROMPT)).toEqual([]);
  expect(transactions.length).toBeGreaterThan(5);
  const unknown = transactions.filter(({ entry }) => entry === null).map(({ command }) => command);
  expect(unknown.filter((command) => !FOREIGN.test(command))).toEqual([]);
  const unanswered = transactions.filter(({ result }) => result.kind === 'none');
  expect(unanswered.map(({ command, result }) => `${command} ${result.kind}`)).toEqual([]);
  const reports = serial.filter(({ row }) => row.kind === 'urc').map(({ text }) => text);
  expect(reports.filter((text) => dictionary.urcOf(text) === undefined)).toEqual([]);
}

describe('gammu', () => {
  const gammu = async (...args: readonly string[]): Promise<Ended> => {
    const config = ['[gammu]', `port = ${path('ttySIM')}`, 'connection = at115200', 'synchronizetime = no'];
    await writeFile(path('gammurc'), config.join('\n'));
    return run('gammu', ['-c', path('gammurc'), ...args]);
  };

  /** Several commands over one connection. */
  const batch = async (...commands: readonly string[]): Promise<Ended> => {
    await writeFile(path('commands'), `${commands.join('\n')}\n`);
    return gammu('batch', path('commands'));
  };

  test('identifies it', async () => {
    const sim = await start();
    const { code, text } = await gammu('identify');
    expect(code, text).toBe(0);
    expect(text).toMatch(/^Manufacturer +: SIMCOM INCORPORATED$/m);
    expect(text).toMatch(/^Model +: .*SIMCOM_SIM7600E-H/m);
    expect(text).toMatch(/^Firmware +: SIM7600M22_V2\.0\.1$/m);
    expect(text).toMatch(/^IMEI +: 860000000000017$/m);
    expect(text).toMatch(/^SIM IMSI +: 999010000000017$/m);
    expectUnderstood(sim);
  });

  test('reads network, clock and phone book', async () => {
    const sim = await start();
    const { text } = await batch('networkinfo', 'getdatetime', 'getallmemory SM', 'getsecuritystatus');
    expect(text).toMatch(/^Network state +: home network$/m);
    expect(text).toMatch(/^Name in phone +: "Bench Mobile"$/m);
    expect(text).toMatch(/^Packet network state +: home network$/m);
    expect(text).toMatch(/^GPRS +: attached$/m);
    expect(text).toContain('Phone time is');
    expect(text).toMatch(/^General number +: "\+999010000018"$/m);
    expect(text).toMatch(/^Name +: "Bench"$/m);
    expect(text).toContain('Nothing to enter.');
    expectUnderstood(sim);
  });

  test('sends a message to itself and reads it, and one that came', async () => {
    const sim = await start();
    sim.modem.receiveMessage({ from: '+999010000018', text: 'Grüße, 日本' });
    const sent = await gammu('sendsms', 'TEXT', '+999010000017', '-text', 'Hello');
    expect(sent.text).toContain('OK, message reference=1');
    const told = (): number => sim.capture().serial.filter(({ text }) => text.startsWith('+CMTI:')).length;
    await eventually('both to be told', () => told() === 2);
    const { text } = await batch('getallsms', 'deleteallsms 1', 'getallsms');
    expect(text).toContain('2 SMS parts');
    expect(text).toMatch(/^Hello$/m);
    expect(text).toMatch(/^Remote number +: "\+999010000018"$/m);
    expect(text).toMatch(/^SMSC number +: "\+999010000099"$/m);
    expect(text).toMatch(/^0 SMS parts/m);
    expectUnderstood(sim);
  });

  test('stores a message, sets service centre and clock', async () => {
    const sim = await start();
    const { code, text } = await batch('savesms TEXT -text later', 'setsmsc 1 +999010000055', 'getsmsc', 'setdatetime');
    expect(code, text).toBe(0);
    expect(text).toContain('Saved in folder');
    expect(text).toMatch(/^Number +: "\+999010000055"$/m);
    expectUnderstood(sim);
  });

  test('says what is wrong with the SIM', async () => {
    await start('sim-pin');
    expect((await gammu('getsecuritystatus')).text).toContain('Waiting for PIN.');
  });

  test('as a daemon: takes messages from it, and tells its signal', async () => {
    const sim = await start();
    for (const name of ['inbox', 'outbox', 'sent', 'error']) await mkdir(path(name));
    const config = [
      ...['[gammu]', `port = ${path('ttySIM')}`, 'connection = at115200', 'synchronizetime = no', '[smsd]'],
      ...[
        'service = files',
        `logfile = ${path('log')}`,
        'commtimeout = 1',
        'receivefrequency = 1',
        'statusfrequency = 2',
      ],
      ...['inbox', 'outbox', 'sent', 'error'].map(
        (name) => `${name === 'inbox' || name === 'outbox' ? name : `${name}sms`}path = ${path(name)}/`,
      ),
    ];
    await writeFile(path('smsdrc'), config.join('\n'));
    sim.modem.receiveMessage({ from: '+999010000018', text: 'Pump 3 is on' });
    const daemon = run('gammu-smsd', ['-c', path('smsdrc')]);
    const inbox = async (): Promise<readonly string[]> => readdir(path('inbox'));
    await eventually('the message in its inbox', async () => (await inbox()).length === 1, 20_000);
    const [file = ''] = await inbox();
    expect(file).toContain('+999010000018');
    expect(await readFile(path(`inbox/${file}`), 'utf8')).toContain('Pump 3 is on');
    let status = '';
    await eventually(
      'the signal',
      async () => {
        status = (await run('gammu-smsd-monitor', ['-c', path('smsdrc'), '-n', '1', '-d', '1'])).text;
        return /^NetworkSignal: [1-9]\d*$/m.test(status);
      },
      20_000,
    );
    expect(status).toMatch(/^IMEI: 860000000000017$/m);
    running.at(-1)?.kill('SIGTERM');
    for (const child of running) child.kill('SIGTERM');
    await daemon;
    expectUnderstood(sim);
  });
});

describe("pppd's chat", () => {
  const ABORTS = ['BUSY', 'NO CARRIER', 'NO DIALTONE', 'NO ANSWER', 'ERROR', '+CGATT: 0'].flatMap((word) => [
    'ABORT',
    word,
  ]);
  /** Runs a script of expectations and answers on the terminal, as pppd's `connect` does. */
  const chat = async (script: readonly string[]): Promise<Ended> => {
    const terminal = openSync(path('ttySIM'), constants.O_RDWR | constants.O_NOCTTY);
    try {
      return await run('chat', ['-S', '-E', '-s', '-t', '8', ...ABORTS, ...script], terminal);
    } finally {
      closeSync(terminal);
    }
  };
  const DIAL = [
    ...['', 'ATZ', 'OK', 'ATQ0V1E1S0=0&C1&D2', 'OK', 'AT+CPIN?', 'READY', 'AT+CGATT?', 'OK'],
    ...['AT+CGDCONT=1,"IP","internet","",0,0', 'OK', 'ATD*99#', 'CONNECT', ''],
  ];

  test('dials in and hangs up', async () => {
    const sim = await start();
    expect(await chat(DIAL)).toMatchObject({ code: 0 });
    expect(
      await chat(['', '\\d+++\\d\\c', 'OK', 'ATO', 'CONNECT', '\\d+++\\d\\c', 'OK', 'ATH', 'OK', '']),
    ).toMatchObject({ code: 0 });
    expect(await chat(['', 'AT', 'OK', ''])).toMatchObject({ code: 0 });
    expectUnderstood(sim);
  });

  test('gives up where there is no carrier', async () => {
    await start('wrong-apn');
    // 4 is the first word of ABORT, 5 the second.
    expect(await chat(DIAL)).toMatchObject({ code: 5 });
  });

  test('gives up where the modem is not attached', async () => {
    await start('reg-denied');
    expect(await chat(DIAL)).toMatchObject({ code: 9 });
  });
});
