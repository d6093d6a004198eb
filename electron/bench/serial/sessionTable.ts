import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialOpenError } from '#shared/contract/serial.ts';
import type { SerialSession, SessionDeps } from './session.ts';

/** Ports that were opened and are in nobody's care yet. */
export interface OpenedPorts {
  /** Takes them into the log. */
  make(taken: SessionDeps['taken']): SerialSession;
  /** Closes them. */
  discard(): void;
}

/** The links that are open, and the last few that came to an end by themselves. */
export interface SessionTable {
  get(link: number): SerialSession | undefined;
  all(): readonly SerialSession[];
  /** Opens ports for a new link, unless one of them is open or being opened here. */
  open(
    paths: readonly string[],
    open: () => Promise<Result<OpenedPorts, SerialOpenError>>,
  ): Promise<Result<{ link: number }, SerialOpenError>>;
  /** Does something with a port that is no link, unless it is one. */
  borrow<T, Code extends string>(
    path: string,
    work: () => Promise<Result<T, Code>>,
  ): Promise<Result<T, Code | 'already-open' | 'failed'>>;
  /** False when there is no such link. */
  close(link: number): Promise<boolean>;
  closeAll(): Promise<void>;
}

/** More ports than a bench has; a bound, not a wish. */
const MAX_LINKS = 32;
/** Captures played to their end, and ports that are gone for good, that stay in sight. */
const MAX_INACTIVE = 8;

export function createSessionTable(): SessionTable {
  const sessions = new Map<number, SerialSession>();
  /** Paths whose open is under way. */
  const opening = new Set<string>();
  let underWay = 0;
  let closed = false;

  const all = (): readonly SerialSession[] => [...sessions.values()];
  const count = (active: boolean): number => all().filter((session) => session.active === active).length;
  const forget = (session: SerialSession): void => {
    sessions.delete(session.link);
    void session.close();
  };
  const uses = (session: SerialSession, paths: readonly string[]): boolean =>
    session.paths.some((path) => paths.includes(path));
  const alreadyOpen = (paths: readonly string[]): Result<never, 'already-open'> | null => {
    const path = paths.find(
      (one) => opening.has(one) || all().some((session) => session.active && uses(session, [one])),
    );
    if (path === undefined) return null;
    return err('already-open', `${path} is already open here. Close it first to open it with other settings.`);
  };
  const taken = (): readonly string[] => [...opening, ...all().flatMap((session) => session.paths)];
  const closing = () => err('failed', 'The bench is closing.');
  const whileOpening = async <T>(paths: readonly string[], work: () => Promise<T>): Promise<T> => {
    for (const path of paths) opening.add(path);
    underWay += 1;
    return work().finally(() => {
      for (const path of paths) opening.delete(path);
      underWay -= 1;
    });
  };

  return {
    get: (link) => sessions.get(link),
    all,
    async open(paths, open) {
      const refusal = alreadyOpen(paths);
      if (refusal !== null) return refusal;
      if (closed) return closing();
      if (count(true) + underWay >= MAX_LINKS) {
        return err('failed', `${MAX_LINKS} ports are open. Close one first.`);
      }
      const before = all().filter((session) => uses(session, paths));
      const opened = await whileOpening(paths, open);
      if (!opened.ok) return opened;
      if (closed) {
        opened.value.discard();
        return closing();
      }
      for (const ended of before) forget(ended);
      const session = opened.value.make(taken);
      const oldest = all().find((candidate) => !candidate.active);
      if (oldest !== undefined && count(false) > MAX_INACTIVE) forget(oldest);
      sessions.set(session.link, session);
      await session.ready;
      return ok({ link: session.link });
    },
    async borrow(path, work) {
      return alreadyOpen([path]) ?? (closed ? closing() : whileOpening([path], work));
    },
    async close(link) {
      const session = sessions.get(link);
      if (session === undefined) return false;
      sessions.delete(link);
      await session.close();
      return true;
    },
    async closeAll() {
      closed = true;
      await Promise.all(all().map((session) => session.close()));
      sessions.clear();
    },
  };
}
