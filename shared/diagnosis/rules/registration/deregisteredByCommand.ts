import type { Capture, Rule } from '../../types.ts';
import { failsAfter } from '../support/failures.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { linesNamed, transactionsNamed } from '../support/select.ts';
import { succeededAfter } from '../support/successes.ts';

export const deregisteredByCommand: Rule = {
  id: 'registration.deregistered-by-command',
  layer: 'registration',
  find(capture) {
    const modes = operatorModes(capture);
    const last = modes.at(-1);
    if (last?.mode !== '2' || succeededAfter(capture, 'registration', last.seen.t + 1)) return [];
    const told = modes.findLast(({ mode, asked }) => mode === '2' && asked);
    return [
      finding(deregisteredByCommand, {
        // Who logs off and asks for nothing more meant to.
        severity: told !== undefined || failsAfter(capture, last.seen.t) ? 'fault' : 'note',
        evidence: [last.seen, ...(told === undefined ? [] : [told.seen])],
        title: 'The modem was told to stay off the network (AT+COPS=2)',
        detail: 'Operator selection is in mode 2, deregistered: it does not register whatever the signal is.',
        advice:
          'Send AT+COPS=0 and wait for +CEREG 1 or 5. Look for AT+COPS=2 in the firmware: it is left over until then.',
      }),
    ];
  },
};

interface OperatorMode {
  readonly mode: string;
  readonly asked: boolean;
  readonly seen: Seen;
}

/** What is known of the mode of operator selection (manual V3.00, 4.2.2), in order. */
function operatorModes(capture: Capture): readonly OperatorMode[] {
  const set = transactionsNamed(capture, '+COPS')
    // Mode 3 only sets how the name is printed.
    .filter(({ form, args, result }) => form === 'write' && args[0] !== '3' && result.kind === 'ok')
    .map((each): OperatorMode => ({ mode: each.args[0] ?? '', asked: false, seen: seenCommand(each) }));
  const told = linesNamed(capture, '+COPS')
    .filter(({ fields }) => /^\d$/.test(fields[0] ?? ''))
    .map((event): OperatorMode => ({ mode: event.fields[0] ?? '', asked: true, seen: seen(event) }));
  return [...set, ...told].sort((a, b) => a.seen.t - b.seen.t);
}
