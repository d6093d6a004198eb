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
  const climbed: LadderRung[] = [];
  let above: State = UNKNOWN;
  for (const rung of RUNGS.toReversed()) {
    const mine = own.get(rung) ?? UNKNOWN;
    const { state, text, seq } = above.state === 'ok' && above.t >= mine.t && isCarried(rung, mine) ? above : mine;
    climbed.push({ rung, state, text, seq });
    const proof = worked.get(rung);
    if (proof !== undefined && proof.t > above.t) above = proof;
  }
  return climbed.toReversed();
}

/** Whether TLS was used is known from the dial alone; what is ok keeps its own words. */
const isCarried = (rung: Rung, { state }: State): boolean => rung !== 'TLS' && state !== 'ok' && state !== 'skipped';

/** Signals and, at their first row, the faults that have no signal: silence, noise, a radio that is off. */
function withFaults(capture: Capture, findings: readonly Finding[]): readonly RungSignal[] {
  const times = new Map<number, number>();
  const faults = findings.flatMap((finding): readonly RungSignal[] => {
    const rung = FAULT_RUNGS[finding.layer];
    if (rung === undefined || finding.severity !== 'fault' || NO_FAILURE.has(finding.rule)) return [];
    const seq = finding.rows.at(-1) ?? finding.rows[0] ?? 0;
    if (times.size === 0) for (const row of capture.rows) times.set(row.seq, row.t);
    return [{ rung, state: 'failed', text: finding.title, seq, t: times.get(seq) ?? finding.t }];
  });
  if (faults.length === 0) return rungSignals(capture);
  // A fault goes after what its own row says: the ERROR that it explains is an answer too.
  return [...rungSignals(capture), ...faults].toSorted((a, b) => a.t - b.t || a.seq - b.seq);
}
