import { FAULT_GROUPS, FAULTS, type FaultEntry, type FaultGroup } from '#shared/modem/faults/faultCatalogue.ts';
import { parseFaultSpec } from '#shared/modem/faults/faultSpec.ts';

/** When a fault bites, as the form asks for it. */
export const FAULT_TIMINGS = ['always', 'nth', 'after', 'chance', 'command'] as const;
export type FaultTiming = (typeof FAULT_TIMINGS)[number];

export interface FaultForm {
  readonly value: string;
  readonly timing: FaultTiming;
  /** The number that belongs to the timing: which occasion, seconds, per cent. */
  readonly number: string;
  /** For `command`. */
  readonly command: string;
}

export const GROUP_WORDS: Readonly<Record<FaultGroup, string>> = {
  sim: 'SIM card',
  network: 'Radio and registration',
  'packet-domain': 'Packet data',
  mqtt: 'MQTT',
  line: 'Serial line',
  power: 'Supply',
  firmware: 'Firmware of the board',
};

/** The form of a fault before anybody touched it. */
export const freshForm = ({ value }: FaultEntry): FaultForm => ({
  value: value.type === 'none' ? '' : String(value.type === 'rate' ? value.default * 100 : value.default),
  timing: 'always',
  number: '3',
  command: 'CMQTTPUB',
});

/** What may be chosen for a fault: only what happens on occasions has a third one. */
export function timingsOf({ kind }: FaultEntry): readonly FaultTiming[] {
  return FAULT_TIMINGS.filter((timing) => kind === 'occasion' || (timing !== 'nth' && timing !== 'chance'));
}

export function timingWords(timing: FaultTiming, { kind, counts }: FaultEntry): string {
  switch (timing) {
    case 'always':
      return kind === 'occasion' ? 'every time' : kind === 'state' ? 'from now on' : 'as soon as it can happen';
    case 'nth':
      return counts === '' ? 'only at number' : `only at number … of ${counts}`;
    case 'after':
      return 'after seconds';
    case 'chance':
      return 'with per cent';
    case 'command':
      return 'at command';
  }
}

/** Fault and form as one arms it: `cmqtt-pub=14@3`. */
export function faultText({ name, value }: FaultEntry, form: FaultForm): string {
  const number = form.number.trim();
  const triggers: Readonly<Record<FaultTiming, string>> = {
    always: '',
    nth: `@${number}`,
    after: `@${number}s`,
    chance: `@${number}%`,
    command: `@${form.command.trim()}:${number}`,
  };
  const said = value.type === 'rate' ? String(Number(form.value) / 100) : form.value.trim();
  return `${name}${value.type === 'none' ? '' : `=${said}`}${triggers[form.timing]}`;
}

/** What is wrong with the form, in a sentence; '' when it can be armed. */
export function formTrouble(entry: FaultEntry, form: FaultForm): string {
  const spec = parseFaultSpec(faultText(entry, form));
  return spec.ok ? '' : spec.error.message;
}

/** The catalogue by group, with what the words of `query` leave of it. */
export function faultGroups(
  query: string,
): readonly { readonly group: FaultGroup; readonly faults: readonly FaultEntry[] }[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = ({ name, title, group, rule }: FaultEntry): boolean => {
    const text = `${name} ${title} ${GROUP_WORDS[group]} ${rule}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return FAULT_GROUPS.map((group) => ({
    group,
    faults: FAULTS.filter((entry) => entry.group === group && fits(entry)),
  })).filter(({ faults }) => faults.length > 0);
}
