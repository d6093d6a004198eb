import type { Qos } from '#shared/contract/console.ts';

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
