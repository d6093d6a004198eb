import { z } from 'zod';
import { command } from './define.ts';

export const MAX_USERS = 200;
export const MAX_RULES = 500;

/** Who may do what with which topics. Rules are read from the top; the first that fits decides. */
export const accessRule = z.object({
  /** Whom it is about: everybody, a user or a client id. */
  who: z.enum(['all', 'user', 'client']),
  /** The user's name or the client id; '' with `all`. */
  name: z.string().max(256),
  /** A topic filter; %u stands for the user's name, %c for the client id. */
  filter: z.string().min(1).max(1024),
  action: z.enum(['publish', 'subscribe', 'both']),
  allow: z.boolean(),
});
export type AccessRule = z.infer<typeof accessRule>;

const rules = z.array(accessRule).max(MAX_RULES);

export const brokerAccess = z.object({
  /** Clients without name and password get in. */
  anonymous: z.boolean(),
  /** Names only: passwords do not leave the bench. */
  users: z.array(z.string()).max(MAX_USERS),
  rules,
  /** What is allowed where no rule fits. */
  otherwise: z.boolean(),
  /** Retained messages and sessions outlive the broker's restarts. */
  persist: z.boolean(),
});
export type BrokerAccess = z.infer<typeof brokerAccess>;

export const brokerAccessContract = {
  'broker.access': command(z.object({}), brokerAccess, []),
  /** Replaces what is given. Users who are connected stay connected; rules count from the next message on. */
  'broker.set-access': command(brokerAccess.omit({ users: true }).partial(), brokerAccess, ['failed', 'bad-filter']),
  /** Makes a user or gives one a new password. */
  'broker.set-user': command(
    z.object({ name: z.string().min(1).max(256), password: z.string().min(1).max(1024) }),
    brokerAccess,
    ['failed', 'too-many'],
  ),
  'broker.delete-user': command(z.object({ name: z.string().min(1).max(256) }), brokerAccess, ['failed', 'no-user']),
};
