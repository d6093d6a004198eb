import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { subscription } from '../contract/console.ts';
import { savedMessage } from '../contract/publish.ts';
import { rewriteRule } from '../contract/rewriteRule.ts';
import { savedCommand } from '../contract/settings.ts';

const FORMAT = 'modemscope-setup';
/** Counts up when a file of before could not be read any more. */
const VERSION = 1;

const setup = z.object({
  subscriptions: z.array(subscription).default([]),
  savedMessages: z.array(savedMessage).default([]),
  sequences: z.array(savedCommand).default([]),
  rewriteRules: z.array(rewriteRule).default([]),
});
/** What one bench hands to another: no secrets, no addresses of this machine. */
export type Setup = z.infer<typeof setup>;

export const writeSetup = (content: Setup): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, ...content }, null, 2)}\n`;

/** Reads a set-up file. A file of a newer program is refused as a whole: half of it might mean something else. */
export function readSetup(text: string): Result<Setup, 'bad-file' | 'unknown-version'> {
  const file = parsed(text);
  if (file?.format !== FORMAT) {
    return err('bad-file', 'This is no set-up of ModemScope: choose a file that "Export the set-up" wrote.');
  }
  const { version } = file;
  if (version !== VERSION) {
    return err(
      'unknown-version',
      typeof version === 'number'
        ? `This set-up has version ${version}; this program reads version ${VERSION}. Use the program that wrote it, or a newer one.`
        : 'This set-up names no version: it cannot be read.',
    );
  }
  const checked = setup.safeParse(file);
  if (checked.success) return ok(checked.data);
  const [issue] = checked.error.issues;
  const where = issue?.path.join('.') ?? '';
  return err('bad-file', `The set-up cannot be used: ${where === '' ? '' : `${where}: `}${issue?.message ?? ''}.`);
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
