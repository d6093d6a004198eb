import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, readlink, stat, unlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import { createPortEvents } from '../serial/portEvents.ts';
import type { EndpointError, ModemEndpoint } from './modemEndpoint.ts';
import { errorCode } from './netEnds.ts';

/** What the terminal's buffer does not take and the program behind it neither. */
const MAX_WAITING = 65_536;
const OPEN_LIMIT_MS = 5000;
const POLL_MS = 10;
/** How long socat may take to end by itself. */
const CLOSE_LIMIT_MS = 1000;
/** The tail of what socat said, for a message. */
const MAX_WORDS = 500;

const NO_SOCAT =
  'A pseudo terminal needs socat, which is not installed. Install it (Debian, Ubuntu: sudo apt-get install socat; ' +
  'Fedora: sudo dnf install socat; macOS: brew install socat), or use --tcp HOST:PORT.';

/** A pseudo terminal at `link`, as a serial port to any program: Linux and macOS, by socat. */
export async function openPtyEndpoint(link: string, platform: string): Promise<Result<ModemEndpoint, EndpointError>> {
  if (platform === 'win32') {
    return err('failed', 'Windows has no pseudo terminals. Use --tcp HOST:PORT, or --port with one of a com0com pair.');
  }
  const inTheWay = await clearLink(link);
  if (inTheWay !== null) return err('failed', inTheWay);
  const child = spawn('socat', [`pty,raw,echo=0,link=${escapeForSocat(link)}`, '-']);
  const said = listenTo(child);
  for (let waited = 0; waited < OPEN_LIMIT_MS; waited += POLL_MS) {
    if (await exists(link)) return ok(createEndpoint(link, child, said));
    const end = said.end();
    if (end !== null) return err('failed', end);
    await sleep(POLL_MS);
  }
  child.kill('SIGKILL');
  return err('failed', `${link} did not appear within ${OPEN_LIMIT_MS / 1000} s.`);
}

function createEndpoint(link: string, child: ChildProcessWithoutNullStreams, said: Said): ModemEndpoint {
  const events = createPortEvents();
  child.stdout.on('data', (chunk: Buffer) => events.data(new Uint8Array(chunk)));
  said.onEnd(() => events.lost(`the pseudo terminal is gone: ${said.end() ?? 'socat ended'}`));
  return {
    address: link,
    onData: events.onData,
    onLost: events.onLost,
    write(bytes) {
      if (!events.over && child.stdin.writableLength + bytes.length <= MAX_WAITING) child.stdin.write(bytes);
    },
    async close() {
      events.finish();
      if (said.end() !== null) return;
      const gone = once(child, 'close');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS);
      await gone;
      clearTimeout(late);
    },
  };
}

interface Said {
  /** Why socat is not there any more, in words; null while it runs. */
  end(): string | null;
  onEnd(listener: () => void): void;
}

function listenTo(child: ChildProcessWithoutNullStreams): Said {
  let words = '';
  let end: string | null = null;
  let listener = (): void => undefined;
  const finish = (why: string): void => {
    if (end !== null) return;
    end = why;
    listener();
  };
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-MAX_WORDS);
  });
  child.stdin.on('error', () => undefined);
  child.on('error', (error) => finish(errorCode(error) === 'ENOENT' ? NO_SOCAT : `socat: ${error.message}`));
  child.on('close', (code) => finish(`socat ended (${words.trim() === '' ? `code ${code}` : words.trim()}).`));
  return {
    end: () => end,
    onEnd(given) {
      listener = given;
      if (end !== null) given();
    },
  };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Takes away a link that an earlier run left behind. Words when something else is in the way. */
async function clearLink(link: string): Promise<string | null> {
  const found = await lstat(link).catch(() => null);
  if (found === null) return null;
  const pointsNowhere = found.isSymbolicLink() && !(await exists(link));
  if (!pointsNowhere) {
    const target = found.isSymbolicLink() ? ` (it leads to ${await readlink(link)})` : '';
    return `${link} is there already${target}. Choose another path, or remove it.`;
  }
  await unlink(link);
  return null;
}

/** Commas, colons, exclamation marks and the like part addresses in socat's language. */
const escapeForSocat = (path: string): string => path.replace(/[\\,:!'"()[\]{}]/g, '\\$&');
