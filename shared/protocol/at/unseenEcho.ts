const COMMAND = /^at(?:[+&^#$%*!\\?].*|[a-z]\d*(?:[=?].*)?|d[^;]+;?|(?:[eqvxz]\d?)+)?$/i;
/** A bare result, and the next command glued to it. */
const GLUED = /^[+*^][A-Z_]+: ?[-\d,]*(?=AT\+[A-Z])/;

/**
 * Where an echo begins in a line of the modem when the host's side of the link is not seen (one wire tapped), or -1. No
 * answer begins with `AT` and a command character; `AT_ERROR` and the like do not match.
 */
export function unseenEcho(line: string): number {
  if (COMMAND.test(line)) return 0;
  return GLUED.exec(line)?.[0].length ?? -1;
}
