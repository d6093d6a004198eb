import type { SerialDetectOutput } from '../../contract/serial.ts';
import { judgeBaud } from './baudJudge.ts';

export type BaudTrial = SerialDetectOutput['tried'][number];

/** What was heard at one speed, judged. */
export interface JudgedTrial {
  readonly result: Exclude<BaudTrial['result'], 'unsupported'>;
  readonly confidence: number;
}

/** An echo of AT, or a result code of its own (V.250 5.7.1): nothing else reads like it at a wrong speed. */
const ANSWER = /AT\r|(?:^|[\r\n])(?:OK|ERROR|\+CM[ES] ERROR: ?[^\r\n]+)\r/i;

/** Judges what came at one speed, after AT was sent or while the bench only listened. */
export function judgeTrial(heard: Uint8Array): JudgedTrial {
  if (heard.length === 0) return { result: 'silent', confidence: 0 };
  // The newest is enough: a board that talks without end must not make this slow.
  const newest = heard.subarray(-4096);
  let text = '';
  for (const byte of newest) text += String.fromCharCode(byte);
  if (ANSWER.test(text)) return { result: 'answered', confidence: 0.99 };
  const { verdict, confidence } = judgeBaud(newest);
  return { result: verdict, confidence };
}
