/** Why a request is turned away, and what the person at the browser should do. Nothing of the request is repeated here. */
export const REFUSALS = {
  'bad-request': { status: 400, reason: 'Bad Request', words: 'This address is malformed.' },
  unauthorized: {
    status: 401,
    reason: 'Unauthorized',
    words:
      'This bench lets in only who has its key. Open the full address, with ?token=… at its end, that the bench printed in the terminal when it started. ' +
      'It is a new one at every start.',
  },
  'foreign-host': {
    status: 403,
    reason: 'Forbidden',
    words:
      'The bench is not known by this name. Open it at the address that it printed in the terminal when it started.',
  },
  'foreign-origin': {
    status: 403,
    reason: 'Forbidden',
    words: 'Only the bench’s own page may connect. A program sends its token as “Authorization: Bearer …”.',
  },
  'not-found': { status: 404, reason: 'Not Found', words: 'There is nothing at this address. The bench is at /.' },
  method: { status: 405, reason: 'Method Not Allowed', words: 'The bench answers GET and HEAD here.' },
  'upgrade-required': { status: 426, reason: 'Upgrade Required', words: 'This address is for WebSockets.' },
  crowded: {
    status: 503,
    reason: 'Service Unavailable',
    words: 'Too many windows are connected to this bench. Close one and load this page again.',
  },
} as const satisfies Readonly<
  Record<string, { readonly status: number; readonly reason: string; readonly words: string }>
>;

export type Refusal = keyof typeof REFUSALS;

/** A page a person can read, also when the window's own files may not be given out. */
export function refusalPage(refusal: Refusal): string {
  const { status, reason, words } = REFUSALS[refusal];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>ModemScope: ${reason}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:38em;margin:15vh auto;padding:0 1.5em}</style></head>
<body><h1>${status} ${reason}</h1><p>${words}</p></body>
</html>
`;
}

/** Headers of this refusal besides the ones every answer carries. */
export function refusalHeaders(refusal: Refusal): Readonly<Record<string, string>> {
  const common = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
  switch (refusal) {
    case 'method':
      return { ...common, Allow: 'GET, HEAD' };
    case 'upgrade-required':
      return { ...common, Connection: 'Upgrade', Upgrade: 'websocket' };
    default:
      return common;
  }
}
