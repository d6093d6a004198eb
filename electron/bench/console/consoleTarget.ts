import { createPrivateKey, X509Certificate } from 'node:crypto';
import { checkTls } from '#bench/proxy/proxyTarget.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ConsoleTarget, ConsoleTls } from '#shared/contract/console.ts';
import { type ConsoleAddress, parseConsoleUrl } from './consoleUrl.ts';
import { encodeUser, isMqttText } from './mqttProperties.ts';

/** A target that has been checked: what the console dials, until it is told otherwise. Holds the password, in memory only. */
export interface CheckedTarget extends Omit<ConsoleTarget, 'url'> {
  readonly address: ConsoleAddress;
}

/** Fills in what the user left open (`defaultClientId`, credentials from the url) and refuses what no broker would take. */
export function checkTarget(
  target: ConsoleTarget,
  defaultClientId: string,
): Result<CheckedTarget, 'bad-url' | 'bad-certificate' | 'failed'> {
  const parsed = parseConsoleUrl(target.url);
  if (!parsed.ok) return parsed;
  const { address } = parsed.value;
  const username = target.username === '' ? parsed.value.username : target.username;
  const password = target.password === '' ? parsed.value.password : target.password;
  if (!isMqttText(target.clientId) || !isMqttText(username)) {
    return err('failed', 'The client id or user name holds a character MQTT cannot carry (NUL or half a character).');
  }
  if (!target.clean && target.clientId === '') {
    return err(
      'failed',
      'A session that the broker keeps is found again by its client id: enter one, or switch clean on.',
    );
  }
  if (target.level === 4 && username === '' && password !== '') {
    return err('failed', 'MQTT 3.1.1 allows a password only together with a user name: enter one.'); // [MQTT-3.1.2-22]
  }
  const user = encodeUser(target.properties?.user ?? []);
  if (!user.ok) return err('failed', user.error.message);
  const tls = target.tls === undefined || !isSecure(address) ? ok(undefined) : checkIdentity(target.tls);
  if (!tls.ok) return tls;
  const clientId = target.clientId === '' ? defaultClientId : target.clientId;
  return ok({ ...target, address, clientId, username, password });
}

/** Whether certificates matter. */
export const isSecure = (address: ConsoleAddress): boolean =>
  address.kind === 'remote' && (address.scheme === 'mqtts' || address.scheme === 'wss');

/** Checks the authority and the client's own certificate and key. */
function checkIdentity(tls: ConsoleTls): Result<void, 'bad-certificate'> {
  const trusted = checkTls(tls);
  if (!trusted.ok) return trusted;
  const { cert = '', key = '' } = tls;
  if (cert.trim() === '' && key.trim() === '') return ok(undefined);
  if (cert.trim() === '') return err('bad-certificate', 'The client key needs its certificate: give both, or neither.');
  if (key.trim() === '') {
    return err('bad-certificate', 'The client certificate needs its private key. It is not kept: give it again.');
  }
  if (cert.includes('PRIVATE KEY')) {
    return err('bad-certificate', 'The client certificate holds a private key: give the key in its own field.');
  }
  try {
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
      return err('bad-certificate', 'The client key does not belong to the client certificate.');
    }
    return ok(undefined);
  } catch {
    return err(
      'bad-certificate',
      'The client certificate or its key cannot be read: both are PEM, the key unencrypted.',
    );
  }
}
