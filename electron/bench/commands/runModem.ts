import type { Clock } from '#shared/base/clock.ts';
import type { Result } from '#shared/base/result.ts';
import { createModem } from '#shared/modem/createModem.ts';
import { createFaults } from '#shared/modem/faults/createFaults.ts';
import type { FaultSpec } from '#shared/modem/faults/faultSpec.ts';
import type { LinkProfile } from '#shared/modem/link/linkProfile.ts';
import { shapeNetwork } from '#shared/modem/link/shapeNetwork.ts';
import { mapNetwork, type NetMapping } from '#shared/modem/mapNetwork.ts';
import type { ModemProfileName } from '#shared/modem/modemProfile.ts';
import { DEFAULT_MODEM_SETTINGS } from '#shared/modem/modemSettings.ts';
import type { UartDevice } from '#shared/modem/simModem.ts';
import { createShutdown, endWithProcess } from '../host/shutdown.ts';
import type { EndpointError, ModemEndpoint } from '../modem/modemEndpoint.ts';
import { createNodeModemNetwork } from '../modem/nodeModemNetwork.ts';
import { openPortEndpoint } from '../modem/portEndpoint.ts';
import { openPtyEndpoint } from '../modem/ptyEndpoint.ts';
import { openTcpEndpoint } from '../modem/tcpEndpoint.ts';
import { createNodeSerialBackend } from '../serial/nodeSerialBackend.ts';
import type { ListenAddress } from '../server/listenAddress.ts';
import { createNodeFiles } from '../settings/nodeFiles.ts';
import { createSystemClock } from '../systemClock.ts';

export type EndpointOption =
  | { readonly type: 'port'; readonly path: string }
  | { readonly type: 'pty'; readonly link: string }
  | { readonly type: 'tcp'; readonly address: ListenAddress };

export interface ModemRunOptions {
  readonly endpoint: EndpointOption;
  readonly profile: ModemProfileName;
  readonly baud: number;
  /** Where dialled hosts are to be found instead. */
  readonly mappings: readonly NetMapping[];
  /** What lies between the modem and its network; null: nothing. */
  readonly link: LinkProfile | null;
  /** Armed before it is powered. */
  readonly faults: readonly FaultSpec[];
  readonly json: boolean;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const report = (error: unknown): void =>
  say(`A fault in the modem: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);

/** Plays a modem on an endpoint until the process is told to end, or the endpoint is gone. Throws words for the user. */
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
  const device = makeDevice(clock, options, endpoint);
  open.device = device;
  endpoint.onLost((reason) => {
    say(`The modem has no host any more: ${reason}.`);
    shutdown(1);
  });
  endpoint.onDtr?.((on) => device.setDtr(on));
  endpoint.onData((bytes) => device.receive(bytes));
  device.powerOn();
  announce(options, endpoint.address);
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

function makeDevice(
  clock: Clock,
  { profile, baud, mappings, link, faults: wanted }: ModemRunOptions,
  endpoint: ModemEndpoint,
): UartDevice {
  const faults = createFaults({ clock, random: Math.random });
  for (const spec of wanted) {
    if (faults.arm(spec) === null) throw new Error('That are too many faults at once.');
  }
  const reached = mapNetwork(createNodeModemNetwork({ clock }), mappings);
  const network = link === null ? reached : shapeNetwork(reached, { clock, random: Math.random, profile: () => link });
  return createModem(
    {
      ...{ clock, random: Math.random, network, faults: faults.points },
      toHost: endpoint.write,
      onBaud: (speed) => endpoint.setBaud?.(speed),
    },
    { ...DEFAULT_MODEM_SETTINGS, profile, baud },
  );
}

function announce({ profile, json }: ModemRunOptions, address: string): void {
  process.stdout.write(
    json
      ? `${JSON.stringify({ ready: true, endpoint: address, pid: process.pid })}\n`
      : `A simulated ${profile.toUpperCase().replace('XX', 'xx')} answers on ${address}. Ctrl+C ends it.\n`,
  );
}
