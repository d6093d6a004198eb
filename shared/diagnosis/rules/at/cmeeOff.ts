import { createDictionary } from '../../../protocol/at/dictionary/dictionary.ts';
import type { CommandGroup } from '../../../protocol/at/dictionary/entryTypes.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Rule } from '../../types.ts';
import { boots } from '../support/boots.ts';
import { findingFrom, seenCommand } from '../support/finding.ts';
import { lastBefore, linesNamed, wholeNumber } from '../support/select.ts';

/** Commands of these groups are refused with a reason when AT+CMEE allows it. */
const REASONED: ReadonlySet<CommandGroup> = new Set(['sim', 'network', 'packet-domain', 'sms']);

/** A bare ERROR where +CME ERROR would say why. */
export const cmeeOff: Rule = {
  id: 'at.cmee-off',
  layer: 'at',
  find(capture) {
    const bare = capture.transactions.filter(
      ({ result, entry, echoDiffers, outcome }) =>
        result.kind === 'error' && entry !== null && REASONED.has(entry.group) && !echoDiffers && outcome === null,
    );
    if (bare.length === 0) return [];
    const dictionary = createDictionary(capture.family);
    const modes = modesIn(capture);
    const rows = bare
      // A syntax error is a bare ERROR whatever AT+CMEE says.
      .filter(({ command }) => dictionary.explainCommandLine(command).every(({ problems }) => problems.length === 0))
      .filter((each) => isOff(modes, each))
      .map((each) => seenCommand(each, `AT${each.name ?? ''}: ERROR without a reason`));
    const found = findingFrom(cmeeOff, rows, {
      severity: 'note',
      title: 'The modem does not say why it refuses: error reports are off',
      detail: `${rows.length === 1 ? 'A command was' : `${rows.length} commands were`} answered with ERROR alone.`,
      advice: 'Send AT+CMEE=2 once after each start of the modem: it then answers +CME ERROR with the reason in words.',
    });
    return found === null ? [] : [found];
  },
};

/** What is known of AT+CMEE from a moment on; null: no longer known. */
interface Mode {
  readonly t: number;
  readonly mode: number | null;
}

function modesIn(capture: Capture): readonly Mode[] {
  const set = capture.transactions
    .filter(({ name, form, result }) => name === '+CMEE' && form === 'write' && result.kind === 'ok')
    .map(({ t, args }): Mode => ({ t, mode: wholeNumber(args[0]) }));
  const told = linesNamed(capture, '+CMEE').map(({ t, fields }): Mode => ({ t, mode: wholeNumber(fields[0]) }));
  // A modem that refuses with a reason has them on.
  const given = capture.transactions
    .filter(({ result }) => result.kind === 'cme')
    .map(({ t }): Mode => ({ t, mode: 1 }));
  const forgotten = boots(capture).map(({ event }): Mode => ({ t: event.t, mode: null }));
  return [...set, ...told, ...given, ...forgotten].sort((a, b) => a.t - b.t);
}

/** By the last that is known of AT+CMEE; where nothing is, a query tells, which cannot be misspelt. */
function isOff(modes: readonly Mode[], { t, form }: Transaction): boolean {
  const mode = lastBefore(modes, t)?.mode ?? null;
  return mode === null ? form === 'read' || form === 'execute' : mode === 0;
}
