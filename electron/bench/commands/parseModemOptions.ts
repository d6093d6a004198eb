import { InvalidArgumentError } from 'commander';
import { type FaultSpec, parseFaultSpec } from '#shared/modem/faults/faultSpec.ts';
import type { LinkProfile } from '#shared/modem/link/linkProfile.ts';
import { parseLinkProfile } from '#shared/modem/link/parseLinkProfile.ts';
import { type NetMapping, parseNetMapping } from '#shared/modem/mapNetwork.ts';

/** `--fault`, which may be given several times. */
export function addFault(text: string, before: readonly FaultSpec[]): readonly FaultSpec[] {
  const spec = parseFaultSpec(text);
  if (spec.ok) return [...before, spec.value];
  const hint = spec.error.code === 'unknown-fault' ? ' "modemscope modem --faults" lists them.' : '';
  throw new InvalidArgumentError(`${spec.error.message}${hint}`);
}

/** `--map`, which may be given several times. */
export function addMapping(text: string, before: readonly NetMapping[]): readonly NetMapping[] {
  const mapping = parseNetMapping(text);
  if (!mapping.ok) throw new InvalidArgumentError(mapping.error.message);
  return [...before, mapping.value];
}

/** `--link-profile` */
export function parseLink(text: string): LinkProfile {
  const profile = parseLinkProfile(text);
  if (!profile.ok) throw new InvalidArgumentError(profile.error.message);
  return profile.value;
}

/** `--speed` */
export function parseSpeed(text: string): number {
  const speed = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(speed >= 0.1 && speed <= 1000)) throw new InvalidArgumentError('Give a factor from 0.1 to 1000.');
  return speed;
}
