import type { Clock } from '../../base/clock.ts';
import type { LinkProfile } from './linkProfile.ts';
import type { LinkLane, LinkSide } from './packetLine.ts';

export interface LinkDeps {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** In [0, 1). */
  readonly random: () => number;
  /** In force now. */
  readonly profile: () => LinkProfile;
}

/** One device's link: all its connections share the rate of its radio. */
export interface ShapedLink extends LinkDeps {
  readonly lanes: Readonly<Record<LinkSide, LinkLane>>;
}

export const createShapedLink = (deps: LinkDeps): ShapedLink => ({
  ...deps,
  lanes: { up: { busyUntil: 0 }, down: { busyUntil: 0 } },
});

/** There and back for a packet of no size, ms. */
export function roundTrip({ profile, random }: LinkDeps): number {
  const { latency, jitter } = profile();
  return Math.max(0, 2 * (latency + (random() * 2 - 1) * jitter));
}
