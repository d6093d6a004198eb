import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule, SerialEvent } from '../../types.ts';
import { finding, seen, seenCommand, seenResult } from '../support/finding.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { type PromptData, promptData, wasRepaired } from '../support/promptData.ts';
import { hasSucceeded, SECONDS, wasRefused } from '../support/select.ts';
import { latin1Text, nextSent } from '../support/serialRow.ts';

/** What is sent so soon after the data belongs to it. */
const AT_ONCE = SECONDS / 20;
/** More of it tells no more. */
const MAX_EXTRA = 2000;

/** More bytes than declared: the modem takes the rest for a command. */
export const promptExtraData: Rule = {
  id: 'prompt.extra-data',
  layer: 'at',
  find(capture) {
    const all = promptData(capture);
    return all.flatMap((each): readonly Finding[] => {
      const extra = extraOf(capture, each);
      return extra === null ? [] : [reported(capture, all, each, extra)];
    });
  },
};

interface Extra {
  readonly events: readonly SerialEvent[];
  readonly text: string;
}

/** What was sent in one go with counted data, behind it and before the next command. */
function extraOf(capture: Capture, { declared, rows, meant, swallowed }: PromptData): Extra | null {
  const last = rows.at(-1);
  if (declared === null || last === undefined || meant < declared || swallowed !== null) return null;
  const events: SerialEvent[] = [];
  let text = '';
  for (let event = nextSent(capture, last); event !== undefined; event = nextSent(capture, event)) {
    const bytes = latin1Text(event.row.bytes);
    const command = /at(?:[+&a-z]|\r|$)/i.exec(bytes)?.index ?? bytes.length;
    const late = capture.timed ? event.t - last.row.tLast > AT_ONCE : events.length > 0;
    if (late || command === 0 || text.length > MAX_EXTRA) break;
    events.push(event);
    text += bytes.slice(0, command);
    if (command < bytes.length) break;
  }
  return text === '' ? null : { events, text };
}

function kindOf(text: string): 'a line end' | 'Ctrl-Z' | 'text' {
  const plain = text.replace(/[\r\n]+$/, '');
  if (plain === '') return 'a line end';
  return plain === '\x1a' ? 'Ctrl-Z' : 'text';
}

function reported(capture: Capture, all: readonly PromptData[], each: PromptData, { events, text }: Extra): Finding {
  const { transaction, declared } = each;
  const what = kindOf(text);
  const shown = what === 'text' ? ` ("${text.replace(/[^ -~]/g, '.').slice(0, 40)}")` : '';
  const next = nextCommand(capture, transaction, events);
  const broke = next !== undefined && wasRefused(next);
  const lost = what === 'text' && !wasRepaired(all, each);
  const unmended =
    broke && !capture.transactions.some((later) => later.t > next.t && later.name === next.name && hasSucceeded(later));
  return finding(promptExtraData, {
    severity: lost || unmended ? 'fault' : 'warning',
    evidence: [
      seenCommand(transaction),
      ...events.map((event) => seen(event, `${what} behind the data`)),
      ...(broke ? [seenResult(next)] : []),
    ],
    title: 'More bytes were sent after the prompt than the command declared',
    detail: `${maskedCommand(transaction)} declared ${declared ?? 0} bytes; ${text.length} more followed: ${what}${shown}. The modem takes them for the beginning of a command${broke ? `, and refused ${maskedCommand(next)}` : ''}.`,
    advice:
      'Send exactly the declared number of bytes and nothing behind them: no CR LF (a print that adds them), no Ctrl-Z when a length was given. If the data is right, declare its real length in bytes.',
  });
}

/** The command that came next, which the extra bytes may have spoilt. */
const nextCommand = (
  capture: Capture,
  { commandSeq, link }: Transaction,
  events: readonly SerialEvent[],
): Transaction | undefined =>
  capture.transactions.find(
    (each) =>
      each.link === link &&
      each.commandSeq > commandSeq &&
      each.commandSeq >= (events[0]?.seq ?? 0) &&
      /at/i.test(each.command),
  );
