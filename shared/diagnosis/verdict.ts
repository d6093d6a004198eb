import { type Finding, LAYERS, type Layer, type Rule, type Verdict } from './types.ts';

/** How long after its cause an effect may show, in microseconds. */
const EFFECT_WINDOW = 30_000_000;

/** What the verdict needs to know of a rule: its place among causes, and whose effect it can be. */
type RuleOrder = readonly Pick<Rule, 'id' | 'effectOf' | 'lastResort'>[];

const layerIndex = (layer: Layer): number => LAYERS.indexOf(layer);

/**
 * The one fault that explains the rest: the lowest broken layer, and on one layer the cause before the symptom, which is
 * the order of `rules`; the earlier one when all else is equal. A fault that is only the effect of an earlier one never
 * is it, nor one of a rule of last resort while there is another. All other faults come back marked as its consequences where they lie on its layer or above, or came after it.
 */
export function chooseVerdict(
  findings: readonly Finding[],
  rules: RuleOrder,
  highestWorking: Layer,
): { readonly verdict: Verdict; readonly findings: readonly Finding[] } {
  const rank = new Map(rules.map((rule, i) => [rule.id, i]));
  const causes = causesOf(rules);
  const faults = findings.filter((finding) => finding.severity === 'fault');
  const candidates = faults.filter((finding) => !faults.some((cause) => isEffect(finding, cause, causes)));
  const last = new Set(rules.filter(({ lastResort }) => lastResort === true).map(({ id }) => id));
  const [chosen] = [...candidates].sort(
    (a, b) =>
      Number(last.has(a.rule)) - Number(last.has(b.rule)) ||
      layerIndex(a.layer) - layerIndex(b.layer) ||
      (rank.get(a.rule) ?? rules.length) - (rank.get(b.rule) ?? rules.length) ||
      a.t - b.t,
  );
  if (chosen === undefined) {
    return {
      verdict: { rule: 'ok', layer: highestWorking, title: okTitle(highestWorking), advice: '', finding: null },
      findings,
    };
  }
  const marked = findings.map((finding): Finding => {
    if (finding === chosen || finding.severity !== 'fault') return finding;
    const above = layerIndex(finding.layer) >= layerIndex(chosen.layer) || last.has(finding.rule);
    const effect = faults.find((cause) => isEffect(finding, cause, causes));
    if (effect !== undefined) return { ...finding, consequenceOf: effect.rule };
    return above ? { ...finding, consequenceOf: chosen.rule } : finding;
  });
  const { rule, layer, title, advice } = chosen;
  return { verdict: { rule, layer, title, advice, finding: chosen }, findings: marked };
}

const causesOf = (rules: RuleOrder): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(rules.map((rule) => [rule.id, new Set(rule.effectOf ?? [])]));

function isEffect(finding: Finding, cause: Finding, causes: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (finding === cause || causes.get(finding.rule)?.has(cause.rule) !== true) return false;
  return cause.t <= finding.t && finding.t - cause.t <= EFFECT_WINDOW;
}

const WORKING: Readonly<Record<Layer, string>> = {
  power: 'the modem started',
  uart: 'the serial line carries text',
  at: 'the modem answers',
  sim: 'the SIM is ready',
  radio: 'the radio is on',
  registration: 'the modem is registered',
  pdp: 'the data connection is up',
  socket: 'the socket service is open',
  tcp: 'a TCP connection is open',
  tls: 'TLS is established',
  'mqtt-connect': 'the MQTT broker accepted the connection',
  'mqtt-session': 'messages go through',
  payload: 'messages go through',
};

const okTitle = (layer: Layer): string => `No fault found: ${WORKING[layer]}.`;
