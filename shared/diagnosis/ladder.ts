import { type Success, successes } from './rules/support/successes.ts';
import { type Capture, type Finding, LAYERS, type LadderRung, type Layer, RUNGS, type Rung } from './types.ts';

const RUNG_LAYERS: Readonly<Record<Rung, readonly Layer[]>> = {
  UART: ['power', 'uart'],
  AT: ['at'],
  SIM: ['sim'],
  Registered: ['radio', 'registration'],
  PDP: ['pdp', 'socket'],
  TCP: ['tcp'],
  TLS: ['tls'],
  CONNECT: ['mqtt-connect'],
  PUBLISH: ['mqtt-session', 'payload'],
};

/** What must have worked on a rung's layers for it to hold: a signal alone is no registration. */
const PROOF: Readonly<Record<Rung, Layer>> = {
  UART: 'uart',
  AT: 'at',
  SIM: 'sim',
  Registered: 'registration',
  PDP: 'pdp',
  TCP: 'tcp',
  TLS: 'tls',
  CONNECT: 'mqtt-connect',
  PUBLISH: 'mqtt-session',
};

const rankOf = (layer: Layer): number => LAYERS.indexOf(layer);

/** How far the connection came, rung by rung: the newest proof against the newest fault. */
export function climbLadder(capture: Capture, findings: readonly Finding[]): readonly LadderRung[] {
  const worked = successes(capture);
  return RUNGS.map((rung) => rungState(rung, worked, findings));
}

function rungState(rung: Rung, worked: readonly Success[], findings: readonly Finding[]): LadderRung {
  const proof = worked.findLast(({ layer }) => rankOf(layer) >= rankOf(PROOF[rung]));
  const fault = findings.findLast(({ severity, layer }) => severity === 'fault' && RUNG_LAYERS[rung].includes(layer));
  if (fault !== undefined && (proof === undefined || proof.t <= fault.t)) {
    return { rung, state: 'failed', text: fault.title, seq: fault.rows[0] ?? null };
  }
  if (proof !== undefined) return { rung, state: 'ok', text: proof.text, seq: proof.seq };
  return { rung, state: 'unknown', text: '', seq: null };
}
