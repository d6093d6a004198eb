/** How long an orderly end may take before the process ends all the same. */
const CLOSE_LIMIT_MS = 4000;

export interface ShutdownOptions {
  /** Closes what is open, so that what was captured is kept. */
  close(): Promise<void>;
  /** Ends the process. */
  exit(code: number): void;
  /** Where a fault is told. */
  report(error: unknown): void;
  readonly limitMs?: number;
}

/**
 * The one way out: closes everything once, in bounded time, then exits with the code of the first cause. A fault while
 * closing is reported and makes the code 1.
 */
export function createShutdown({ close, exit, report, limitMs = CLOSE_LIMIT_MS }: ShutdownOptions) {
  let begun = false;
  return (code: number): void => {
    if (begun) return;
    begun = true;
    let done = false;
    const end = (finalCode: number): void => {
      if (done) return;
      done = true;
      clearTimeout(limit);
      exit(finalCode);
    };
    const limit = setTimeout(() => {
      report(new Error(`Closing took more than ${limitMs} ms and was given up`));
      end(code === 0 ? 1 : code);
    }, limitMs);
    close().then(
      () => end(code),
      (error: unknown) => {
        report(error);
        end(1);
      },
    );
  };
}

/** What a process may hear: the part of `process` used here. */
interface ProcessEvents {
  on(event: string, listener: (...values: unknown[]) => void): unknown;
}

/**
 * Ends in order on SIGINT and SIGTERM; at once when asked a second time. A fault nobody caught leaves the program in an
 * unknown state: it is reported, what was captured is closed properly, and the process ends with code 1.
 */
export function endWithProcess(
  events: ProcessEvents,
  { shutdown, exit, report }: { shutdown(code: number): void } & Pick<ShutdownOptions, 'exit' | 'report'>,
): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    events.on(signal, () => {
      if (asked) exit(130);
      asked = true;
      shutdown(0);
    });
  }
  for (const fault of ['uncaughtException', 'unhandledRejection']) {
    events.on(fault, (error) => {
      report(error);
      shutdown(1);
    });
  }
}
