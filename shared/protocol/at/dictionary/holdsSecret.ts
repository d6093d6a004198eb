import type { Dictionary } from './dictionary.ts';

/** Whether a command line carries a password, a PIN or another secret: then it must not be kept anywhere. */
export function holdsSecret(dictionary: Dictionary, line: string): boolean {
  return dictionary
    .explainCommandLine(line)
    .some(({ syntax, args }) =>
      args.some(
        ({ raw }, i) =>
          raw !== '' && (syntax?.parameters[i]?.secret === true || (syntax === null && isLoginLike(line))),
      ),
    );
}

/** A command that is not in the dictionary but looks as if it carried a password. */
const isLoginLike = (line: string): boolean => /pass|pwd|auth|user|\bpin\b/i.test(line);
