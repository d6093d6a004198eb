import { type ConsoleTarget, LOCAL_BROKER_URL } from '#shared/contract/console.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';

/** The console on the bench's own broker, as somebody meets it who has set nothing up. */
export const DEFAULT_CONSOLE_TARGET: ConsoleTarget = {
  url: LOCAL_BROKER_URL,
  clientId: '',
  username: '',
  password: '',
  clean: true,
  keepAlive: 60,
  level: 4,
};

/**
 * Connects the console to the bench's own broker, with the subscriptions the bench remembers, so that messages show up
 * without a click. A broker elsewhere waits for the user: its password is not kept, and dialling out unasked is not ours to do.
 */
export async function startConsole(commands: CommandHandlers): Promise<void> {
  const settings = await commands['settings.get']({});
  if (!settings.ok) return;
  const { console: saved } = settings.value;
  if (saved !== null && saved.url !== LOCAL_BROKER_URL) return;
  const { tls: _tls, ...kept } = saved ?? {}; // of no use on the own broker
  await commands['console.connect']({ ...DEFAULT_CONSOLE_TARGET, ...kept, password: '' });
}
