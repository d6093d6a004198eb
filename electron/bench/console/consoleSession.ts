import { backoffMs } from '#bench/serial/backoff.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ConsoleState } from '#shared/contract/console.ts';
import type { HeardMessage } from '#shared/model/topicTable.ts';
import type { ConnectTrouble } from './connectTrouble.ts';
import { type ConsoleAttempt, type Outside, startAttempt } from './consoleAttempt.ts';
import type { ConsoleConnection } from './consoleConnection.ts';
import type { CheckedTarget } from './consoleTarget.ts';

/** A connection that held this long was a good one: the next attempts after it begin with short waits again. */
const GOOD_CONNECTION_US = 10_000_000;

export interface ConsoleSession {
  readonly state: ConsoleState['state'];
  /** '' when connected, and after a disconnect that was asked for. */
  readonly trouble: string;
  /** What it is, was or will be connected to. */
  readonly target: CheckedTarget | undefined;
  readonly link: number | null;
  /** Present while connected. */
  readonly connection: ConsoleConnection | undefined;
  /**
   * Leaves what there was and connects; answers after the first attempt. Where waiting may help, attempts go on in the
   * background after a first one that failed, and after every connection that is lost.
   */
  connect(target: CheckedTarget): Promise<Result<void, ConnectTrouble['code']>>;
  disconnect(): Promise<void>;
}

export interface SessionEvents {
  changed(): void;
  /** Connected, at first or again. */
  established(connection: ConsoleConnection): void;
  message(message: HeardMessage): void;
}

/** Keeps the console connected to one broker at a time, with growing waits between attempts. */
export function createConsoleSession(outside: Outside, events: SessionEvents): ConsoleSession {
  const { clock } = outside;
  let state: ConsoleState['state'] = 'disconnected';
  let trouble = '';
  let target: CheckedTarget | undefined;
  let link: number | null = null;
  let connection: ConsoleConnection | undefined;
  let attempt: ConsoleAttempt | undefined;
  let cancelRetry = (): void => {};
  /** Attempts in a row that came to nothing. */
  let failures = 0;
  let answerConnect: ((result: Result<void, ConnectTrouble['code']>) => void) | undefined;
  /** Counts the connects and disconnects asked for: work for an older one is not finished. */
  let wish = 0;

  const enter = (next: ConsoleState['state'], words = ''): void => {
    state = next;
    trouble = words;
    events.changed();
  };
  const answer = (result: Result<void, ConnectTrouble['code']>): void => {
    const tell = answerConnect;
    answerConnect = undefined;
    tell?.(result);
  };

  const tryOnce = (goal: CheckedTarget): void => {
    const mine = wish;
    let since: number | undefined;
    attempt = startAttempt(outside, goal, {
      opened(opened) {
        link = opened;
        events.changed();
      },
      established(made) {
        since = clock.now();
        connection = made;
        enter('connected');
        answer(ok(undefined));
        events.established(made);
      },
      message(message) {
        // What still comes while it is being left is in the log, but not of the broker that is asked about now.
        if (mine === wish) events.message(message);
      },
      ended(reason) {
        attempt = undefined;
        connection = undefined;
        link = null;
        if (reason === null) {
          events.changed();
          return; // whoever asked for the end goes on from here
        }
        if (since !== undefined && clock.now() - since >= GOOD_CONNECTION_US) failures = 0;
        settle(goal, reason);
      },
    });
  };
  const settle = (goal: CheckedTarget, reason: ConnectTrouble): void => {
    const first = answerConnect !== undefined;
    if (first && reason.lasting) {
      enter('disconnected', reason.message);
    } else {
      failures += 1;
      cancelRetry = clock.after(backoffMs(failures), () => tryOnce(goal));
      enter('reconnecting', reason.message);
    }
    answer(err(reason.code, reason.message));
  };
  /** Ends what there is. Its end is silent: the new state is set already. */
  const leave = async (): Promise<void> => {
    cancelRetry();
    connection = undefined;
    answer(err('failed', 'Another connect or a disconnect came before the broker answered.'));
    await attempt?.end();
  };

  return {
    get state() {
      return state;
    },
    get trouble() {
      return trouble;
    },
    get target() {
      return target;
    },
    get link() {
      return link;
    },
    get connection() {
      return connection;
    },
    async connect(goal) {
      wish += 1;
      const mine = wish;
      target = goal;
      failures = 0;
      enter('connecting');
      await leave();
      if (mine !== wish) return err('failed', 'Another connect or a disconnect came before this one was done.');
      return new Promise((resolve) => {
        answerConnect = resolve;
        tryOnce(goal);
      });
    },
    async disconnect() {
      wish += 1;
      enter('disconnected');
      await leave();
    },
  };
}
