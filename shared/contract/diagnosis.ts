import { z } from 'zod';
import { FINDING_SEVERITIES, LAYERS, RUNGS } from '../diagnosis/types.ts';
import { AT_FAMILIES } from '../protocol/at/dictionary/entryTypes.ts';
import { command, event } from './define.ts';

const seq = z.int().nonnegative();

export const finding = z.object({
  rule: z.string(),
  layer: z.enum(LAYERS),
  severity: z.enum(FINDING_SEVERITIES),
  rows: z.array(seq),
  /** Microseconds since the session began. */
  t: z.number(),
  title: z.string(),
  detail: z.string(),
  advice: z.string(),
  evidence: z.array(z.object({ seq, text: z.string() })),
  consequenceOf: z.string().optional(),
});

export const diagnosisState = z.object({
  family: z.enum(AT_FAMILIES),
  verdict: z.object({
    /** A rule id, or `ok`. */
    rule: z.string(),
    layer: z.enum(LAYERS),
    title: z.string(),
    advice: z.string(),
    finding: finding.nullable(),
  }),
  ladder: z.array(
    z.object({
      rung: z.enum(RUNGS),
      state: z.enum(['ok', 'failed', 'trying', 'skipped', 'unknown']),
      text: z.string(),
      seq: seq.nullable(),
    }),
  ),
  findings: z.array(finding),
  /** The rows it was made from: older ones were left out to bound the work. */
  fromSeq: seq,
  toSeq: seq,
});
export type DiagnosisState = z.infer<typeof diagnosisState>;

/** The most findings a snapshot names; the ones of least severity are left out first. */
export const MAX_FINDINGS = 50;

export const diagnosisContract = {
  /** null: no serial row yet. */
  'diagnosis.get': command(z.object({}), z.object({ diagnosis: diagnosisState.nullable() }), []),
  'diagnosis.changed': event(z.object({ diagnosis: diagnosisState.nullable() })),
  /** Which modem family the commands are read as; `auto` tells it from the traffic. */
  'diagnosis.set-family': command(z.object({ family: z.enum(['auto', ...AT_FAMILIES]) }), z.object({}), []),
  /** Forget what was seen so far and judge only rows from now on (another board, another try). */
  'diagnosis.restart': command(z.object({}), z.object({}), []),
};
