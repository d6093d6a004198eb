import { latin1Text } from '../../base/latin1.ts';
import type { AtlogRecord } from '../../model/atlog.ts';
import { FINAL_RESULTS, NUMERIC_RESULTS } from '../../protocol/at/resultCodes.ts';
import { createHostInput, dataAskedBy } from './hostInput.ts';

export interface ReplayItem {
  /** Microseconds after what the host sent was complete. */
  readonly after: number;
  readonly bytes: Uint8Array;
}

/** Something the host sent, and everything the modem said until the next thing it sent. */
export interface ReplayStep {
  readonly type: 'command' | 'data';
  /** Of a command: without AT, name in capitals. */
  readonly text: string;
  readonly items: readonly ReplayItem[];
  /** How many items answer it: up to its result or prompt. What is behind came by itself. */
  readonly answer: number;
  readonly prompted: boolean;
  readonly echoed: boolean;
}

export interface Recording {
  /** What came before the host sent anything, from the first record on. */
  readonly start: readonly ReplayItem[];
  readonly steps: readonly ReplayStep[];
}

/** An answer's end is looked for in so much of it. */
const MAX_TEXT = 4096;

interface Draft {
  readonly type: ReplayStep['type'];
  readonly text: string;
  readonly t: number;
  readonly items: ReplayItem[];
  heard: string;
  answer: number | null;
  prompted: boolean;
  echoed: boolean;
}

/** Cuts a capture into what the host sent and what the modem said to it. */
export function readRecording(records: readonly AtlogRecord[]): Recording {
  const input = createHostInput();
  const draft = (type: Draft['type'], text: string, t: number): Draft => ({
    ...{ type, text, t, items: [], heard: '', answer: null, prompted: false, echoed: false },
  });
  const start = draft('command', '', records[0]?.t ?? 0);
  const steps: Draft[] = [];

  for (const { t, dir, bytes } of records) {
    if (dir === 'tx') {
      for (const byte of bytes) {
        const event = input.feed(byte);
        if (event !== null) steps.push(draft(event.type, event.type === 'command' ? event.text : '', t));
      }
      continue;
    }
    const step = steps.at(-1) ?? start;
    step.items.push({ after: t - step.t, bytes });
    if (step === start || step.answer !== null) continue;
    step.heard = (step.heard + latin1Text(bytes)).slice(-MAX_TEXT);
    step.echoed ||= step.heard.toUpperCase().includes(`AT${step.text.toUpperCase()}\r`);
    const asked = PROMPT.test(step.heard) ? dataAskedBy(step.text) : null;
    if (asked !== null) input.ask(asked.terms);
    step.prompted = asked !== null;
    if (asked !== null || hasResult(step.heard)) step.answer = step.items.length;
  }
  return {
    start: start.items,
    steps: steps.map(({ type, text, items, answer, prompted, echoed }) => ({
      ...{ type, text, items, prompted, echoed },
      answer: answer ?? items.length,
    })),
  };
}

const PROMPT = /(?:^|\n)(?:> ?|DOWNLOAD\r?\n)$/;
const NUMERIC = new RegExp(`(?:^|[\\r\\n])(?:${NUMERIC_RESULTS.join('|')})\\r$`);

function hasResult(heard: string): boolean {
  if (NUMERIC.test(heard)) return true;
  const lines = heard.split(/[\r\n]+/);
  // The last one is not complete.
  return lines
    .slice(0, -1)
    .some((line) => FINAL_RESULTS.some(({ text, more }) => (more === true ? line.startsWith(text) : line === text)));
}
