#!/usr/bin/env node
import { resolve } from 'node:path';
import { Command } from 'commander';
import { decodeCommand } from './commands/decode.ts';
import { explainCommand } from './commands/explain.ts';
import { modemCommand } from './commands/modem.ts';
import { serveCommand } from './commands/serve.ts';
import { programPaths } from './host/programPaths.ts';

// Two folders up from out/main, and from electron/bench when it runs from its sources.
const paths = programPaths(resolve(import.meta.dirname, '..', '..'));

const program = new Command('modemscope')
  .description('A test bench for cellular MQTT devices: AT traffic, MQTT packets and a console on one clock.')
  .version(paths.version)
  .showHelpAfterError('(add --help for the options)');
for (const command of [serveCommand(paths), explainCommand(), decodeCommand(), modemCommand()])
  program.addCommand(command.copyInheritedSettings(program));

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
