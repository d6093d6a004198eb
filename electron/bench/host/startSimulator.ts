import type { Result } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import type { ModemProfileName } from '#shared/modem/modemProfile.ts';

/** What the console listens to when nobody has told it anything: everything boards say. */
const BOARD_TOPICS = { filter: 'boards/#', qos: 1 } as const;

/** Opens the simulated board on a simulated modem; the console listens to it unless it has subscriptions of its own. */
export async function startSimulator(
  commands: CommandHandlers,
  profile: ModemProfileName,
): Promise<Result<{ readonly link: number }>> {
  const state = await commands['bench.state']({});
  if (state.ok && state.value.console.subscriptions.length === 0) {
    await commands['console.subscribe']({ subscriptions: [BOARD_TOPICS] });
  }
  return commands['simulator.start']({ profile });
}
