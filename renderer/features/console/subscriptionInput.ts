import type { ConsoleState, Qos } from '#shared/contract/console.ts';
import type { SubscriptionOptions } from '#shared/contract/mqttProperties.ts';
import { reasonCodeText } from '#shared/protocol/mqtt/tables/reasonCodes.ts';

export const QOS_OPTIONS = [
  { value: '0', label: 'QoS 0' },
  { value: '1', label: 'QoS 1' },
  { value: '2', label: 'QoS 2' },
] as const;

export const toQos = (value: string): Qos => (value === '2' ? 2 : value === '1' ? 1 : 0);

/** Topic filters as typed: several are parted by commas or line ends. Each once, blanks around them dropped. */
export function parseFilters(text: string): readonly string[] {
  const parts = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return [...new Set(parts)];
}

/** The options of 5.0 that were chosen, in short; '' when none was. */
export const optionWords = ({ noLocal, retainAsPublished, retainHandling, identifier }: SubscriptionOptions): string =>
  [
    noLocal ? 'no local' : '',
    retainAsPublished ? 'retain as published' : '',
    retainHandling === 1 ? 'retained when new' : retainHandling === 2 ? 'no retained' : '',
    identifier === undefined ? '' : `id ${identifier}`,
  ]
    .filter((word) => word !== '')
    .join(', ');

type Listed = ConsoleState['subscriptions'][number];

export const isRefused = (granted: number | null): boolean => granted !== null && granted >= 0x80;

/** What the broker made of a subscription, in a word or two. */
export function grantedWords({ qos, granted }: Listed): string {
  if (granted === null) return 'waiting';
  if (isRefused(granted)) return 'refused';
  return granted === qos ? `qos ${granted}` : `qos ${granted} of ${qos}`;
}

/** The whole of it: the reason code in words, the broker's own, and the options asked for. */
export function subscriptionWords(entry: Listed): string {
  const { filter, granted, reason = '' } = entry;
  // 3.1.1 knows one refusal, 0x80, and gives no reason (section 3.9.3).
  const code = granted === null ? '' : (reasonCodeText('SUBACK', granted) ?? '');
  const refusal = isRefused(granted) ? ` (0x${granted?.toString(16)})` : '';
  return [filter, `${code}${refusal}`, reason, optionWords(entry)].filter((part) => part !== '').join(' · ');
}
