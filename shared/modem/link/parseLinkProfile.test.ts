import { describe, expect, it } from 'vitest';
import { CLEAR_LINK, LINK_PROFILE_NAMES, LINK_PROFILES } from './linkProfile.ts';
import { parseLinkProfile } from './parseLinkProfile.ts';

describe('parseLinkProfile', () => {
  it.each(LINK_PROFILE_NAMES)('%s', (name) => {
    expect(parseLinkProfile(name)).toEqual({ ok: true, value: LINK_PROFILES[name] });
  });

  it.each([
    ['LTE', LINK_PROFILES.lte],
    ['latency=300', { ...CLEAR_LINK, latency: 300 }],
    ['lte, loss=0.1, slow_close=2000', { ...LINK_PROFILES.lte, loss: 0.1, slowClose: 2000 }],
    ['rate=20', { ...CLEAR_LINK, rateUp: 20, rateDown: 20 }],
    ['rate=20,rate_up=2.5,rate_down=3', { ...CLEAR_LINK, rateUp: 2.5, rateDown: 3 }],
    ['jitter=5,mtu=128,timeout=0,limit_data=0', { ...CLEAR_LINK, jitter: 5, mtu: 128, timeout: 0, limitData: 0 }],
    ['slicer=16', { ...CLEAR_LINK, slicer: { size: 16, variation: 0, delay: 0 } }],
    ['slicer_delay=5000,slicer=8', { ...CLEAR_LINK, slicer: { size: 8, variation: 0, delay: 5000 } }],
    ['slicer_variation=4', { ...CLEAR_LINK, slicer: { size: 64, variation: 4, delay: 0 } }],
  ])('%s', (text, value) => {
    expect(parseLinkProfile(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'no link profile'],
    ['5g', 'zigbee-like'],
    ['latency', 'slow_close'],
    ['latency=', 'no link profile'],
    ['latency=-1', 'no link profile'],
    ['latency=1e3', 'no link profile'],
    ['loss=0.96', 'from 0 to 0.95'],
    ['mtu=15', 'from 16'],
    ['loss=0.1,lte', '"lte" is no link profile'],
    ['toString=1', 'no link profile'],
    ['lte,', 'no link profile'],
  ])('refuses %j', (text, words) => {
    const result = parseLinkProfile(text);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-profile' } });
    expect(result.ok ? '' : result.error.message).toContain(words);
  });
});
