import { LINK_PROFILE_NAMES, type LinkProfileName } from '#shared/modem/link/linkProfile.ts';

const WORDS: Readonly<Record<LinkProfileName, string>> = {
  ethernet: 'Ethernet',
  wifi: 'Wi-Fi',
  lte: 'LTE',
  'lte-m': 'LTE-M',
  'nb-iot': 'NB-IoT',
  '2g': '2G',
  'lora-like': 'like LoRa',
  'zigbee-like': 'like Zigbee',
};
const NONE = { value: 'none', label: 'as fast as this machine' };

/** The links one may choose, and the one in force when it is one with changes (`lte,loss=0.1`). */
export function linkChoices(inForce: string): readonly { readonly value: string; readonly label: string }[] {
  const named = LINK_PROFILE_NAMES.map((name) => ({ value: name, label: WORDS[name] }));
  const own = inForce !== '' && named.every(({ value }) => value !== inForce);
  return [NONE, ...named, ...(own ? [{ value: inForce, label: inForce }] : [])];
}

/** The choice of a link in force, and back: '' is none. */
export const choiceOf = (link: string): string => (link === '' ? NONE.value : link);
export const linkOf = (choice: string): string => (choice === NONE.value ? '' : choice);
