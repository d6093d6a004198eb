/**
 * What a link does to what goes over it, in the terms of toxiproxy (latency, jitter, rate, slow_close, timeout, slicer,
 * limit_data), and what a radio does besides (loss, MTU). `up` leaves the device.
 */
export interface LinkProfile {
  /** One way, ms. */
  readonly latency: number;
  /** How much more or less than the latency it may be, ms. */
  readonly jitter: number;
  /** Thousands of bytes a second; 0: no limit. */
  readonly rateUp: number;
  readonly rateDown: number;
  /** Share of packets lost, 0 to 1. A stream sends them again and is late; datagrams are gone. */
  readonly loss: number;
  /** The largest packet, bytes. A stream is cut into such packets; a longer datagram is lost. */
  readonly mtu: number;
  /** How long the end of a connection takes, ms. */
  readonly slowClose: number;
  /** Nothing gets through, and connections end after so many ms (0: never); null: as usual. */
  readonly timeout: number | null;
  /** Streams come in small pieces of `size` ± `variation` bytes, `delay` µs apart. */
  readonly slicer: { readonly size: number; readonly variation: number; readonly delay: number } | null;
  /** Bytes in one direction after which a connection ends; null: no limit. */
  readonly limitData: number | null;
}

/** Nothing is done to anything. */
export const CLEAR_LINK: LinkProfile = {
  ...{ latency: 0, jitter: 0, rateUp: 0, rateDown: 0, loss: 0, mtu: 65_535 },
  ...{ slowClose: 0, timeout: null, slicer: null, limitData: null },
};

const profile = (
  latency: number,
  jitter: number,
  up: number,
  down: number,
  loss: number,
  mtu: number,
): LinkProfile => ({
  ...CLEAR_LINK,
  ...{ latency, jitter, rateUp: up, rateDown: down, loss, mtu },
});

export const LINK_PROFILE_NAMES = [
  'ethernet',
  'wifi',
  'lte',
  'lte-m',
  'nb-iot',
  '2g',
  'lora-like',
  'zigbee-like',
] as const;
export type LinkProfileName = (typeof LINK_PROFILE_NAMES)[number];

/** Links as one meets them on an ordinary day, not at their specified best. */
export const LINK_PROFILES: Readonly<Record<LinkProfileName, LinkProfile>> = {
  /** 100BASE-TX. */
  ethernet: profile(1, 0.5, 12_500, 12_500, 0, 1500),
  wifi: profile(5, 5, 2500, 2500, 0.005, 1500),
  /** Category 4 in a loaded cell. */
  lte: profile(35, 15, 1250, 3750, 0.002, 1500),
  /** Category M1, half duplex: 375 and 300 kbit/s at most (3GPP Rel-13). */
  'lte-m': profile(80, 40, 40, 35, 0.005, 1358),
  /** Category NB1, in-band, with repetitions. */
  'nb-iot': profile(900, 600, 2.5, 3.2, 0.02, 1358),
  /** GPRS, coding scheme 2, one slot up and four down. */
  '2g': profile(350, 150, 1.5, 5, 0.02, 1500),
  /** Spreading factor 7, 222 bytes of payload, duty cycle not counted: MQTT-SN gateways and the like. */
  'lora-like': profile(1200, 500, 0.6, 0.6, 0.05, 222),
  /** IEEE 802.15.4 behind a gateway, over a few hops. */
  'zigbee-like': profile(25, 20, 8, 8, 0.02, 80),
};
