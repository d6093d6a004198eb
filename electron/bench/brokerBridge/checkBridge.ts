import { parseConsoleUrl, type RemoteAddress } from '#bench/console/consoleUrl.ts';
import { checkTls } from '#bench/proxy/proxyTarget.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { BridgeConfig } from '#shared/contract/bridge.ts';
import { checkBridgeRules } from '#shared/model/bridgeRules.ts';

/** A bridge that can be begun. Holds the password, in memory only. */
export interface CheckedBridge extends BridgeConfig {
  readonly password: string;
  readonly address: RemoteAddress;
}

/** Fills in what the user left open and refuses what no broker would take. User and password may stand in the url. */
export function checkBridge(
  input: BridgeConfig & { readonly password: string },
  defaultClientId: string,
): Result<CheckedBridge, 'bad-url' | 'bad-certificate' | 'bad-rule' | 'failed'> {
  const parsed = parseConsoleUrl(input.url);
  if (!parsed.ok) return parsed;
  const { address } = parsed.value;
  if (address.kind === 'local') {
    return err('bad-url', "A bridge joins the bench's own broker with another one: write that one's url.");
  }
  const trusted = checkTls(input.tls);
  if (!trusted.ok) return trusted;
  const rules = checkBridgeRules(input.rules);
  if (!rules.ok) return rules;
  const clientId = input.clientId === '' ? defaultClientId : input.clientId;
  const username = input.username === '' ? parsed.value.username : input.username;
  const password = input.password === '' ? parsed.value.password : input.password;
  // A UTF-8 encoded string as MQTT takes it [MQTT-1.5.3-1, MQTT-1.5.3-2].
  if ([clientId, username].some((text) => !text.isWellFormed() || text.includes('\0'))) {
    return err('failed', 'The client id or user name holds a character MQTT cannot carry (NUL or half a character).');
  }
  if (!input.clean && input.clientId === '') {
    return err('failed', 'What is kept at the remote broker is found again by the client id: enter one.');
  }
  if (input.level === 4 && username === '' && password !== '') {
    return err('failed', 'MQTT 3.1.1 allows a password only together with a user name: enter one.'); // [MQTT-3.1.2-22]
  }
  return ok({ ...input, url: address.url, address, clientId, username, password });
}
