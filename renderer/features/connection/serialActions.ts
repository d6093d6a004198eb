import type { Services } from '#renderer/app/services.ts';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import type { LinkSide, SerialLink, SerialOpenInput } from '#shared/contract/serial.ts';
import type { SerialPair } from '#shared/contract/settings.ts';
import { bridgeInput, rememberChange, rememberPair, tapInput } from './pairModel.ts';
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

/** Opens the two ports of a tap or a bridge and remembers how. The answer is what went wrong, in words; '' when nothing did. */
export async function openPair({ rpc, settings }: Services, pair: SerialPair): Promise<string> {
  const answer =
    pair.mode === 'tap'
      ? await rpc.call('serial.open-tap', tapInput(pair))
      : await rpc.call('serial.open-bridge', bridgeInput(pair));
  if (!answer.ok) return answer.error.message;
  const { settings: known, patch } = settings.getState();
  patch({ pairs: rememberPair(known.pairs, pair) });
  return '';
}

/** Puts other rules in force on an open bridge, and keeps them for the next time. */
export async function setRules(
  { rpc, settings }: Services,
  link: SerialLink,
  rules: readonly RewriteRule[],
): Promise<string> {
  const answer = await rpc.call('serial.rewrite', { link: link.link, rules: [...rules] });
  if (!answer.ok) return answer.error.message;
  const { settings: known, patch } = settings.getState();
  patch({ pairs: rememberChange(known.pairs, link, (pair) => ({ ...pair, rules: [...rules] })) });
  return '';
}

/** Sets the speed of one port while it is open; of a tap or a bridge that is kept for the next time. */
export async function setBaud(
  { rpc, settings }: Services,
  link: SerialLink,
  side: LinkSide,
  baud: number,
): Promise<string> {
  const answer = await rpc.call('serial.baud', {
    link: link.link,
    ...(link.mode === 'direct' ? {} : { side }),
    baud,
  });
  if (!answer.ok) return answer.error.message;
  if (link.mode !== 'direct') {
    const { settings: known, patch } = settings.getState();
    const change = (pair: SerialPair): SerialPair => ({
      ...pair,
      [side]: { ...pair[side], settings: { ...pair[side].settings, baud } },
    });
    patch({ pairs: rememberChange(known.pairs, link, change) });
  }
  return '';
}
