import { ok, type Result } from '#shared/base/result.ts';
import type { LinkTarget } from '#shared/contract/simulator.ts';
import { CLEAR_LINK, type LinkProfile } from '#shared/modem/link/linkProfile.ts';
import { parseLinkProfile } from '#shared/modem/link/parseLinkProfile.ts';

/** Which link lies where, as the user chose it. */
export interface LinkProfiles {
  /** As it was given: `lte,loss=0.1`; '' for none. */
  text(target: LinkTarget): string;
  profile(target: LinkTarget): LinkProfile;
  /** A name, `KEY=VALUE,…`, or '' for none. */
  set(target: LinkTarget, text: string): Result<void, 'bad-profile'>;
}

export function createLinkProfiles(): LinkProfiles {
  const chosen = new Map<LinkTarget, { readonly text: string; readonly profile: LinkProfile }>();
  return {
    text: (target) => chosen.get(target)?.text ?? '',
    profile: (target) => chosen.get(target)?.profile ?? CLEAR_LINK,
    set(target, text) {
      if (text.trim() === '') {
        chosen.delete(target);
        return ok(undefined);
      }
      const profile = parseLinkProfile(text);
      if (!profile.ok) return profile;
      chosen.set(target, { text, profile: profile.value });
      return ok(undefined);
    },
  };
}
