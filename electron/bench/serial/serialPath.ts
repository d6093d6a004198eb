import { isAbsolute } from 'node:path';
import { err, ok, type Result } from '#shared/base/result.ts';

export type SerialPath =
  | { readonly type: 'device'; readonly path: string }
  | { readonly type: 'tcp'; readonly host: string; readonly port: number }
  | { readonly type: 'player'; readonly file: string };

/** What kind of port a path asks for: a device of this machine, `tcp://host:port` or `play:/absolute/file.atlog`. */
export function parseSerialPath(path: string, platform: string): Result<SerialPath, 'bad-path'> {
  if (path.startsWith('tcp://')) return parseTcp(path);
  if (path.startsWith('play:')) {
    const file = path.slice('play:'.length);
    if (isAbsolute(file)) return ok({ type: 'player', file });
    return err('bad-path', `"${path}" needs the full path of the capture: play:/home/me/capture.atlog.`);
  }
  if (path.includes('\0')) return err('bad-path', 'A path cannot hold a zero byte.');
  if (platform === 'win32') {
    if (/^(\\\\\.\\)?COM\d{1,3}$/i.test(path)) return ok({ type: 'device', path });
    return err(
      'bad-path',
      `"${path}" is no serial port. Ports are named COM3, tcp://host:port, sim:sim7600 or play:FILE.`,
    );
  }
  if (path.startsWith('/')) return ok({ type: 'device', path });
  return err('bad-path', `"${path}" is no serial port. Type the full path: ${hint(path)}.`);
}

const hint = (path: string): string =>
  /^[A-Za-z]+\d+$/.test(path)
    ? `/dev/${path}`
    : '/dev/ttyUSB2, tcp://host:port, sim:sim7600 or play:/path/capture.atlog';

function parseTcp(path: string): Result<SerialPath, 'bad-path'> {
  const parts = /^tcp:\/\/(?:\[([0-9a-fA-F:.%]+)\]|([^/:@?#\s[\]]+)):(\d{1,5})\/?$/.exec(path);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3]);
  if (host !== undefined && port >= 1 && port <= 65_535) return ok({ type: 'tcp', host, port });
  return err('bad-path', `"${path}" needs a host and a port: tcp://192.0.2.7:2217.`);
}

/** The short name of a port, for a column: `ttyUSB2`, `192.0.2.7:2217`, `capture.atlog`. */
export function shortPortName(path: string): string {
  if (path.startsWith('tcp://')) return path.slice('tcp://'.length).replace(/\/$/, '');
  const last = path
    .replace(/^(?:play|sim):/, '')
    .split(/[\\/]/)
    .at(-1);
  return last === undefined || last === '' ? path : last;
}
