import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { parseAtlog } from '#shared/model/atlog.ts';
import type { FaultSpec } from '#shared/modem/faults/faultSpec.ts';
import { LINK_PROFILE_NAMES, type LinkProfile } from '#shared/modem/link/linkProfile.ts';
import type { NetMapping } from '#shared/modem/mapNetwork.ts';
import { MODEM_PROFILE_NAMES, type ModemProfileName } from '#shared/modem/modemProfile.ts';
import type { PlayedModem } from '../modem/playedModem.ts';
import type { ListenAddress } from '../server/listenAddress.ts';
import { listFaults } from './listFaults.ts';
import { addFault, addMapping, parseLink, parseSpeed } from './parseModemOptions.ts';
import { parseAddress, parseBaud } from './parseServeOptions.ts';
import { readCaptureSource } from './readCaptureSource.ts';
import { type EndpointOption, runModem } from './runModem.ts';

interface ModemOptions {
  readonly port?: string;
  readonly pty?: string;
  readonly tcp?: ListenAddress;
  readonly profile: ModemProfileName;
  readonly baud: number;
  readonly map: readonly NetMapping[];
  readonly linkProfile?: LinkProfile;
  readonly fault: readonly FaultSpec[];
  readonly faults?: boolean;
  readonly replay?: string;
  readonly speed: number;
  readonly json?: boolean;
}

/** `modemscope modem`. */
export function modemCommand(): Command {
  return new Command('modem')
    .summary('play a SIM7600 on a serial port, a pseudo terminal or a TCP port')
    .description(
      'Plays a modem to real firmware: on a serial port (crossed to the board), on a pseudo terminal or on a raw TCP port.\n' +
        'It answers AT commands as a SIM7600 or A76xx does and opens real connections. Prints one line when it has booted and registered. Ctrl+C ends it.',
    )
    .option('--port <PATH>', 'serial port of this machine; its speed follows AT+IPR')
    .option('--pty <LINK>', 'a pseudo terminal with this path (Linux, macOS; needs socat)', (link) => resolve(link))
    .option('--tcp <HOST:PORT>', 'a raw TCP port, one host at a time; port 0 takes any free one', parseAddress)
    .addOption(new Option('--profile <FAMILY>', 'which modem').choices(MODEM_PROFILE_NAMES).default('sim7600'))
    .option('--baud <N>', 'speed it starts with', parseBaud, 115_200)
    .addOption(
      new Option(
        '--map <HOST[:PORT]=HOST:PORT>',
        'what the firmware dials lands there instead (* is any host); repeatable',
      )
        .argParser(addMapping)
        .default([], 'none'),
    )
    .option(
      '--link-profile <NAME[,KEY=VALUE…]>',
      `what lies between modem and network: ${LINK_PROFILE_NAMES.join(', ')}; or latency=300,loss=0.1,…`,
      parseLink,
    )
    .addOption(
      new Option('--fault <NAME[=VALUE][@WHEN]>', 'arm a fault; repeatable').argParser(addFault).default([], 'none'),
    )
    .option('--faults', 'list the faults there are, and end')
    .option('--replay <FILE>', 'answer as the modem of this .atlog capture did')
    .option('--speed <N>', 'with --replay: how many times faster than recorded', parseSpeed, 1)
    .option('--json', 'print one line {"ready","endpoint","pid"} when ready; with --faults one JSON array')
    .addHelpText(
      'after',
      '\nA fault bites when it can, or when @WHEN says: @3 at the third occasion, @3+ from the third on, @20s after 20 s,\n' +
        '@20s..30s until then, @5% at one occasion in twenty, @CMQTTPUB:3 when that command is given for the third time.\n' +
        'Example: modemscope modem --pty /tmp/modem --map *=127.0.0.1:1883 --fault cmqtt-pub=14@3 --fault restart@60s',
    )
    .action(async (options: ModemOptions) => {
      const { baud, json = false } = options;
      if (options.faults === true) {
        // Whoever reads may stop reading (`| head`).
        process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
        process.stdout.write(listFaults(json));
        return;
      }
      await runModem({ endpoint: chosenEndpoint(options), played: await chosenModem(options), baud, json });
    });
}

async function chosenModem(options: ModemOptions): Promise<PlayedModem> {
  const { profile, map: mappings, linkProfile: link = null, fault: faults, replay, speed } = options;
  if (replay === undefined) return { type: 'simulated', profile, mappings, link, faults };
  if (mappings.length > 0 || link !== null || faults.length > 0) {
    throw new Error('A recorded modem only says what was recorded: leave --map, --link-profile and --fault away.');
  }
  const source = await readCaptureSource(replay, process.stdin);
  if (!source.ok) throw new Error(source.error.message);
  const parsed = parseAtlog(source.value.text);
  if (!parsed.ok) throw new Error(`${source.value.name} is no .atlog capture. ${parsed.error.message}`);
  const { records } = parsed.value;
  if (records.length === 0) throw new Error(`${source.value.name} holds no records.`);
  return { type: 'recorded', records, speed };
}

function chosenEndpoint({ port, pty, tcp }: ModemOptions): EndpointOption {
  const chosen: EndpointOption[] = [
    ...(port === undefined ? [] : [{ type: 'port', path: port } as const]),
    ...(pty === undefined ? [] : [{ type: 'pty', link: pty } as const]),
    ...(tcp === undefined ? [] : [{ type: 'tcp', address: tcp } as const]),
  ];
  const [endpoint] = chosen;
  if (endpoint === undefined || chosen.length > 1) {
    throw new Error('Say where the modem is to answer: one of --port PATH, --pty LINK and --tcp HOST:PORT.');
  }
  return endpoint;
}
