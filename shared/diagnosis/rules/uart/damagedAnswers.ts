import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';
import { noiseStretches } from './noiseStretches.ts';

/** More bad bytes in a line are another trouble. */
const MAX_BAD = 2;
/** Names, messages and data of others may hold any character; the profile dump is known to. */
const FREE_TEXT =
  /^\+(?:COPS|CSPN|CMG[RL]|CMT|CDS|CBM|CUSD|CLIP|CPB[RF]|CNUM|CNAP|HTTP\w*|CIPRXGET|CCHRECV|CMQTTRX\w*|MQTTSUBRECV|CWLAP|CWJAP|FS\w*|CFTP\w*|EVT)$/;
const FREE_COMMANDS: ReadonlySet<string> = new Set(['&V', '+CMGR', '+CMGL', '+CUSD', '+COPS', '+HTTPREAD', '+FSMEM']);
const FINALS = ['OK', 'ERROR'] as const;

/** Lines of the modem in which single characters are wrong, in order. */
export function damagedAnswers(capture: Capture): readonly SerialEvent[] {
  const owners = new Map<number, Transaction>();
  for (const transaction of capture.transactions) for (const { seq } of transaction.lines) owners.set(seq, transaction);
  const isDamaged = (event: SerialEvent): boolean => {
    const { row, text, name, seq } = event;
    if (row.dir !== 'rx' || !LINES.has(row.kind) || text.length < 2 || row.partial) return false;
    const owner = owners.get(seq);
    if (FREE_TEXT.test(name) || (owner !== undefined && FREE_COMMANDS.has(owner.name ?? ''))) return false;
    return (/^[+*]/.test(name) && hasBadBytes(text)) || isSlippedFinal(text, owner) || isSlippedName(name, owner);
  };
  const lines = capture.serial.filter(isDamaged);
  return [...lines, ...hits(capture)].sort((a, b) => a.seq - b.seq);
}

const LINES: ReadonlySet<string> = new Set(['info', 'final', 'urc', 'late']);

/** One or two characters that are no text in an otherwise readable line. */
export function hasBadBytes(text: string): boolean {
  const bad = text.match(/[^\t -~]/g)?.length ?? 0;
  if (bad === 0 || bad > MAX_BAD || text.length < 5) return false;
  // Well-formed UTF-8 is somebody's name.
  return !/[\xc2-\xf4][\x80-\xbf]/.test(text);
}

/** `OJ` for `OK`: the result of a command that has none otherwise. */
const isSlippedFinal = (text: string, owner: Transaction | undefined): boolean =>
  owner?.result.kind === 'none' && FINALS.some((final) => isSlip(text, final));

/** `+GSQ: 21,99` for `+CSQ: 21,99`. */
const isSlippedName = (name: string, owner: Transaction | undefined): boolean =>
  owner?.name?.startsWith('+') === true && name.startsWith('+') && !owner.echoDiffers && isSlip(name, owner.name);

/** One character differs, by one or two bits. */
function isSlip(text: string, meant: string): boolean {
  if (text.length !== meant.length || text === meant) return false;
  let bits = 0;
  let characters = 0;
  for (let i = 0; i < text.length; i += 1) {
    let change = text.charCodeAt(i) ^ meant.charCodeAt(i);
    if (change !== 0) characters += 1;
    for (; change > 0; change >>= 1) bits += change & 1;
  }
  return characters === 1 && bits <= 2;
}

/** What is left of a short line that was hit (`K` of `OK`), between lines that can be read. */
function hits(capture: Capture): readonly SerialEvent[] {
  return noiseStretches(capture)
    .filter(
      ({ dir, noise, text, before }) =>
        dir === 'rx' && noise <= 4 && text > 0 && text <= 4 && before?.row.kind !== 'urc',
    )
    .filter(({ rows, before }) => before !== null && (rows[0]?.seq ?? 0) > 1)
    .flatMap(({ rows }) => rows.slice(0, 1));
}
