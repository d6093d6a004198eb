import type { Finding } from './types.ts';

/** So many findings of one rule are listed on their own. */
const MAX_PER_RULE = 5;
const MAX_EVIDENCE = 12;

/**
 * The same thing seen again is one finding with more rows: findings of one rule with one severity and title are joined,
 * and a rule that finds many different things keeps its first ones. What was left out is counted in the detail.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const found of findings) {
    const key = `${found.rule} ${found.severity} ${found.title}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [found]);
    else group.push(found);
  }
  const byRule = new Map<string, Finding[]>();
  for (const group of groups.values()) {
    const joined = join(group);
    if (joined !== null) byRule.set(joined.rule, [...(byRule.get(joined.rule) ?? []), joined]);
  }
  return [...byRule.values()].flatMap(fewOf);
}

function join(group: readonly Finding[]): Finding | null {
  const [first, ...rest] = group;
  if (first === undefined || rest.length === 0) return first ?? null;
  const evidence = [...new Map(group.flatMap((found) => found.evidence).map((each) => [each.seq, each])).values()]
    .sort((a, b) => a.seq - b.seq)
    .slice(0, MAX_EVIDENCE);
  return {
    ...first,
    detail: `${first.detail} Seen ${group.length} times.`,
    rows: evidence.map(({ seq }) => seq),
    evidence,
  };
}

function fewOf(found: readonly Finding[]): readonly Finding[] {
  const few = found.slice(0, MAX_PER_RULE);
  const last = few.at(-1);
  const more = found.length - few.length;
  if (last === undefined || more === 0) return few;
  return [...few.slice(0, -1), { ...last, detail: `${last.detail} And ${more} more of this kind.` }];
}
