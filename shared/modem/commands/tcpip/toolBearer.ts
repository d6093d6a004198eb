import type { Bearer, BearerUser } from '../../session/bearer.ts';

/** The data connection for commands that need it for a moment, also several at a time: the last one gives it back. */
export interface ToolBearer {
  readonly network: Bearer['network'];
  /** `done` is called once, later: whether there is one. */
  open(done: (opened: boolean) => void): void;
  release(): void;
}

export function createToolBearer(bearer: Bearer, user: BearerUser = 'tool'): ToolBearer {
  let users = 0;
  return {
    network: bearer.network,
    open(done) {
      users += 1;
      bearer.open(user, ({ ok }) => done(ok));
    },
    release() {
      users -= 1;
      if (users === 0) bearer.release(user);
    },
  };
}
