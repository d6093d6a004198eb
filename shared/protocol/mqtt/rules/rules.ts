import type { MqttLevel } from '../../../model/row.ts';
import { CONNECT_RULES } from './connectRules.ts';
import { HEADER_RULES } from './headerRules.ts';
import { MESSAGE_RULES } from './messageRules.ts';
import { ORDER_RULES } from './orderRules.ts';
import { PROPERTY_RULES } from './propertyRules.ts';
import type { NoteSeverity, Rule } from './ruleTypes.ts';
import { TEXT_RULES } from './textRules.ts';

/** Every rule the decoder checks, by name. */
export const RULES = {
  ...HEADER_RULES,
  ...TEXT_RULES,
  ...CONNECT_RULES,
  ...MESSAGE_RULES,
  ...PROPERTY_RULES,
  ...ORDER_RULES,
} as const;
export type RuleName = keyof typeof RULES;

/** Something about a packet that its author should know. */
export interface PacketNote {
  readonly rule: RuleName;
  readonly severity: NoteSeverity;
  /** `[MQTT-3.1.2-3]`, or `3.1 section 3.1` where there is no numbered statement; null where it is no matter of either. */
  readonly clause: string | null;
  /** The byte it is about, in the input. */
  readonly offset: number;
  /** What is wrong. */
  readonly problem: string;
  /** What to change. */
  readonly advice: string;
}

const VERSIONS = ['3.1', '3.1.1', '5.0'] as const;
/** The version a level is read by: 0 is read as 3.1.1. */
const versionIndex = (level: MqttLevel): 0 | 1 | 2 => (level === 3 ? 0 : level === 5 ? 2 : 1);

/** A note on a broken rule. `clause`: a more exact place in 5.0 than the rule itself names. */
export function noteOf(rule: RuleName, level: MqttLevel, offset: number, problem: string, clause?: string): PacketNote {
  const { severity, clauses, advice }: Rule = RULES[rule];
  const index = versionIndex(level);
  return {
    rule,
    severity: typeof severity === 'string' ? severity : severity[index],
    clause: formatClause(VERSIONS[index], clause ?? clauses[index]),
    offset,
    problem,
    advice,
  };
}

function formatClause(version: string, place: string): string | null {
  if (place === '') return null;
  if (place.startsWith('MQTT-')) return `[${place}]`;
  return /^\d/.test(place) ? `${version} section ${place}` : `${version} ${place}`;
}

/** `reserved connect flag is set [MQTT-3.1.2-3]`: a note in one line, without the advice. */
export function noteLine({ problem, clause }: PacketNote): string {
  if (clause === null) return problem;
  return `${problem} ${clause.startsWith('[') ? clause : `(${clause})`}`;
}
