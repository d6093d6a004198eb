import { assertNever } from '../../base/assertNever.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { FAULTS, type FaultEntry, type FaultName } from './faultCatalogue.ts';

/** When a fault bites. */
export type FaultTrigger =
  /** States at once, events as soon as they can happen, occasions each time. */
  | { readonly type: 'always' }
  /** `@3`: at its third occasion; `@3+`: from the third on. */
  | { readonly type: 'occasion'; readonly nth: number; readonly onwards: boolean }
  /** `@20s`: from then on; `@20s..30s`: until then. Counted from when it is armed. */
  | { readonly type: 'after'; readonly seconds: number; readonly until: number | null }
  /** `@5%`: at one occasion in twenty. */
  | { readonly type: 'chance'; readonly share: number }
  /** `@CMQTTPUB:3`: when that command is given for the third time. */
  | { readonly type: 'command'; readonly name: string; readonly nth: number };

/** A fault as it is armed: `cmqtt-pub=14@3`. */
export interface FaultSpec {
  readonly name: FaultName;
  /** What stands behind `=`; the default when nothing does, 0 when the fault takes no value. */
  readonly value: number;
  readonly trigger: FaultTrigger;
}

export type FaultSpecError = 'unknown-fault' | 'bad-value' | 'bad-trigger';

const entries: ReadonlyMap<string, FaultEntry & { readonly name: FaultName }> = new Map(
  FAULTS.map((entry) => [entry.name, entry]),
);

export const faultEntry = (name: FaultName): FaultEntry => {
  const found = entries.get(name);
  if (found === undefined) throw new Error(`no fault is named ${name}`);
  return found;
};

/** Reads `NAME[=VALUE][@TRIGGER]`. */
export function parseFaultSpec(text: string): Result<FaultSpec, FaultSpecError> {
  const [, name = '', value, trigger] = /^([^=@]*)(?:=([^@]*))?(?:@(.*))?$/s.exec(text.trim()) ?? [];
  const entry = entries.get(name);
  if (entry === undefined) return err('unknown-fault', `There is no fault named "${name}".`);
  const parsedValue = parseValue(entry, value);
  if (!parsedValue.ok) return parsedValue;
  const parsedTrigger = parseTrigger(entry, trigger);
  if (!parsedTrigger.ok) return parsedTrigger;
  return ok({ name: entry.name, value: parsedValue.value, trigger: parsedTrigger.value });
}

function parseValue({ name, value: spec }: FaultEntry, text: string | undefined): Result<number, 'bad-value'> {
  if (spec.type === 'none') {
    return text === undefined ? ok(0) : err('bad-value', `${name} takes no value.`);
  }
  if (text === undefined) return ok(spec.default);
  const number = text.trim() === '' ? Number.NaN : Number(text);
  const [least, most] = spec.type === 'rate' ? [0, 1] : spec.range;
  const fits = number >= least && number <= most && (spec.type !== 'integer' || Number.isInteger(number));
  if (fits) return ok(number);
  const what = spec.type === 'rate' ? 'a share of bytes' : spec.type === 'seconds' ? 'seconds' : 'a whole number';
  return err('bad-value', `${name} takes ${what} from ${least} to ${most}, not "${text}".`);
}

function parseTrigger(entry: FaultEntry, text: string | undefined): Result<FaultTrigger, 'bad-trigger'> {
  if (text === undefined) return ok({ type: 'always' });
  const trigger = readTrigger(text.trim());
  if (trigger === null) {
    return err('bad-trigger', `"@${text}" is no trigger: use @3, @3+, @20s, @20s..30s, @5% or @CMQTTPUB:3.`);
  }
  const counts = trigger.type === 'occasion' || trigger.type === 'chance';
  if (counts && entry.kind !== 'occasion') {
    return err('bad-trigger', `${entry.name} has no occasions to count: use @20s or @CMQTTPUB:3.`);
  }
  return ok(trigger);
}

function readTrigger(text: string): FaultTrigger | null {
  const occasion = /^([1-9]\d{0,5})(\+?)$/.exec(text);
  if (occasion !== null) return { type: 'occasion', nth: Number(occasion[1]), onwards: occasion[2] === '+' };
  const after = /^(\d{1,6}(?:\.\d+)?)s(?:\.\.(\d{1,6}(?:\.\d+)?)s)?$/.exec(text);
  if (after !== null) {
    const seconds = Number(after[1]);
    const until = after[2] === undefined ? null : Number(after[2]);
    return until !== null && until <= seconds ? null : { type: 'after', seconds, until };
  }
  const chance = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text);
  if (chance !== null) {
    const share = Number(chance[1]) / 100;
    return share > 0 && share <= 1 ? { type: 'chance', share } : null;
  }
  const command = /^(?:AT)?\+?([A-Z&][A-Z0-9]*):([1-9]\d{0,5})$/i.exec(text);
  if (command === null) return null;
  return { type: 'command', name: (command[1] ?? '').toUpperCase(), nth: Number(command[2]) };
}

/** The text `parseFaultSpec` reads as this. */
export function formatFaultSpec({ name, value, trigger }: FaultSpec): string {
  const takes = faultEntry(name).value.type !== 'none';
  return `${name}${takes ? `=${value}` : ''}${formatTrigger(trigger)}`;
}

function formatTrigger(trigger: FaultTrigger): string {
  switch (trigger.type) {
    case 'always':
      return '';
    case 'occasion':
      return `@${trigger.nth}${trigger.onwards ? '+' : ''}`;
    case 'after':
      return `@${trigger.seconds}s${trigger.until === null ? '' : `..${trigger.until}s`}`;
    case 'chance':
      return `@${Number((trigger.share * 100).toFixed(4))}%`;
    case 'command':
      return `@${trigger.name}:${trigger.nth}`;
    default:
      return assertNever(trigger, 'trigger');
  }
}
