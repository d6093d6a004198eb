import { err, ok, type Result } from '../../../base/result.ts';
import type { SequenceStep } from '../../../contract/sequence.ts';
import { guidedPrompt } from './guidedPrompt.ts';

/** A command may take this long where nothing else is said, in milliseconds. */
const RESULT_MS = 120_000;
const MOST_MS = 600_000;

/**
 * Steps as one types them, one a line:
 * `AT+CSQ` sends a command and waits for OK; `> data` after a command answers its prompt, the length is filled in;
 * `wait +CMQTTCONNECT: 0,0` waits for a line that begins so, `wait 20 +CREG: 1` at most 20 seconds; `pause 2` waits two
 * seconds; lines that begin with `#` are comments. `bad-step`: the message names the line.
 */
export function parseSequence(text: string): Result<readonly SequenceStep[], 'bad-step'> {
  const steps: SequenceStep[] = [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '' || line.startsWith('#')) continue;
    const next = lines[at + 1] ?? '';
    const bad = (why: string) => err('bad-step', `Line ${at + 1}: ${why}`);
    if (line.startsWith('>')) return bad('data follows no command. Put the command that prompts for it before.');
    if (/^at/i.test(line) && next.startsWith('>')) {
      const guided = guidedPrompt(line, next.replace(/^> ?/, ''));
      if (!guided.ok) return bad(guided.error.message);
      steps.push(...guided.value);
      at += 1;
    } else if (/^(at|a\/)/i.test(line)) {
      steps.push({ send: 'line', text: line, expect: { what: 'final', ok: true }, timeoutMs: RESULT_MS });
    } else {
      const step = waitStep(line);
      if (step === null) return bad(`"${line}" is no step. Begin with AT…, > data, wait … or pause ….`);
      steps.push(step);
    }
  }
  return steps.length === 0 ? err('bad-step', 'There is no step yet.') : ok(steps);
}

function waitStep(line: string): SequenceStep | null {
  const pause = /^pause (\d+(?:\.\d+)?)$/i.exec(line)?.[1];
  if (pause !== undefined) {
    return { send: 'wait', text: '', expect: { what: 'nothing' }, timeoutMs: milliseconds(pause) };
  }
  const [, seconds, begins] = /^wait (?:(\d+(?:\.\d+)?) )?(.{1,256})$/i.exec(line) ?? [];
  if (begins === undefined) return null;
  const timeoutMs = seconds === undefined ? RESULT_MS : milliseconds(seconds);
  return { send: 'wait', text: '', expect: { what: 'line', begins }, timeoutMs };
}

const milliseconds = (seconds: string): number => Math.min(MOST_MS, Math.round(Number(seconds) * 1000));
