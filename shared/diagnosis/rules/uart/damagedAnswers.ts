import { COMMAND_TABLE } from '../../../protocol/at/dictionary/commandTable.ts';
import { URC_TABLE } from '../../../protocol/at/dictionary/urcTable.ts';
import { withinEdits } from '../../../protocol/at/editDistance.ts';
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
    if (row.dir !== 'rx' || !LINES.has(row.kind) || text === '' || row.partial) return false;
    const owner = owners.get(seq);
    if (FREE_TEXT.test(name) || (owner !== undefined && FREE_COMMANDS.has(owner.name ?? ''))) return false;
    if (isSlippedFinal(text, owner)) return true;
    if (text.length < 2 || row.kind === 'urc') return /^[+*]/.test(name) && hasBadBytes(text);
    return (/^[+*]/.test(name) && hasBadBytes(text)) || isSlippedName(text, name, owner);
  };
  const lines = capture.serial.filter(isDamaged);
  const told = new Set(lines.map(({ seq }) => seq));
  return [...lines, ...hits(capture, told)].sort((a, b) => a.seq - b.seq);
}

const LINES: ReadonlySet<string> = new Set(['info', 'final', 'urc', 'late']);

/** One or two characters that are no text in an otherwise readable line. */
export function hasBadBytes(text: string): boolean {
  const bad = text.match(/[^\t -~]/g)?.length ?? 0;
  if (bad === 0 || bad > MAX_BAD || text.length < 5) return false;
  // Well-formed UTF-8 is somebody's name.
  return !/[\xc2-\xf4][\x80-\xbf]/.test(text);
}

/** `OJ`, `K` or `EROR` for `OK` and `ERROR`: the result of a command that has none otherwise. */
const isSlippedFinal = (text: string, owner: Transaction | undefined): boolean =>
  owner?.result.kind === 'none' && FINALS.some((final) => text !== final && withinEdits(text, final, 1));

/** Everything a modem says by name; what is one of these is no other one damaged (`+CREG`, `+CGREG`). */
const KNOWN_NAMES: ReadonlySet<string> = new Set([
  ...COMMAND_TABLE.flatMap(({ name, answers }) => [name, ...answers.map(({ prefix }) => prefix)]),
  ...URC_TABLE.map(({ name }) => name),
]);
/** Shorter names are too much alike. */
const SHORTEST = '+CSQ'.length;

/** `+GSQ: 21,99` or `+CQ: 21,99` for `+CSQ: 21,99`; `+CEREG 0,2` without its colon. */
function isSlippedName(text: string, name: string, owner: Transaction | undefined): boolean {
  const meant = owner?.name ?? '';
  if (owner === undefined || !meant.startsWith('+') || owner.echoDiffers || meant.length < SHORTEST) return false;
  if (!owner.entry?.answers.some(({ prefix }) => prefix === meant)) return false;
  const said = /^\+?[A-Z0-9]+(?=[: ])/i.exec(text)?.[0] ?? name;
  if (said === meant) return text.startsWith(`${meant} `);
  return !KNOWN_NAMES.has(said) && withinEdits(said, meant, meant.length > 6 ? 2 : 1);
}

/** What is left of a short line that was hit (`K` of `OK`), between lines that can be read. */
function hits(capture: Capture, told: ReadonlySet<number>): readonly SerialEvent[] {
  return noiseStretches(capture)
    .filter(
      ({ dir, noise, text, before }) =>
        dir === 'rx' && noise <= 4 && text > 0 && text <= 4 && before?.row.kind !== 'urc',
    )
    .filter(({ rows, before }) => before !== null && (rows[0]?.seq ?? 0) > 1)
    .filter(({ rows }) => !rows.some(({ seq }) => told.has(seq)))
    .flatMap(({ rows }) => rows.slice(0, 1));
}
