import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import { ok } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { type DiagnosisState, MAX_FINDINGS } from '#shared/contract/diagnosis.ts';
import { MAX_SIGNAL_SAMPLES, type ModemState, type SignalSample } from '#shared/contract/modem.ts';
import { buildCapture } from '#shared/diagnosis/buildCapture.ts';
import { diagnose } from '#shared/diagnosis/diagnose.ts';
import { type Dial, dials } from '#shared/diagnosis/rules/support/dials.ts';
import type { Capture, Diagnosis, Finding } from '#shared/diagnosis/types.ts';
import { rowAt } from '#shared/model/rowChunk.ts';
import type { AtFamily } from '#shared/protocol/at/dictionary/entryTypes.ts';
import { createModemTracker } from '#shared/protocol/at/modem/createModemTracker.ts';
import { createDictionaries } from './dictionaries.ts';
import { createRowWindow } from './rowWindow.ts';

/** The least time between two judgements, in milliseconds. */
const INTERVAL_MS = 500;
/** A judgement may take this share of the time at most: one that took 20 ms is followed by 400 ms of rest. */
const REST_FACTOR = 20;

type Handled = 'diagnosis.get' | 'diagnosis.set-family' | 'diagnosis.restart' | 'modem.get';

export interface DiagnosisServiceOptions {
  readonly clock: Clock;
  readonly log: CaptureLog;
  /** Where the local broker listens now, under every name it is dialled by; [] when it does not. */
  readonly brokerAddresses: () => readonly string[];
  readonly onDiagnosis: (diagnosis: DiagnosisState | null) => void;
  readonly onModems: (modems: readonly ModemState[]) => void;
  readonly onSignal: (samples: readonly SignalSample[]) => void;
}

export interface DiagnosisService {
  readonly handlers: Pick<CommandHandlers, Handled>;
  /** What the modem dialled last: a broker if any, else any host; null when nothing was seen. */
  lastDial(): Dial | null;
  close(): void;
}

/** Follows the log and judges it again and again: what the modem is, what works, what is broken. */
export function createDiagnosisService(options: DiagnosisServiceOptions): DiagnosisService {
  const { clock, log, brokerAddresses } = options;
  const dictionaries = createDictionaries();
  const modems = createModemTracker();
  const rows = createRowWindow();
  let signal: readonly SignalSample[] = [];
  let read = log.lastSeq;
  let wanted: AtFamily | 'auto' = 'auto';
  let family: AtFamily = 'sim7600';
  let current: DiagnosisState | null = null;
  let judged: Capture | null = null;
  let cancel: (() => void) | undefined;
  let restUntil = 0;

  /** Takes the rows that came since into the window and to the modem tracker. */
  const takeRows = (): void => {
    const before = modems.modems;
    const samples: SignalSample[] = [];
    for (let seq = Math.max(read + 1, log.firstSeq); seq <= log.lastSeq; seq += 1) {
      const found = log.find(seq);
      if (found === undefined) continue;
      const row = rowAt(found.chunk, found.index);
      // Another board may be on the port now, or the same one after a power cycle: what was before explains nothing.
      if (row.lane === 'note' && (row.kind === 'open' || row.kind === 'recovered')) rows.forget(row.link);
      rows.add(row);
      const sample = row.lane === 'serial' ? modems.feed(row, family) : null;
      if (sample !== null) samples.push(sample);
    }
    read = log.lastSeq;
    if (samples.length > 0) {
      signal = [...signal, ...samples].slice(-MAX_SIGNAL_SAMPLES);
      options.onSignal(samples);
    }
    if (modems.modems !== before) options.onModems(modems.modems);
  };

  const judge = (): void => {
    cancel = undefined;
    const begin = clock.now();
    takeRows();
    const held = rows.rows();
    const [first] = held;
    const before = JSON.stringify(withoutExtent(current));
    judged = null;
    if (first === undefined || !rows.hasSerial) current = null;
    else {
      const capture = buildCapture({
        rows: held,
        links: log.links(),
        family: wanted,
        timed: true,
        brokerAddresses: brokerAddresses(),
        dictionary: dictionaries.lookup,
      });
      judged = capture;
      const diagnosis = diagnose(capture);
      family = diagnosis.family;
      current = snapshot(diagnosis, first.seq, read);
    }
    if (JSON.stringify(withoutExtent(current)) !== before) options.onDiagnosis(current);
    const now = clock.now();
    restUntil = now + Math.max(INTERVAL_MS * 1000, (now - begin) * REST_FACTOR);
  };
  const schedule = (): void => {
    cancel ??= clock.after(Math.max(INTERVAL_MS / 5, (restUntil - clock.now()) / 1000), judge);
  };
  const stopLog = log.onAppend(schedule);

  return {
    handlers: {
      'diagnosis.get': () => ok({ diagnosis: current }),
      'diagnosis.set-family': ({ family: chosen }) => {
        wanted = chosen;
        schedule();
        return ok({});
      },
      'diagnosis.restart': () => {
        rows.clear();
        schedule();
        return ok({});
      },
      'modem.get': () => ok({ modems: [...modems.modems], signal: [...signal] }),
    },
    lastDial() {
      const all = judged === null ? [] : dials(judged);
      return all.findLast(({ service }) => service === 'mqtt') ?? all.at(-1) ?? null;
    },
    close() {
      stopLog();
      cancel?.();
    },
  };
}

/** The judgement as views get it: bounded. */
function snapshot(diagnosis: Diagnosis, fromSeq: number, toSeq: number): DiagnosisState {
  const { family, verdict, ladder, findings } = diagnosis;
  return {
    family,
    verdict: { ...verdict, finding: verdict.finding === null ? null : plain(verdict.finding) },
    ladder: [...ladder],
    findings: findings.slice(0, MAX_FINDINGS).map(plain),
    fromSeq,
    toSeq,
  };
}

const plain = (finding: Finding): DiagnosisState['findings'][number] => ({
  ...finding,
  rows: [...finding.rows],
  evidence: [...finding.evidence],
});

/** What a view sees; that more rows were looked at and nothing changed is not worth an event. */
const withoutExtent = (state: DiagnosisState | null): unknown =>
  state === null ? null : { ...state, fromSeq: 0, toSeq: 0 };
