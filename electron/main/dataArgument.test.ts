import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dataArgument } from './dataArgument.ts';

test.each([
  [['electron', '.'], undefined],
  [['electron', '.', '--data', 'bench'], resolve('bench')],
  [['electron', '.', '--data=/tmp/bench', '--no-open'], '/tmp/bench'],
  [['electron', '.', '--data'], undefined],
  [['electron', '.', '--data='], undefined],
  [['electron', '.', '--database', 'x'], undefined],
])('%j', (argv, folder) => expect(dataArgument(argv)).toBe(folder));
