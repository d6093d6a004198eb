import { climbLadder } from './ladder.ts';
import { mergeFindings } from './mergeFindings.ts';
import { ALL_RULES } from './rules/index.ts';
import { unexplained } from './rules/support/lastResort.ts';
import { highestWorking } from './rules/support/successes.ts';
import { type Capture, type Diagnosis, FINDING_SEVERITIES, type Finding, LAYERS } from './types.ts';
import { chooseVerdict } from './verdict.ts';

/** Runs every rule over a capture and says what, if anything, is the fault behind the rest. */
export function diagnose(capture: Capture): Diagnosis {
  const found = mergeFindings(
    unexplained(
      ALL_RULES.flatMap((rule) => rule.find(capture)),
      ALL_RULES,
    ),
  );
  const { verdict, findings } = chooseVerdict(sorted(found), ALL_RULES, highestWorking(capture));
  return { family: capture.family, verdict, ladder: climbLadder(capture, findings), findings };
}

const RULE_RANK: ReadonlyMap<string, number> = new Map(ALL_RULES.map(({ id }, rank) => [id, rank]));

/** Faults, then warnings, then notes; each by layer from the lowest, the rules' order and time. */
const sorted = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted(
    (a, b) =>
      FINDING_SEVERITIES.indexOf(a.severity) - FINDING_SEVERITIES.indexOf(b.severity) ||
      LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) ||
      (RULE_RANK.get(a.rule) ?? 0) - (RULE_RANK.get(b.rule) ?? 0) ||
      a.t - b.t,
  );
