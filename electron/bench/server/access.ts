import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Browsers let in at the same time; the one longest in has to show the token again. */
const MAX_SESSIONS = 64;
/** Tickets not yet used. */
const MAX_TICKETS = 8;

/**
 * Who may come in. The token is printed to whoever started the bench and stays good until the bench ends, so that a second
 * browser can be opened with the same URL. A browser shows it once: it is taken out of the address at once and a cookie
 * takes its place, which holds a secret of its own, so that a leaked cookie does not give the token away or the reverse.
 * A ticket is a token that works once: it is for addresses handed to another program, whose arguments other users of the
 * machine can read.
 */
export interface Access {
  readonly token: string;
  newTicket(): string;
  /** The value of Set-Cookie for a browser that showed the token or a ticket; undefined when it is neither. */
  redeem(secret: string): string | undefined;
  /** Whether a Cookie header holds a session given out here. */
  admitsCookie(header: string | undefined): boolean;
  /** Whether an Authorization header holds the token: for programs, which have no cookies. */
  admitsBearer(header: string | undefined): boolean;
}

const newSecret = (): string => randomBytes(32).toString('base64url');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing about where, or by how many characters, the two differ. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/**
 * @param cookieName Cookies are shared by all ports of a host: the name must hold the port, or two benches on one machine
 *   throw each other's browsers out.
 */
export function createAccess(cookieName: string, token = newSecret()): Access {
  const sessions: string[] = [];
  const tickets: string[] = [];
  const takeTicket = (secret: string): boolean => {
    const at = tickets.findIndex((ticket) => sameSecret(ticket, secret));
    if (at !== -1) tickets.splice(at, 1);
    return at !== -1;
  };

  return {
    token,
    newTicket() {
      const ticket = newSecret();
      tickets.push(ticket);
      if (tickets.length > MAX_TICKETS) tickets.shift();
      return ticket;
    },
    redeem(secret) {
      if (!sameSecret(token, secret) && !takeTicket(secret)) return undefined;
      const session = newSecret();
      sessions.push(session);
      if (sessions.length > MAX_SESSIONS) sessions.shift();
      return `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
    },
    admitsCookie(header) {
      const given = cookieValue(header, cookieName);
      return given !== undefined && sessions.some((session) => sameSecret(session, given));
    },
    admitsBearer(header) {
      const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
      return given !== undefined && sameSecret(token, given);
    },
  };
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const eq = part.indexOf('=');
    if (eq !== -1 && part.slice(0, eq).trim() === name) return part.slice(eq + 1).trim();
  }
  return undefined;
}
