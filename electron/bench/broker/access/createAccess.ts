import { join } from 'node:path';
import type { BenchFiles } from '#bench/benchDeps.ts';
import { type Err, err, ok, type Result } from '#shared/base/result.ts';
import { type BrokerAccess, MAX_USERS } from '#shared/contract/brokerAccess.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { isTopicFilter } from '#shared/protocol/mqtt/topicFilter.ts';
import { type AccessFile, CLOSED_ACCESS, OPEN_ACCESS, parseAccessFile } from './accessFile.ts';
import { rulesFor, type Subject, type SubjectRules } from './aclRules.ts';
import { createPasswordChecker, hashPassword } from './passwordHash.ts';

export interface AccessOptions {
  readonly files: BenchFiles;
  readonly dataDir: string;
  readonly onChange: () => void;
  /** Trouble with the file, in words. */
  readonly note: (text: string) => void;
}

export type LoginVerdict = 'in' | 'bad-login' | 'no-login' | 'busy';

/** Who may use the broker for what. */
export interface Access {
  readonly handlers: Pick<
    CommandHandlers,
    'broker.access' | 'broker.set-access' | 'broker.set-user' | 'broker.delete-user'
  >;
  load(): Promise<void>;
  current(): BrokerAccess;
  login(username: string | undefined, password: Uint8Array | undefined): Promise<LoginVerdict> | LoginVerdict;
  /** Null while there are no rules: everything is allowed. */
  rules(subject: Subject): SubjectRules | null;
}

const FILE = 'broker-access.json';

/**
 * Keeps users, rules and what else decides who gets in, in a file of its own in the data folder: the settings are sent to
 * every view, and passwords, even hashed, are nobody's business.
 */
export function createAccess({ files, dataDir, onChange, note }: AccessOptions): Access {
  const path = join(dataDir, FILE);
  const checker = createPasswordChecker();
  let kept: AccessFile = OPEN_ACCESS;
  // One change at a time: each builds on the one before.
  let last: Promise<unknown> = Promise.resolve();

  const current = (): BrokerAccess => ({ ...kept, users: kept.users.map(({ name }) => name) });
  const save = async (next: AccessFile): Promise<Result<BrokerAccess, 'failed'>> => {
    try {
      await files.writeText(path, `${JSON.stringify(next, null, 2)}\n`);
    } catch (error) {
      return err('failed', `Who may use the broker could not be saved, so nothing changed: ${reason(error)}`);
    }
    kept = next;
    checker.forget();
    onChange();
    return ok(current());
  };
  type Changed<Code extends string> = Promise<Result<BrokerAccess, Code | 'failed'>>;
  const change = <Code extends string>(work: () => Promise<AccessFile | Err<Code>>): Changed<Code> => {
    const turn = last.then(async () => {
      const next = await work();
      return 'ok' in next ? next : save(next);
    });
    last = turn.catch(() => {});
    return turn;
  };

  return {
    handlers: {
      'broker.access': () => ok(current()),
      'broker.set-access': (patch) =>
        change<'bad-filter'>(async () => {
          const wrong = patch.rules?.find(({ filter }) => !isTopicFilter(filter));
          if (wrong !== undefined) {
            return err(
              'bad-filter',
              `"${wrong.filter}" is no topic filter: + and # stand alone between slashes, # only at the end.`,
            );
          }
          return { ...kept, ...patch };
        }),
      'broker.set-user': ({ name, password }) =>
        change<'too-many'>(async () => {
          const others = kept.users.filter((user) => user.name !== name);
          if (others.length >= MAX_USERS) return err('too-many', `The broker keeps ${MAX_USERS} users. Delete one.`);
          const users = [...others, { name, ...(await hashPassword(password)) }];
          users.sort((a, b) => (a.name < b.name ? -1 : 1));
          return { ...kept, users };
        }),
      'broker.delete-user': ({ name }) =>
        change<'no-user'>(async () => {
          const users = kept.users.filter((user) => user.name !== name);
          return users.length < kept.users.length ? { ...kept, users } : err('no-user', `There is no user ${name}.`);
        }),
    },
    async load() {
      try {
        const text = await files.readText(path);
        const read = text === null ? OPEN_ACCESS : parseAccessFile(text);
        // Better nobody than everybody.
        if (read === null)
          note(`${path} cannot be understood. Until the access is set anew, the broker lets nobody in.`);
        kept = read ?? CLOSED_ACCESS;
      } catch (error) {
        kept = CLOSED_ACCESS;
        note(`${path} cannot be read (${reason(error)}). Until the access is set anew, the broker lets nobody in.`);
      }
    },
    current,
    login(username, password) {
      if (username === undefined) return kept.anonymous ? 'in' : 'no-login';
      // Nobody has a name here: a device with one left over from another broker is welcome.
      if (kept.users.length === 0 && kept.anonymous) return 'in';
      const user = kept.users.find(({ name }) => name === username) ?? null;
      return checker.check(user, password ?? new Uint8Array(0)).then((verdict) => {
        if (verdict === 'busy') return 'busy';
        return verdict === 'right' ? 'in' : 'bad-login';
      });
    },
    rules: (subject) =>
      kept.rules.length === 0 && kept.otherwise ? null : rulesFor(subject, kept.rules, kept.otherwise),
  };
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** For a broker without settings, as tests and measurements use it: everybody may do everything. */
export const createOpenAccess = (): Pick<Access, 'current' | 'login' | 'rules'> => ({
  current: () => ({ ...OPEN_ACCESS, users: [] }),
  login: () => 'in',
  rules: () => null,
});
