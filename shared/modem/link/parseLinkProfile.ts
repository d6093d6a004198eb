import { err, ok, type Result } from '../../base/result.ts';
import { CLEAR_LINK, LINK_PROFILE_NAMES, LINK_PROFILES, type LinkProfile } from './linkProfile.ts';

type Range = readonly [least: number, most: number];
type Setter = (profile: LinkProfile, value: number) => LinkProfile;

const MINUTE = 60_000;
/** What may be given, within which bounds, and what it changes. */
const KEYS: Readonly<Record<string, readonly [range: Range, set: Setter]>> = {
  latency: [[0, MINUTE], (profile, latency) => ({ ...profile, latency })],
  jitter: [[0, MINUTE], (profile, jitter) => ({ ...profile, jitter })],
  rate: [[0, 1_000_000], (profile, rate) => ({ ...profile, rateUp: rate, rateDown: rate })],
  rate_up: [[0, 1_000_000], (profile, rateUp) => ({ ...profile, rateUp })],
  rate_down: [[0, 1_000_000], (profile, rateDown) => ({ ...profile, rateDown })],
  loss: [[0, 0.95], (profile, loss) => ({ ...profile, loss })],
  mtu: [[16, 65_535], (profile, mtu) => ({ ...profile, mtu: Math.floor(mtu) })],
  slow_close: [[0, MINUTE], (profile, slowClose) => ({ ...profile, slowClose })],
  timeout: [[0, 10 * MINUTE], (profile, timeout) => ({ ...profile, timeout })],
  slicer: [
    [1, 65_535],
    (profile, size) => ({ ...profile, slicer: { variation: 0, delay: 0, ...profile.slicer, size: Math.floor(size) } }),
  ],
  slicer_variation: [
    [0, 65_535],
    (profile, variation) => ({ ...profile, slicer: { size: 64, delay: 0, ...profile.slicer, variation } }),
  ],
  slicer_delay: [
    [0, 10_000_000],
    (profile, delay) => ({ ...profile, slicer: { size: 64, variation: 0, ...profile.slicer, delay } }),
  ],
  limit_data: [[0, 1_000_000_000], (profile, limitData) => ({ ...profile, limitData })],
};

/** Reads a profile's name, `KEY=VALUE,…` in toxiproxy's terms, or both: `lte,loss=0.1,slow_close=2000`. */
export function parseLinkProfile(text: string): Result<LinkProfile, 'bad-profile'> {
  const parts = text.split(',').map((part) => part.trim());
  const [first = ''] = parts;
  const name = LINK_PROFILE_NAMES.find((each) => each === first.toLowerCase());
  let profile = name === undefined ? CLEAR_LINK : LINK_PROFILES[name];
  for (const part of name === undefined ? parts : parts.slice(1)) {
    const [, key = '', digits = ''] = /^([a-z_]+)=(\d{1,10}(?:\.\d+)?)$/.exec(part) ?? [];
    const found = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (found === undefined) return bad(part);
    const [[least, most], set] = found;
    const value = Number(digits);
    if (value < least || value > most)
      return err('bad-profile', `${key} goes from ${least} to ${most}, not ${digits}.`);
    profile = set(profile, value);
  }
  return ok(profile);
}

const bad = (part: string): Result<never, 'bad-profile'> =>
  err(
    'bad-profile',
    `"${part}" is no link profile. There are ${LINK_PROFILE_NAMES.join(', ')}; or give KEY=VALUE,… of ${Object.keys(KEYS).join(', ')}.`,
  );
