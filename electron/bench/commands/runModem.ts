import type { Clock } from '#shared/base/clock.ts';
import type { Result } from '#shared/base/result.ts';
import { faultEntry } from '#shared/modem/faults/faultSpec.ts';
import type { UartDevice } from '#shared/modem/simModem.ts';
import { createShutdown, endWithProcess } from '../host/shutdown.ts';
import type { EndpointError, ModemEndpoint } from '../modem/modemEndpoint.ts';
import { createPlayedModem, type PlayedModem } from '../modem/playedModem.ts';
import { openPortEndpoint } from '../modem/portEndpoint.ts';
import { openPtyEndpoint } from '../modem/ptyEndpoint.ts';
import { openTcpEndpoint } from '../modem/tcpEndpoint.ts';
import { createNodeSerialBackend } from '../serial/nodeSerialBackend.ts';
import { isLoopback, type ListenAddress } from '../server/listenAddress.ts';
import { createNodeFiles } from '../settings/nodeFiles.ts';
import { createSystemClock } from '../systemClock.ts';

export type EndpointOption =
  | { readonly type: 'port'; readonly path: string }
  | { readonly type: 'pty'; readonly link: string }
  | { readonly type: 'tcp'; readonly address: ListenAddress };

export interface ModemRunOptions {
  readonly endpoint: EndpointOption;
  readonly played: PlayedModem;
  readonly baud: number;
  readonly json: boolean;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const report = (error: unknown): void =>
  say(`A fault in the modem: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);

/** Plays a modem on an endpoint until the process is told to end, or the endpoint is gone. Rejects with words for the user. */
export async function runModem(options: ModemRunOptions): Promise<void> {
  const clock = createSystemClock();
  const open: { device?: UartDevice; endpoint?: ModemEndpoint } = {};
  const exit = (code: number): void => process.exit(code);
  const shutdown = createShutdown({
    async close() {
      open.device?.close();
      await open.endpoint?.close();
    },
    exit,
    report,
  });
  endWithProcess(process, { shutdown, exit, report });

  const opened = await openEndpoint(clock, options);
  if (!opened.ok) throw new Error(opened.error.message);
  const endpoint = opened.value;
  open.endpoint = endpoint;
  const { setBaud } = endpoint;
  const { device, settled } = createPlayedModem(clock, options.played, {
    ...{ baud: options.baud, toHost: endpoint.write },
    ...(setBaud === undefined ? {} : { onBaud: (speed) => setBaud(speed) }),
  });
  open.device = device;
  endpoint.onLost((reason) => {
    say(`The modem has no host any more: ${reason}.`);
    shutdown(1);
  });
  endpoint.onDtr?.((on) => device.setDtr(on));
  endpoint.onData((bytes) => device.receive(bytes));
  device.powerOn();
  warnOfStrangers(options, endpoint.address);
  warnOfFirmwareFaults(options.played);
  await until(clock, settled);
  announce(options, endpoint.address);
}

/** A modem that never registers is ready all the same. */
const SETTLES_MS = 7000;
const LOOK_MS = 50;

/** Resolves when `settled` says so, or after the time a modem takes at most. */
async function until(clock: Clock, settled: () => boolean): Promise<void> {
  for (let waited = 0; waited < SETTLES_MS && !settled(); waited += LOOK_MS) {
    await new Promise<void>((next) => {
      clock.after(LOOK_MS, next);
    });
  }
}

function openEndpoint(
  clock: Clock,
  { endpoint, baud }: ModemRunOptions,
): Promise<Result<ModemEndpoint, EndpointError>> {
  const { platform } = process;
  switch (endpoint.type) {
    case 'pty':
      return openPtyEndpoint(endpoint.link, platform);
    case 'tcp':
      return openTcpEndpoint(endpoint.address);
    case 'port': {
      const backend = createNodeSerialBackend({ clock, files: createNodeFiles(), platform });
      return openPortEndpoint({ clock, backend, warn: say }, endpoint.path, baud);
    }
  }
}

function warnOfStrangers({ endpoint, played }: ModemRunOptions, address: string): void {
  if (endpoint.type !== 'tcp' || isLoopback(endpoint.address.host)) return;
  const reach = played.type === 'simulated' ? ', and with it whatever this machine reaches' : '';
  say(`WARNING: every computer that reaches ${address} can use this modem${reach}.`);
}

function warnOfFirmwareFaults(played: PlayedModem): void {
  if (played.type === 'recorded') return;
  const firmware = played.faults.map(({ name }) => name).filter((name) => faultEntry(name).group === 'firmware');
  if (firmware.length === 0) return;
  say(`${firmware.join(', ')}: errors of the simulated board's firmware; without that board they change nothing.`);
}

function announce({ played, json }: ModemRunOptions, address: string): void {
  const what =
    played.type === 'recorded' ? 'recorded modem' : `simulated ${played.profile.toUpperCase().replace('XX', 'xx')}`;
  process.stdout.write(
    json
      ? `${JSON.stringify({ ready: true, endpoint: address, pid: process.pid })}\n`
      : `A ${what} answers on ${address}. Ctrl+C ends it.\n`,
  );
}
