import type { Capture } from '../../types.ts';
import { isHostName } from './brokerAddress.ts';
import type { Dial } from './dials.ts';
import { wasRefused, wholeNumber } from './select.ts';

/** The TLS settings a connection was made with, as far as the capture shows them being made. */
export interface SslSettings {
  readonly context: number;
  /** By the keyword in lower case: `enablesni`. Only what was set in the capture. */
  readonly values: ReadonlyMap<string, string>;
  /** The clock was set or asked for before. */
  readonly clock: string;
}

const CLOCK = /^\+(?:CCLK|CNTP|CHTPUPDATE|CTZU|NITZ)$/;

/** What AT+CSSLCFG and the choice of a context said before that dial. */
export function sslSettings(capture: Capture, dial: Dial): SslSettings {
  const { transaction: dialled, client, service } = dial;
  const before = capture.transactions.filter(
    (each) =>
      each.link === dialled.link && each.commandSeq < dialled.commandSeq && each.form === 'write' && !wasRefused(each),
  );
  const chosen = before.findLast(({ name, args }) => choosesContext(service, client, name, args));
  const context = wholeNumber(chosen?.args.at(-1)) ?? client;
  const values = new Map<string, string>();
  let clock = '';
  for (const { name, args } of before) {
    if (name === '+CSSLCFG' && wholeNumber(args[1]) === context && args[2] !== undefined)
      values.set((args[0] ?? '').toLowerCase(), args[2]);
    if (name === '+CCLK') clock = args[0] ?? '';
    else if (name !== null && CLOCK.test(name)) clock ||= `set by AT${name}`;
  }
  return { context, values, clock };
}

function choosesContext(
  service: Dial['service'],
  client: number,
  name: string | null,
  args: readonly string[],
): boolean {
  if (service === 'http') return name === '+HTTPPARA' && args[0]?.toUpperCase() === 'SSLCFG';
  if (service === 'mqtt') return name === '+CMQTTSSLCFG' && wholeNumber(args[0]) === client;
  return (
    (name === '+CCHSSLCFG' && wholeNumber(args[0]) === client) ||
    (name === '+CCHCFG' && args[0]?.toLowerCase() === 'sslctx' && wholeNumber(args[1]) === client)
  );
}

const VERSIONS: Readonly<Record<string, string>> = {
  0: 'SSL 3.0 only',
  1: 'TLS 1.0 only',
  2: 'TLS 1.1 only',
  3: 'TLS 1.2 only',
  4: 'all versions',
};
const AUTHENTICATION: Readonly<Record<string, string>> = {
  0: 'nobody is verified (0)',
  1: 'the server is verified (1)',
  2: 'both sides are verified (2)',
  3: 'only the client shows a certificate (3)',
};

/** Which of CA, client certificate, SNI, clock, version and suites were set in this capture, and which were not. */
export function settingsText({ context, values, clock }: SslSettings): string {
  const said = (key: string, what: string, words: (value: string) => string, unset: string): string => {
    const value = values.get(key);
    return `${what}: ${value === undefined ? `not set here${unset}` : words(value)}`;
  };
  const plain = (value: string): string => value;
  return `TLS context ${context}. ${[
    said('authmode', 'authentication', (value) => AUTHENTICATION[value] ?? value, ' (default 0, nobody is verified)'),
    said('cacert', 'CA certificate', plain, ''),
    said('clientcert', 'client certificate', plain, ''),
    said('enablesni', 'server name (SNI)', (value) => (value === '1' ? 'on' : 'off'), ' (default off)'),
    said('sslversion', 'version', (value) => VERSIONS[value] ?? value, ' (default all)'),
    said('ciphersuites', 'cipher suites', plain, ' (default)'),
    said('ignorelocaltime', 'clock check', (value) => (value === '0' ? 'on' : 'off'), ' (default off)'),
    `clock: ${clock === '' ? 'not set here' : clock}`,
  ].join('; ')}.`;
}

/** TLS to a name whose server cannot know which one is meant; null where the capture does not tell. */
export function sniIsOff(capture: Capture, dial: Dial): boolean | null {
  if (dial.tls !== true || !isHostName(dial.host)) return false;
  const { values } = sslSettings(capture, dial);
  const sni = values.get('enablesni');
  if (sni !== undefined) return sni !== '1';
  return values.size > 0 ? true : null;
}
