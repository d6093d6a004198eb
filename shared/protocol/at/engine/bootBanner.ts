import { UNSOLICITED_TEXTS } from '../unsolicited.ts';

const BANNERS = UNSOLICITED_TEXTS.filter(({ boot }) => boot === true);

/** The modem has just started: `RDY`, `*ATREADY: 1`, `QCRDY`, ESP-AT's `ready`. */
export const isBootBanner = (text: string): boolean =>
  BANNERS.some((banner) => (banner.more === true ? text.startsWith(banner.text) : text === banner.text));
