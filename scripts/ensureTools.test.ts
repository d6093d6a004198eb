import { expect, test } from 'vitest';
import { planTools, TOOLS } from './ensureTools.ts';

const all = TOOLS.map(({ program }) => program as string);

test('a machine with everything needs nothing, with or without apt-get', () => {
  expect(planTools({ has: (program) => all.includes(program), root: false })).toEqual({ do: 'nothing' });
});

test('root on Debian: installs what is missing, by package name, and only that', () => {
  const has = (program: string): boolean => ['apt-get', 'socat', 'mosquitto'].includes(program);
  expect(planTools({ has, root: true })).toEqual({
    do: 'install',
    packages: ['chromium', 'mosquitto-clients', 'tshark', 'gammu', 'gammu-smsd', 'ppp'],
  });
});

test('anybody else on Debian: fails and names the command', () => {
  const plan = planTools({ has: (program) => program !== 'tshark', root: false });
  expect(plan).toMatchObject({ do: 'fail' });
  expect(plan.do === 'fail' && plan.message).toMatch(/sudo apt-get install --no-install-recommends tshark$/);
});

test.each([true, false])('without apt-get (root %s): fails and names the programs', (root) => {
  const plan = planTools({ has: () => false, root });
  expect(plan.do === 'fail' && plan.message).toContain('chromium, socat, mosquitto, mosquitto-clients, tshark');
});
