import { decodeUtf8, isUtf8 } from '../../../base/utf8.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Finding, Rule } from '../../types.ts';
import { dataBytes } from '../support/dataBytes.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
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
  return capture.transactions.flatMap((each): readonly Finding[] => {
    if (each.form !== 'write' || !COUNTED.test(each.name ?? '')) return [];
    const declared = each.data?.declared ?? null;
    const bytes = dataBytes(capture, each);
    if (declared === null || bytes === null || bytes.length === 0) return [];
    const what =
      bytes.at(-1) === 0 && bytes.length === declared ? zeroText(each) : charactersText(capture, each, bytes);
    if (what === null) return [];
    return [
      finding(length, {
        severity: 'warning',
        evidence: [seenCommand(each)],
        title: 'The declared length is not that of the text in bytes',
        detail: what,
        advice: ADVICE,
      }),
    ];
  });
}

const zeroText = ({ command }: Transaction): string | null =>
  /PAYLOAD|WILLMSG/.test(command) ? null : `${command} declared the terminating zero of the text along with it.`;

/** The declared number is that of the characters, and the text has more bytes than that. */
function charactersText(capture: Capture, each: Transaction, data: Uint8Array): string | null {
  const declared = each.data?.declared ?? 0;
  if (data.length !== declared || data.every((byte) => byte < 0x80)) return null;
  const last = each.data?.seqs.at(-1) ?? 0;
  const next = capture.serial.find(({ seq, link, row }) => seq > last && link === each.link && row.dir === 'tx');
  if (next === undefined || /^at/i.test(next.text)) return null;
  const end = next.row.bytes.findIndex((byte) => byte === 0x0d || byte === 0x0a);
  const rest = end < 0 ? next.row.bytes : next.row.bytes.subarray(0, end);
  const whole = Uint8Array.from([...data, ...rest]);
  if (!isUtf8(whole)) return null;
  const text = decodeUtf8(whole);
  const characters = [...text].length;
  if (characters !== declared && text.length !== declared) return null;
  return `${each.command} declared ${declared}, the number of characters in "${text}"; in UTF-8 it has ${whole.length} bytes, and the rest was taken for a command.`;
}
