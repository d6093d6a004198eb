import { expect, it } from 'vitest';
import { importWords } from './importWords.ts';

const NONE = { subscriptions: 0, savedMessages: 0, sequences: 0, rewriteRules: 0, withSecrets: 0 };

it.each([
  [{}, 'The file holds nothing to take over.'],
  [{ subscriptions: 1, savedMessages: 2 }, 'Taken over: 1 subscription, 2 saved messages.'],
  [{ sequences: 1, withSecrets: 3 }, 'Taken over: 1 sequence. Left out, for they hold a password, a PIN or a key: 3.'],
])('%j', (found, words) => expect(importWords({ ...NONE, ...found })).toBe(words));
