import { decodeUtf8, isUtf8 } from '../../../base/utf8.ts';
import { CTRL_Z } from '../../../protocol/at/byteClass.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { dataBytes } from '../support/dataBytes.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { type PromptData, promptData } from '../support/promptData.ts';
import { SECONDS } from '../support/select.ts';
import { latin1Text, nextSent } from '../support/serialRow.ts';
import { serviceResults } from '../support/serviceResults.ts';

const COUNTED = /^\+CMQTT(?:TOPIC|PAYLOAD|SUB|SUBTOPIC|UNSUB|UNSUBTOPIC|WILLTOPIC|WILLMSG)$/;

/** The length of a topic or payload was counted in another way than the modem does, or is out of range. */
export const length: Rule = {
  id: 'mqtt.length',
  layer: 'mqtt-session',
  find: (capture) => [...outOfRange(capture), ...miscounted(capture)],
};

const ADVICE =
  'Count bytes, not characters: a letter with an accent takes two in UTF-8, many signs three. In C that is strlen() of the text, without the terminating zero. Topics may have 1 to 1024 bytes, payloads 1 to 10240; an empty payload needs no AT+CMQTTPAYLOAD.';

function outOfRange(capture: Capture): readonly Finding[] {
  const results = serviceResults(capture).filter(({ table, code }) => table === 'mqtt' && code === 22);
  if (results.length === 0) return [];
  const progress = progressOf(capture);
  return results.map(({ event, transaction }) =>
    finding(length, {
      severity: progress.after('mqtt-session', event.t + 1) ? 'warning' : 'fault',
      evidence: [seen(event), ...(transaction === null ? [] : [seenCommand(transaction)])],
      title: 'A topic or payload has a length the modem does not allow',
      detail: `${event.text} means "length out of range".${transaction === null ? '' : ` It answered ${transaction.command}.`}`,
      advice: ADVICE,
    }),
  );
}

function miscounted(capture: Capture): readonly Finding[] {
  return promptData(capture).flatMap((each): readonly Finding[] => {
    const { transaction, declared } = each;
    const bytes = dataBytes(capture, transaction);
    if (declared === null || bytes === null || bytes.length === 0 || !COUNTED.test(transaction.name ?? '')) return [];
    const what = shortText(each) ?? zeroText(each, bytes) ?? longText(capture, each, bytes);
    if (what === null) return [];
    return [
      finding(length, {
        severity: 'warning',
        evidence: [seenCommand(transaction)],
        title: 'The declared length is not that of the text in bytes',
        detail: what,
        advice: ADVICE,
      }),
    ];
  });
}

/** The modem waited for more, and took the next command for it. */
const shortText = ({ transaction: { command }, declared, meant, swallowed }: PromptData): string | null =>
  swallowed === null || declared === null || meant >= declared
    ? null
    : `${command} declared ${declared} bytes, and ${meant} were sent.`;

const zeroText = ({ transaction: { command }, declared }: PromptData, bytes: Uint8Array): string | null =>
  bytes.at(-1) !== 0 || bytes.length !== declared || /PAYLOAD|WILLMSG/.test(command)
    ? null
    : `${command} declared the terminating zero of the text along with it.`;

/** What is sent so soon after the data belongs to it. */
const AT_ONCE = SECONDS / 20;

/** The text has more bytes than declared; often the declared number is that of its characters. */
function longText(capture: Capture, { transaction, declared, rows }: PromptData, data: Uint8Array): string | null {
  const last = rows.at(-1);
  const next = last === undefined || data.length !== declared ? undefined : nextSent(capture, last);
  if (last === undefined || next === undefined || (capture.timed && next.t - last.row.tLast > AT_ONCE)) return null;
  // Up to a line end, or to the command that was sent next.
  const end = latin1Text(next.row.bytes).search(/[\r\n]|at(?:[+&a-z]|$)/i);
  const rest = end < 0 ? next.row.bytes : next.row.bytes.subarray(0, end);
  // Ctrl-Z, out of habit, is no text.
  if (rest.length === 0 || rest[0] === CTRL_Z) return null;
  const whole = Uint8Array.from([...data, ...rest]);
  const text = isUtf8(whole) ? decodeUtf8(whole) : '';
  if (text !== '' && ([...text].length === declared || text.length === declared))
    return `${transaction.command} declared ${declared}, the number of characters in "${text}"; in UTF-8 it has ${whole.length} bytes, and the rest was taken for a command.`;
  return `${transaction.command} declared ${declared} bytes, and ${whole.length} were sent; the rest was taken for a command.`;
}
