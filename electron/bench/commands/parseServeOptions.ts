import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type ListenAddress, parseListenAddress } from '../server/listenAddress.ts';

/** `--listen`, `--broker`. */
export function parseAddress(text: string): ListenAddress {
  const address = parseListenAddress(text);
  if (address === undefined) throw new InvalidArgumentError('Give HOST:PORT, for example 127.0.0.1:4180.');
  return address;
}

/** `--ws`: a port, or `off`. (Not null, which the command line parser takes for a missing value.) */
export function parsePortOrOff(text: string): number | 'off' {
  if (text === 'off') return 'off';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('Give a port number up to 65535, or off.');
  return port;
}

export function parseBaud(text: string): number {
  const baud = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN;
  if (!(baud >= 50 && baud <= 12_000_000)) throw new InvalidArgumentError('Give a speed from 50 to 12000000.');
  return baud;
}

/** `--serial`: one port, or the two of a tap or a bridge. */
export type SerialOption =
  | { readonly mode: 'direct'; readonly path: string }
  | { readonly mode: 'tap' | 'bridge'; readonly mcu: string; readonly modem: string };

/**
 * `--serial`: a device path, `tcp://host:port`, `sim:sim7600` or `play:FILE` (a relative FILE is taken from the current folder); or
 * `tap:PATH,PATH` and `bridge:PATH,PATH`, the MCU's side first.
 */
export function parseSerialOption(text: string): SerialOption {
  const pair = /^(tap|bridge):(.*)$/s.exec(text);
  if (pair === null) {
    if (text === '') throw new InvalidArgumentError('Give a device, tcp://HOST:PORT, sim:sim7600 or play:FILE.');
    const isFile = text.startsWith('play:');
    return { mode: 'direct', path: isFile ? `play:${resolve(text.slice('play:'.length))}` : text };
  }
  const mode = pair[1] === 'tap' ? 'tap' : 'bridge';
  const [mcu, modem, more] = (pair[2] ?? '').split(',').map((path) => path.trim());
  if (mcu === undefined || mcu === '' || modem === undefined || modem === '' || more !== undefined) {
    throw new InvalidArgumentError(`Give two ports with a comma between them, the MCU's first: ${mode}:PATH,PATH.`);
  }
  return { mode, mcu, modem };
}

/** `--proxy`: where to listen, and the broker to pass on to. */
export interface ProxyOption extends ListenAddress {
  readonly url: string;
}

/** `--proxy`, each time: `[HOST:]PORT=URL`; the url itself may hold more `=`. */
export function parseProxyOption(text: string, earlier: readonly ProxyOption[] = []): readonly ProxyOption[] {
  const at = text.indexOf('=');
  const listen = at < 0 ? undefined : parseListenAddress(text.slice(0, at));
  const url = text.slice(at + 1).trim();
  if (listen === undefined || !/^(mqtts?|wss?):\/\/./i.test(url)) {
    throw new InvalidArgumentError('Give [HOST:]PORT=URL, for example 1884=mqtts://broker.example:8883.');
  }
  return [...earlier, { ...listen, url }];
}
