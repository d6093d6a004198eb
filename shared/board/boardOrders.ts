import { decodeUtf8 } from '../base/utf8.ts';

/** What the command topic can ask of the board. */
export interface BoardOrders {
  readonly led?: 'on' | 'off';
  /** Seconds between readings, 1 to 3600. */
  readonly interval?: number;
  readonly report?: true;
}

/** Reads a message of the command topic: `{"led":"on"}`, `{"interval":5}`, `{"report":true}`; null when it is none of these. */
export function parseOrders(payload: Uint8Array): BoardOrders | null {
  let message: unknown;
  try {
    message = JSON.parse(decodeUtf8(payload));
  } catch {
    return null;
  }
  if (typeof message !== 'object' || message === null) return null;
  const { led, interval, report } = message as Readonly<Record<string, unknown>>;
  const orders: BoardOrders = {
    ...(led === 'on' || led === 'off' ? { led } : {}),
    ...(typeof interval === 'number' && interval >= 1 && interval <= 3600 ? { interval } : {}),
    ...(report === true ? { report } : {}),
  };
  return Object.keys(orders).length === 0 ? null : orders;
}
