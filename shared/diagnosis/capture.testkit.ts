import { parseAtlog } from '../model/atlog.ts';
import type { LinkInfo } from '../model/link.ts';
import type { MqttRow, Row } from '../model/row.ts';
import { createDictionary } from '../protocol/at/dictionary/dictionary.ts';
import type { AtFamily } from '../protocol/at/dictionary/entryTypes.ts';
import { recordsToRows } from '../protocol/at/recordsToRows.ts';
import { buildCapture } from './buildCapture.ts';
import type { Capture, Finding, Rule } from './types.ts';

/** A row of the broker lane: its time in seconds, as in an .atlog, and what differs from a packet of a device. */
export type MqttSeen = Partial<Omit<MqttRow, 'seq' | 't' | 'tLast' | 'lane' | 'bytes'>> & {
  readonly seconds: number;
  readonly bytes: readonly number[] | Uint8Array;
};

export interface CaptureExtras {
  readonly mqtt?: readonly MqttSeen[];
  readonly family?: AtFamily | 'auto';
  readonly timed?: boolean;
  readonly links?: readonly LinkInfo[];
  readonly brokerAddresses?: readonly string[];
}

/** A capture as the rules see it, from the text of an .atlog (its `# family` counts) and rows of the broker lane. */
export function captureFromText(text: string, extras: CaptureExtras = {}): Capture {
  const parsed = parseAtlog(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { records, comments } = parsed.value;
  const head = comments.map((line) => /^family: (sim7600|a76xx|esp-at|rak3172|stm32wl)$/.exec(line)?.[1]).find(Boolean);
  const serial: readonly Row[] = recordsToRows(records);
  const rows = [...serial, ...(extras.mqtt ?? []).map(mqttRow)]
    .toSorted((a, b) => a.t - b.t)
    .map((row, index): Row => ({ ...row, seq: index + 1 }));
  return buildCapture({
    rows,
    links: extras.links ?? [],
    family: extras.family ?? (head as AtFamily | undefined) ?? 'auto',
    timed: extras.timed ?? true,
    brokerAddresses: extras.brokerAddresses ?? [],
    dictionary: (family) => createDictionary(family).command,
  });
}

function mqttRow({ seconds, bytes, ...change }: MqttSeen): MqttRow {
  const t = Math.round(seconds * 1e6);
  const base = { seq: 0, t, tLast: t, lane: 'mqtt', dir: 'rx', kind: 'packet', link: 2, text: '', level: 4 } as const;
  return { ...base, ...change, bytes: Uint8Array.from(bytes) };
}

/** What one rule finds in an .atlog text. */
export const findIn = (rule: Rule, text: string, extras: CaptureExtras = {}): readonly Finding[] =>
  rule.find(captureFromText(text, extras));

/** The same as `severity`s, for tables. */
export const severitiesIn = (rule: Rule, text: string, extras: CaptureExtras = {}): readonly string[] =>
  findIn(rule, text, extras).map(({ severity }) => severity);

/**
 * An .atlog of exchanges, each a second after the one before: a command and the lines that answer it 10 ms later; '' for the
 * command where the modem speaks by itself. A number moves the clock on by so many seconds.
 */
export function exchanges(...steps: readonly (number | readonly [command: string, ...answer: string[]])[]): string {
  let seconds = 0;
  const lines: string[] = [];
  for (const step of steps) {
    if (typeof step === 'number') {
      seconds += step;
      continue;
    }
    const [command, ...answer] = step;
    if (command !== '') lines.push(`${seconds.toFixed(3)} TX ${command}\\r`);
    const said = answer.map((line) => `\\r\\n${line}\\r\\n`).join('');
    if (said !== '') lines.push(`${(seconds + 0.01).toFixed(3)} RX ${said}`);
    seconds += 1;
  }
  return lines.join('\n');
}
