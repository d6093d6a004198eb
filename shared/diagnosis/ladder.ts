import { type RungSignal, rungSignals } from './rungSignals.ts';
import { type Capture, type Finding, type LadderRung, type Layer, RUNGS, type Rung } from './types.ts';

/** Faults on these layers are failures of their rung; the rungs above have signals of their own. */
const FAULT_RUNGS: Readonly<Partial<Record<Layer, Rung>>> = {
  uart: 'UART',
  at: 'AT',
  sim: 'SIM',
  radio: 'Registered',
  registration: 'Registered',
  pdp: 'PDP',
};
/** Searching is trying, and with a weak signal a modem can be registered. */
const NO_FAILURE: ReadonlySet<string> = new Set(['registration.searching', 'radio.weak-signal']);
/** A restart of the modem leaves these as they are. */
const OUTLIVE_RESTART: ReadonlySet<Rung> = new Set(['UART', 'AT']);

/** When one of these breaks, what stood on it falls. */
const CARRIES: ReadonlySet<Rung> = new Set(['SIM', 'Registered', 'PDP', 'TCP', 'TLS', 'CONNECT']);

type State = Pick<LadderRung, 'state' | 'text' | 'seq'> & { readonly t: number };

const UNKNOWN: State = { state: 'unknown', text: '', seq: null, t: -1 };

/**
 * How far the connection came, rung by rung, without sending anything: each rung by its last signal. A rung below one that
 * worked later worked too, whatever it said before, for nothing goes through a broken rung.
 */
export function climbLadder(capture: Capture, findings: readonly Finding[]): readonly LadderRung[] {
  const own = new Map<Rung, State>();
  const worked = new Map<Rung, State>();
  for (const { rung, state, text, seq, t } of withFaults(capture, findings)) {
    if (rung === 'restart') {
      for (const each of RUNGS) if (!OUTLIVE_RESTART.has(each)) for (const known of [own, worked]) known.delete(each);
      continue;
    }
    const now: State = state === 'unknown' ? { ...UNKNOWN, t } : { state, text, seq, t };
    own.set(rung, now);
    if (state === 'ok') worked.set(rung, now);
  }
  const climbed: Climbed[] = [];
  let above: State = UNKNOWN;
  for (const rung of RUNGS.toReversed()) {
    const mine = own.get(rung) ?? UNKNOWN;
    const { state, text, seq, t } = above.state === 'ok' && above.t >= mine.t && isCarried(rung, mine) ? above : mine;
    climbed.push({ rung, state, text, seq, t });
    const proof = worked.get(rung);
    if (proof !== undefined && proof.t > above.t) above = proof;
  }
  climbed.reverse();
  return withVerdict(fallen(climbed), findings);
}

type Climbed = LadderRung & { readonly t: number };

/** What stood on a rung before it broke does not stand any more; that it failed stays true. */
function fallen(climbed: readonly Climbed[]): readonly LadderRung[] {
  const at = climbed.findIndex(({ rung, state }) => state === 'failed' && CARRIES.has(rung));
  const broken = climbed[at];
  return climbed.map(({ t, ...each }, index): LadderRung => {
    const stood = each.state === 'ok' || each.state === 'trying';
    return broken !== undefined && index > at && stood && t <= broken.t
      ? { rung: each.rung, state: 'unknown', text: '', seq: null }
      : each;
  });
}

/** Rungs of the layers whose faults a signal usually tells. */
const VERDICT_RUNGS: Readonly<Partial<Record<Layer, Rung>>> = {
  ...FAULT_RUNGS,
  socket: 'PDP',
  tcp: 'TCP',
  tls: 'TLS',
  'mqtt-connect': 'CONNECT',
  'mqtt-session': 'PUBLISH',
};

/**
 * Where no rung shows a failure, the fault that explains the rest does, unless its rung is known to stand. What is wrong on
 * the serial line or in the commands always shows: there some things go through and others do not.
 */
function withVerdict(rungs: readonly LadderRung[], findings: readonly Finding[]): readonly LadderRung[] {
  const fault = findings.find(({ severity, consequenceOf }) => severity === 'fault' && consequenceOf === undefined);
  const always = fault?.layer === 'uart' || fault?.layer === 'at';
  if (!always && rungs.some(({ state }) => state === 'failed' || state === 'trying')) return rungs;
  const broken = fault === undefined ? undefined : VERDICT_RUNGS[fault.layer];
  return rungs.map((each) =>
    fault !== undefined && each.rung === broken && (always || each.state === 'unknown')
      ? { rung: each.rung, state: 'failed', text: fault.title, seq: fault.rows[0] ?? null }
      : each,
  );
}

/** Whether TLS was used is known from the dial alone; what is ok keeps its own words. */
const isCarried = (rung: Rung, { state }: State): boolean => rung !== 'TLS' && state !== 'ok' && state !== 'skipped';

/** Signals and, at their first row, the faults that have no signal: silence, noise, a radio that is off. */
function withFaults(capture: Capture, findings: readonly Finding[]): readonly RungSignal[] {
  const signals = rungSignals(capture)
    .filter((signal) => !isEffect(findings, signal))
    .map((signal) => (isHarmless(findings, signal) ? { ...signal, state: 'unknown' as const } : signal));
  const times = new Map<number, number>();
  const faults = findings.flatMap((finding): readonly RungSignal[] => {
    const rung = FAULT_RUNGS[finding.layer] ?? (isNotOpen(finding) ? 'PDP' : undefined);
    if (rung === undefined || finding.severity !== 'fault' || NO_FAILURE.has(finding.rule)) return [];
    const seq = finding.rows.at(-1) ?? finding.rows[0] ?? 0;
    if (times.size === 0) for (const row of capture.rows) times.set(row.seq, row.t);
    return [{ rung, state: 'failed', text: finding.title, seq, t: times.get(seq) ?? finding.t }];
  });
  if (faults.length === 0) return signals;
  // A fault goes after what its own row says: the ERROR that it explains is an answer too.
  return [...signals, ...faults].toSorted((a, b) => a.t - b.t || a.seq - b.seq);
}

/** The socket service was closed, whatever its bearer and the sockets before said. */
const isNotOpen = ({ rule, consequenceOf }: Finding): boolean =>
  rule === 'socket.not-open' && consequenceOf === undefined;

/** The other end closed because of something above: the rung itself had carried. */
const isEffect = (findings: readonly Finding[], { seq, state, rung }: RungSignal): boolean =>
  state === 'failed' &&
  rung === 'TCP' &&
  findings.some(
    ({ rule, consequenceOf, rows }) =>
      rule === 'socket.closed-by-peer' && /^(?:mqtt|tls)\./.test(consequenceOf ?? '') && rows.includes(seq),
  );

/** The other end had done its work when it closed. */
const isHarmless = (findings: readonly Finding[], { seq, state }: RungSignal): boolean =>
  state === 'failed' &&
  findings.some(
    ({ rule, severity, rows }) => rule === 'socket.closed-by-peer' && severity === 'note' && rows.includes(seq),
  );
