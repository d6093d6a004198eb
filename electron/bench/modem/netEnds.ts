import type { NetEnd } from '#shared/modem/modemNetwork.ts';

/** Where a connection was when it failed: the same code means another thing before and after it was open. */
export type NetPhase = 'dialling' | 'handshake' | 'open';

const ENDS: Readonly<Record<string, NetEnd>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EADDRINUSE: 'unreachable',
  EACCES: 'unreachable',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
};

/** What an error of a socket means to who holds the connection. Codes only: their words change from system to system. */
export function netEndOf(code: string | undefined, phase: NetPhase): NetEnd {
  const end = ENDS[code ?? ''];
  switch (phase) {
    case 'dialling':
      return end ?? 'unreachable';
    case 'handshake':
      // Whoever hangs up, resets or speaks something else now did not agree to TLS; only silence is another matter.
      return end === 'timeout' ? 'timeout' : 'handshake';
    case 'open':
      return end === 'timeout' || end === 'unreachable' ? end : 'reset';
  }
}

/** The code of a system error, if it has one. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** A port that can be dialled. The system's calls throw for others. */
export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;
