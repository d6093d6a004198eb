import { Command, Option } from 'commander';
import { AT_FAMILIES, type AtFamily } from '#shared/protocol/at/dictionary/entryTypes.ts';
import { explainCapture } from './explainCapture.ts';
import { readCaptureSource } from './readCaptureSource.ts';

interface ExplainOptions {
  readonly family?: AtFamily;
  readonly json?: boolean;
}

/** `modemscope explain`. */
export function explainCommand(): Command {
  return new Command('explain')
    .summary('explain a capture: what host and modem said, and what went wrong')
    .description(
      'Explains a capture: the fault behind everything else, with its evidence and what to do about it, the ladder ' +
        'from UART to PUBLISH, and the dialogue in words. Takes an .atlog capture or text copied from any terminal, ' +
        'with times and directions or without. Passwords and PINs are not shown.',
    )
    .argument('<FILE>', 'the capture, or - for standard input')
    .addOption(
      new Option(
        '--family <FAMILY>',
        "the modem's family (default: what the capture's head says, or its lines)",
      ).choices(AT_FAMILIES),
    )
    .option('--json', 'print one JSON document; times in seconds from the first record, null where there are none')
    .addHelpText('after', '\nExit codes: 0 the capture was read (whatever is wrong in it), 2 it could not be read.')
    .action(async (file: string, options: ExplainOptions) => {
      const { stdout, stderr, stdin, env } = process;
      // Whoever reads may stop reading (`| head`).
      stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
      const source = await readCaptureSource(file, stdin);
      const explained = source.ok
        ? explainCapture(source.value, {
            family: options.family ?? 'auto',
            json: options.json === true,
            width: stdout.columns ?? 100,
            colours: stdout.isTTY === true && (env.NO_COLOR ?? '') === '',
          })
        : source;
      if (explained.ok) {
        stdout.write(explained.value);
        return;
      }
      stderr.write(`${explained.error.message}\n`);
      process.exitCode = 2;
    });
}
