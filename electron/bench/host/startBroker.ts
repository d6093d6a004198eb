import type { Result } from '#shared/base/result.ts';
import type { BrokerListen } from '#shared/contract/broker.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { DEFAULT_BROKER_LISTEN } from '../broker/createBrokerService.ts';

/**
 * Starts the broker where the user asked, else where it was last, else at the default. That it cannot start is no reason
 * to end: the window says so and offers another port.
 */
export async function startBroker(
  commands: CommandHandlers,
  asked: Partial<BrokerListen> = {},
): Promise<Result<{ readonly address: string }>> {
  const settings = await commands['settings.get']({});
  const last = settings.ok ? settings.value.broker : null;
  return commands['broker.start']({ ...(last ?? DEFAULT_BROKER_LISTEN), ...asked });
}
