import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the tests use besides Node, by the Debian package that brings it. */
export const TOOLS = [
  { program: 'chromium', debianPackage: 'chromium' },
  { program: 'socat', debianPackage: 'socat' },
  { program: 'mosquitto', debianPackage: 'mosquitto' },
  { program: 'mosquitto_pub', debianPackage: 'mosquitto-clients' },
  { program: 'tshark', debianPackage: 'tshark' },
  { program: 'gammu', debianPackage: 'gammu' },
  { program: 'gammu-smsd', debianPackage: 'gammu-smsd' },
  { program: 'chat', debianPackage: 'ppp' },
] as const;

export type ToolPlan =
  | { readonly do: 'nothing' }
  | { readonly do: 'install'; readonly packages: readonly string[] }
  | { readonly do: 'fail'; readonly message: string };

export interface Machine {
  has(program: string): boolean;
  readonly root: boolean;
}

/** What to do about missing tools: never go on without one in silence. */
export function planTools({ has, root }: Machine): ToolPlan {
  const packages = TOOLS.filter(({ program }) => !has(program)).map(({ debianPackage }) => debianPackage);
  if (packages.length === 0) return { do: 'nothing' };
  if (!has('apt-get')) {
    return {
      do: 'fail',
      message: `The tests need these programs, which are not on the PATH: ${packages.join(', ')}. Install them and run the tests again.`,
    };
  }
  if (root) return { do: 'install', packages };
  return {
    do: 'fail',
    message:
      `The tests need programs that are not installed. Run this, then the tests again:\n` +
      `  sudo apt-get update && sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
  };
}

/** Debian keeps daemons where ordinary users do not look. */
const SEARCHED = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];

function isInstalled(program: string): boolean {
  const override = program === 'chromium' ? process.env.CHROMIUM : undefined;
  return [...(override ? [override] : []), ...SEARCHED.map((folder) => join(folder, program))].some((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Installs what is missing when it may. Throws, with the command to run, when it may not or cannot. */
export function ensureTools(): void {
  const machine = { has: isInstalled, root: process.getuid?.() === 0 };
  const plan = planTools(machine);
  switch (plan.do) {
    case 'nothing':
      return;
    case 'fail':
      throw new Error(plan.message);
    case 'install':
      process.stderr.write(`Installing ${plan.packages.join(', ')} …\n`);
      aptGet('update');
      aptGet('install', '--yes', '--no-install-recommends', ...plan.packages);
      if (planTools(machine).do !== 'nothing') throw new Error('apt-get succeeded, but not every program is there.');
  }
}

function aptGet(...args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['--quiet', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
  if (status !== 0) throw new Error(`"apt-get ${args.join(' ')}" failed; its words are above.`);
}
