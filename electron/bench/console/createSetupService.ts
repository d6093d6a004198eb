import { err, ok, type Result } from '#shared/base/result.ts';
import type { Subscription } from '#shared/contract/console.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { MAX_SAVED_MESSAGES } from '#shared/contract/publish.ts';
import { MAX_REWRITE_RULES } from '#shared/contract/rewriteRule.ts';
import { MAX_SAVED_COMMANDS, type Settings, type SettingsPatch } from '#shared/contract/settings.ts';
import { checkTopicFilter } from '#shared/model/mqttTopic.ts';
import { readSetup, type Setup, writeSetup } from '#shared/model/setupFile.ts';
import { holdsSecret } from '#shared/protocol/at/dictionary/holdsSecret.ts';
import { ruleHoldsSecret } from '#shared/protocol/at/dictionary/ruleHoldsSecret.ts';
import { MAX_SUBSCRIPTIONS } from './subscriptionList.ts';

type Handlers = Pick<CommandHandlers, 'console.export' | 'console.import'>;

export interface SetupServiceOptions {
  readonly settings: () => Settings;
  readonly change: (patch: SettingsPatch) => Promise<Result<unknown, 'failed'>> | Result<unknown, 'failed'>;
  /** The console shall listen to these from now on. */
  readonly subscribe: (subscriptions: readonly Subscription[]) => Promise<void>;
}

/** The set-up of a bench as a file, to keep or to hand on. */
export function createSetupService({ settings, change, subscribe }: SetupServiceOptions): Handlers {
  return {
    'console.export'() {
      const current = settings();
      const inUse = current.pairs.flatMap(({ rules }) => rules);
      // Those of the newest bridge count, where two have the same id.
      const rules = mergeBy([...current.rewriteRules, ...inUse.toReversed()], [], ({ id }) => id);
      const setup = { ...setupOf(current), rewriteRules: rules.slice(-MAX_REWRITE_RULES) };
      return ok({ text: writeSetup(withoutSecrets(setup).setup) });
    },
    async 'console.import'({ text }) {
      const read = readSetup(text);
      if (!read.ok) return read;
      const { setup, withSecrets } = withoutSecrets(read.value);
      for (const { filter } of setup.subscriptions) {
        const checked = checkTopicFilter(filter);
        if (!checked.ok)
          return err('bad-file', `The subscription "${filter}" cannot be used: ${checked.error.message}`);
      }
      const merged = merge(setupOf(settings()), setup);
      const trouble = tooMuch(merged);
      if (trouble !== '') return err('too-much', trouble);
      const { subscriptions, savedMessages, sequences, rewriteRules } = merged;
      const changed = await change({ subscriptions, savedMessages, savedCommands: sequences, rewriteRules });
      if (!changed.ok) return err('too-much', changed.error.message);
      if (setup.subscriptions.length > 0) await subscribe(setup.subscriptions);
      return ok({
        subscriptions: setup.subscriptions.length,
        savedMessages: setup.savedMessages.length,
        sequences: setup.sequences.length,
        rewriteRules: setup.rewriteRules.length,
        withSecrets,
      });
    },
  };
}

const setupOf = ({ subscriptions, savedMessages, savedCommands, rewriteRules }: Settings): Setup => ({
  ...{ subscriptions, savedMessages, sequences: savedCommands, rewriteRules },
});

function withoutSecrets(setup: Setup): { readonly setup: Setup; readonly withSecrets: number } {
  const sequences = setup.sequences.filter(({ text }) => !holdsSecret(text));
  const rewriteRules = setup.rewriteRules.filter((rule) => !ruleHoldsSecret(rule));
  const before = setup.sequences.length + setup.rewriteRules.length;
  return {
    setup: { ...setup, sequences, rewriteRules },
    withSecrets: before - sequences.length - rewriteRules.length,
  };
}

const merge = (old: Setup, added: Setup): Setup => ({
  subscriptions: mergeBy(old.subscriptions, added.subscriptions, ({ filter }) => filter),
  savedMessages: mergeBy(old.savedMessages, added.savedMessages, ({ folder, name }) => JSON.stringify([folder, name])),
  sequences: mergeBy(old.sequences, added.sequences, ({ name }) => name),
  rewriteRules: mergeBy(old.rewriteRules, added.rewriteRules, ({ id }) => id),
});

/** What is added takes the place of what has the same key. */
const mergeBy = <T>(old: readonly T[], added: readonly T[], key: (entry: T) => string): T[] => [
  ...new Map([...old, ...added].map((entry) => [key(entry), entry])).values(),
];

function tooMuch({ subscriptions, savedMessages, sequences, rewriteRules }: Setup): string {
  const limits = [
    [subscriptions.length, MAX_SUBSCRIPTIONS, 'subscriptions'],
    [savedMessages.length, MAX_SAVED_MESSAGES, 'saved messages'],
    [sequences.length, MAX_SAVED_COMMANDS, 'sequences'],
    [rewriteRules.length, MAX_REWRITE_RULES, 'rewrite rules'],
  ] as const;
  const over = limits.find(([count, most]) => count > most);
  return over === undefined
    ? ''
    : `With this set-up there would be ${over[0]} ${over[2]}; ${over[1]} are kept. Delete some first.`;
}
