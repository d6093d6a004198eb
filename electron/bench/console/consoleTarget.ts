import { err, ok, type Result } from '#shared/base/result.ts';
import type { ConsoleTarget } from '#shared/contract/console.ts';
import { type ConsoleAddress, parseConsoleUrl } from './consoleUrl.ts';

/** A target that has been checked: what the console dials, until it is told otherwise. Holds the password, in memory only. */
export interface CheckedTarget extends Omit<ConsoleTarget, 'url'> {
  readonly address: ConsoleAddress;
}

/** Fills in what the user left open (`defaultClientId`, credentials from the url) and refuses what no broker would take. */
export function checkTarget(
  target: ConsoleTarget,
  defaultClientId: string,
): Result<CheckedTarget, 'bad-url' | 'failed'> {
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
  const clientId = target.clientId === '' ? defaultClientId : target.clientId;
  return ok({ ...target, address, clientId, username, password });
}

/** A UTF-8 encoded string as MQTT takes it [MQTT-1.5.3-1, MQTT-1.5.3-2]. */
const isMqttText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
