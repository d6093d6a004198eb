import { once } from 'node:events';
import { Command, Option } from 'commander';
import { createStyle } from '#shared/diagnosis/report/style.ts';
import { createPacketReader } from '#shared/protocol/mqtt/tree/decodePackets.ts';
import { type DecodeTally, jsonReport, textReport } from './decodeReport.ts';
import { readDecodeInput } from './readDecodeInput.ts';

interface DecodeCommandOptions {
  readonly json?: boolean;
  readonly level?: '3' | '4' | '5';
  readonly from?: 'client' | 'server';
}

const WIDEST = 120;
const LEVELS = { 3: 3, 4: 4, 5: 5 } as const;

/** `modemscope decode`. */
export function decodeCommand(): Command {
  return new Command('decode')
    .summary('decode MQTT bytes: every field, and what is wrong with it')
    .description(
      'Decodes MQTT control packets of 3.1, 3.1.1 and 5.0, any number behind one another: every byte with its field, value ' +
        'and meaning; what the specification forbids with its clause and what to change. Passwords and authentication ' +
        'data are not shown.',
    )
    .argument(
      '<HEX|FILE...>',
      'hex in any notation ("10 14 00", 1014, 0x10,0x14, a C array, "\\x10\\x14MQTT", a hex dump), a file of bytes or hex, ' +
        'or - for standard input',
    )
    .addOption(
      new Option('--level <LEVEL>', 'protocol level until a CONNECT says it: 3 is 3.1, 4 is 3.1.1, 5 is 5.0').choices([
        '3',
        '4',
        '5',
      ]),
    )
    .addOption(
      new Option('--from <SIDE>', 'who sent the bytes, from the beginning of the connection').choices([
        'client',
        'server',
      ]),
    )
    .option('--json', 'print one JSON document; offsets count in the input, ends are exclusive')
    .addHelpText(
      'after',
      '\nExit codes: 0 packets were decoded (whatever is wrong with them), 2 there were none or the input could not be read.',
    )
    .action(run);
}

async function run(args: readonly string[], { json, level, from }: DecodeCommandOptions): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  // Whoever reads may stop reading (`| head`).
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const input = await readDecodeInput(args, stdin);
  if (!input.ok) {
    stderr.write(`${input.error.message}\n`);
    process.exitCode = 2;
    return;
  }
  const { name, bytes } = input.value;
  const reader = createPacketReader(bytes, {
    ...(level === undefined ? {} : { level: LEVELS[level] }),
    ...(from === undefined ? {} : { from }),
  });
  const tally: DecodeTally = { decoded: 0 };
  const style = createStyle(stdout.isTTY === true && (env.NO_COLOR ?? '') === '');
  const width = Math.min(WIDEST, Math.max(60, stdout.columns ?? 100));
  const pieces = json === true ? jsonReport(reader, tally) : textReport(reader, bytes, { style, width }, tally);
  for (const piece of pieces) if (!stdout.write(piece)) await once(stdout, 'drain');
  if (tally.decoded > 0) return;
  stderr.write(`There is no MQTT packet in ${name}.\n`);
  process.exitCode = 2;
}
