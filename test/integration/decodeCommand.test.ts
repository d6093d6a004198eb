import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The built `modemscope decode` as a process of its own.
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-decode-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function decode(args: readonly string[], input: string | Uint8Array = ''): Promise<Ended> {
  const child = spawn(process.execPath, [resolve('out/main/cli.js'), 'decode', ...args], { cwd: folder });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.err += chunk;
  });
  child.stdin.end(input);
  return new Promise((done) => child.once('close', (code) => done({ code, ...text })));
}

const HEX = '10 0d 00 04 4d 51 54 54 04 02 00 3c 00 01 62 c0 00';
const BYTES = Buffer.from(HEX.replaceAll(' ', ''), 'hex');
const DOCUMENT = {
  packets: [
    { type: 'CONNECT', offset: 0, length: 15, notes: [] },
    { type: 'PINGREQ', offset: 15, length: 2, notes: [] },
  ],
  trailing: 0,
};

describe('MQTT bytes', () => {
  test.each([
    ['one argument', [HEX], ''],
    ['several arguments', HEX.split(' '), ''],
    ['escapes', ['\\x10\\x0d\\0\\x04MQTT\\x04\\x02\\0<\\0\\x01b\\xc0\\0'], ''],
    ['standard input, binary', ['-'], BYTES],
    ['standard input, as text', ['-'], `{ 0x${HEX.split(' ').join(', 0x')} };\n`],
  ])('come as %s', async (_name, args, input) => {
    const { code, out, err } = await decode([...args, '--json'], input);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject(DOCUMENT);
  });

  test('come from a file of bytes or of hex', async () => {
    await writeFile(join(folder, 'capture.bin'), BYTES);
    await writeFile(join(folder, 'capture.txt'), `\ufeff${HEX}\r\n`, 'utf16le');
    for (const file of ['capture.bin', 'capture.txt']) {
      expect(JSON.parse((await decode([file, '--json'])).out)).toMatchObject(DOCUMENT);
    }
  });

  test('are shown to people, without colours where no terminal is', async () => {
    const { code, out } = await decode([HEX]);
    expect(code).toBe(0);
    expect(out).toMatch(/^CONNECT {2}MQTT 3\.1\.1, 15 bytes at 0\n/);
    expect(out).toMatch(/\n2 packets\n$/);
    expect(out).not.toContain('\x1b');
  });

  test('are read by the level and the side given', async () => {
    const { out } = await decode(['30 05 00 01 74 00 78', '--level', '5', '--from', 'client', '--json']);
    expect(JSON.parse(out).packets[0].notes).toMatchObject([
      { severity: 'error', clause: '[MQTT-3.1.0-1]', offset: 0 },
    ]);
  });

  test('that are malformed are decoded all the same', async () => {
    const { code, out } = await decode(['3e 04 00 01 23 00', '--json']);
    expect(code).toBe(0);
    const clauses = JSON.parse(out).packets[0].notes.map(({ clause }: { clause?: string }) => clause);
    expect(clauses).toEqual(expect.arrayContaining(['[MQTT-3.3.1-4]', '[MQTT-3.3.2-2]']));
  });
});

describe('what gives no packet ends with 2 and a sentence', () => {
  test.each([
    ['neither hex nor a file', ['board.log'], '', /^"board\.log" is neither a file here nor hex\. /],
    ['half a byte', ['10 1'], '', /stands alone/],
    ['an empty input', ['-'], '', /^standard input is empty\.\n$/],
    ['text that is no hex', ['-'], 'GET / HTTP/1.1\r\n', /^standard input holds text that is no hex\. /],
    ['a folder', ['.'], '', /is a folder/],
  ] as const)('%s', async (_name, args, input, message) => {
    const { code, out, err } = await decode(args, input);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('bytes that are no MQTT, and the beginning of a packet: their document is given', async () => {
    const invalid = await decode(['00 00 01', '--json']);
    expect(invalid).toMatchObject({ code: 2, err: 'There is no MQTT packet in the given bytes.\n' });
    expect(JSON.parse(invalid.out)).toMatchObject({ packets: [{ type: 'INVALID', length: 3 }], trailing: 0 });
    const beginning = await decode(['30', '--json']);
    expect(beginning.code).toBe(2);
    expect(JSON.parse(beginning.out)).toEqual({ packets: [], trailing: 1 });
  });
});
