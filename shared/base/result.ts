/** The outcome of an operation that can fail in a known way. Codes are closed unions; nothing is decided on `message`. */
export type Result<T, Code extends string = string> = Ok<T> | Err<Code>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<Code extends string> {
  readonly ok: false;
  readonly error: Failure<Code>;
}

export interface Failure<Code extends string> {
  readonly code: Code;
  /** One sentence for the person at the bench: what happened and what to do next. */
  readonly message: string;
  /** Facts a caller may act on (the holder of a port, a free port number …). */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const err = <Code extends string>(
  code: Code,
  message: string,
  details?: Failure<Code>['details'],
): Err<Code> => ({ ok: false, error: details === undefined ? { code, message } : { code, message, details } });
