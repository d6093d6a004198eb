import type { Services } from '#renderer/app/services.ts';
import type { SerialOpenInput } from '#shared/contract/serial.ts';
import { openInputFor, rememberPort } from './portModel.ts';

/** Opens the port and remembers how. The answer is what went wrong, in words; '' when nothing did. */
export async function openPort(services: Services, input: SerialOpenInput): Promise<string> {
  const answer = await services.rpc.call('serial.open', input);
  if (!answer.ok) return answer.error.message;
  const { settings, patch } = services.settings.getState();
  patch(rememberPort(input, settings));
  return '';
}

/** Opens the port the way it was opened last. */
export const openPortAsLast = (services: Services, path: string): Promise<string> =>
  openPort(services, openInputFor(path, services.settings.getState().settings));

/** Plays a capture over and over, so that there is something to look at. */
export const playCapture = (services: Services, path: string): Promise<string> =>
  openPort(services, { ...openInputFor(path, services.settings.getState().settings), loop: true });

export async function closePort(services: Services, link: number): Promise<string> {
  const answer = await services.rpc.call('serial.close', { link });
  return answer.ok || answer.error.code === 'not-open' ? '' : answer.error.message;
}
