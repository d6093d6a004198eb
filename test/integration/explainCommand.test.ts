import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The built `modemscope explain` as a process of its own.
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-explain-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function explain(args: readonly string[], input: string | Uint8Array = ''): Promise<Ended> {
  const child = spawn(process.execPath, [resolve('out/main/cli.js'), 'explain', ...args]);
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

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const CAPTURE = resolve('test/fixtures/captures/sim-not-inserted.atlog');
const PASTED = 'AT+CPIN?\n+CME ERROR: SIM not inserted\n';

describe('a capture', () => {
  test('from a file is explained to a person', async () => {
    const { code, out, err } = await explain([CAPTURE]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^sim-not-inserted\.atlog · SIM7600 \(as its head says\)/);
    expect(out).toMatch(/^✗ .*\n {2}sim\.not-inserted\n/m);
    expect(out).toMatch(/^UART ✓ {2}AT ✓ {2}SIM ✗/m);
    expect(out).toMatch(/^✗ {5}0\.200 {2}AT\+CPIN\?/m);
    // Not a terminal: no colours.
    expect(out).not.toContain('\x1b');
  });

  test('is given to programs as JSON', async () => {
    const { code, out } = await explain([CAPTURE, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      family: 'sim7600',
      verdict: { rule: 'sim.not-inserted', layer: 'sim' },
      ladder: [
        { layer: 'UART', state: 'ok' },
        { layer: 'AT', state: 'ok' },
        { layer: 'SIM', state: 'failed' },
        ...Array(6).fill({}),
      ],
      transactions: [
        { command: 'AT', result: 'OK' },
        {},
        { command: 'AT+CPIN?', result: '+CME ERROR: SIM not inserted' },
        {},
        {},
        {},
      ],
    });
  });

  test('comes from standard input, in text from any terminal', async () => {
    const { code, out } = await explain(['-', '--json', '--family', 'a76xx'], PASTED);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ family: 'a76xx', timed: false, verdict: { rule: 'sim.not-inserted' } });
  });

  test('may be UTF-16, as PowerShell writes it, or have bytes that are no text', async () => {
    const utf16 = await file('utf16.txt', Buffer.from(`\ufeff${PASTED}`, 'utf16le'));
    expect((await explain([utf16, '--json'])).out).toContain('sim.not-inserted');
    const noisy = await file('noisy.txt', Buffer.concat([Buffer.from([0xfe, 0x80, 0xf8, 0x0a]), Buffer.from(PASTED)]));
    expect((await explain([noisy, '--json'])).out).toContain('sim.not-inserted');
  });

  test('may be read by somebody who stops reading', async () => {
    const long = await file('long.txt', PASTED.repeat(20_000));
    const child = spawn('sh', [
      '-c',
      `"${process.execPath}" "${resolve('out/main/cli.js')}" explain --json "${long}" | head -n 1`,
    ]);
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    await new Promise((done) => child.once('close', done));
    expect(err).toBe('');
  });
});

describe('what cannot be read ends with 2 and a sentence', () => {
  const refused = async (args: readonly string[], input = ''): Promise<string> => {
    const { code, out, err } = await explain(args, input);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toMatch(/\bat .*:\d+:\d+/);
    return err;
  };

  test('no file, a folder, nothing to read', async () => {
    expect(await refused([join(folder, 'missing.atlog')])).toBe(
      'There is no file missing.atlog here. Check the name, or give - to read standard input.\n',
    );
    expect(await refused([folder])).toMatch(/is a folder/);
    expect(await refused(['-'])).toMatch(/no AT traffic/);
  });

  test('a damaged .atlog, by the number of its line', async () => {
    expect(await refused(['-'], '0.0 TX AT\\r\n0.1 RX \\q\n')).toMatch(/^Line 2: /);
  });

  test('a session file, which is not read yet', async () => {
    const path = join(folder, 'session.sqlite');
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE rows (seq INTEGER)');
    database.close();
    expect(await refused([path])).toMatch(/^session\.sqlite is a recorded session\. /);
  });
});

test('a wrong option is a matter of usage', async () => {
  expect((await explain([CAPTURE, '--family', 'toaster'])).err).toMatch(/Allowed choices are sim7600/);
  expect((await explain([])).code).toBe(1);
});
