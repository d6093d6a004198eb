import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { MODEM_PROFILE_NAMES } from '#shared/modem/modemProfile.ts';
import { defaultDataDir } from '../host/dataDir.ts';
import type { ProgramPaths } from '../host/programPaths.ts';
import type { ListenAddress } from '../server/listenAddress.ts';
import { parseAddress, parseBaud, parsePortOrOff, parseProxyOption, parseSerialOption } from './parseServeOptions.ts';
import { runServe, type ServeOptions } from './runServe.ts';

/** `modemscope serve`. */
export function serveCommand(paths: ProgramPaths): Command {
  return new Command('serve')
    .summary('run the bench and show it in the browser')
    .description(
      'Runs the bench on this machine: the MQTT broker, the serial ports and the capture log, with the window in a browser.\n' +
        'Prints the address of the window, which holds the key to it, when it is ready. Ctrl+C ends it.',
    )
    .addOption(
      new Option('--listen <HOST:PORT>', 'address of the window')
        .argParser(parseAddress)
        .default({ host: '127.0.0.1', port: 4180 } satisfies ListenAddress, '127.0.0.1:4180, this machine only'),
    )
    .option(
      '--broker <HOST:PORT>',
      'address of the MQTT broker (default: the last one used, or 127.0.0.1:1883)',
      parseAddress,
    )
    .option('--ws <PORT|off>', 'port of the broker for MQTT over WebSocket', parsePortOrOff)
    .option(
      '--serial <PORT>',
      'serial port to open: a device, tcp://HOST:PORT, sim:sim7600 or play:FILE; or two: tap:PORT,PORT or bridge:PORT,PORT',
      parseSerialOption,
    )
    .addOption(
      new Option('--simulate [PROFILE]', 'run the simulated board on a simulated modem')
        .choices(MODEM_PROFILE_NAMES)
        .preset('sim7600'),
    )
    .option('--baud <N>', 'speed of the serial port, or of both', parseBaud, 115_200)
    .option(
      '--proxy <[HOST:]PORT=URL>',
      'pass clients of PORT on to another broker and show their packets; may be given several times',
      parseProxyOption,
    )
    .option(
      '--bridge <FILE>',
      'join topics with another broker, as the JSON file says; the password comes from MODEMSCOPE_BRIDGE_PASSWORD',
      (file) => resolve(file),
    )
    .option(
      '--data <DIR>',
      'folder for settings and sessions',
      (folder) => resolve(folder),
      defaultDataDir(process.platform, process.env, homedir()),
    )
    .option('--no-open', 'do not open the browser')
    .option('--json', 'print one line {"url","broker","pid"} when ready')
    .addHelpText(
      'after',
      '\nA port number 0 takes any free port.\n' +
        'A bridge file: {"url":"mqtts://broker.example","username":"u","level":5,"caFile":"ca.pem",\n' +
        '  "rules":[{"direction":"out","filter":"sensors/#","remotePrefix":"site7/"}]}; only url and the filters must be given.\n' +
        '--serial tap:A,B only listens: A receives what the MCU sends (its TXD), B what the modem sends.\n' +
        '--serial bridge:A,B stands between the two and passes everything on: A leads to the MCU, B to the modem.\n' +
        'From another computer: "ssh -L 4180:127.0.0.1:4180 THIS-HOST", then open the printed address there. Or, in a network\n' +
        'you trust, --listen 0.0.0.0:4180; nothing is encrypted then.',
    )
    .action((options: ServeOptions) => runServe(options, paths));
}
