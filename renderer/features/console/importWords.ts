import type { CommandOutput } from '#shared/contract/contract.ts';

const counted = (count: number, one: string): string => (count === 0 ? '' : `${count} ${one}${count === 1 ? '' : 's'}`);

/** What came out of a set-up file, in a sentence. */
export function importWords(found: CommandOutput<'console.import'>): string {
  const parts = [
    counted(found.subscriptions, 'subscription'),
    counted(found.savedMessages, 'saved message'),
    counted(found.sequences, 'sequence'),
    counted(found.rewriteRules, 'rewrite rule'),
  ].filter((part) => part !== '');
  const taken = parts.length === 0 ? 'The file holds nothing to take over.' : `Taken over: ${parts.join(', ')}.`;
  return found.withSecrets === 0
    ? taken
    : `${taken} Left out, for they hold a password, a PIN or a key: ${found.withSecrets}.`;
}
