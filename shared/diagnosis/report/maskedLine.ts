import { answerName } from '../../protocol/at/answerName.ts';
import { splitQuotedFields } from '../../protocol/at/commandLine.ts';
import { behindPrefix } from '../../protocol/at/dictionary/answerLine.ts';
import type { Dictionary, LineContext } from '../../protocol/at/dictionary/dictionary.ts';
import { HIDDEN } from '../../protocol/at/dictionary/fields.ts';

/** Fields that are secrets, counted from 0, whatever a family's dictionary knows. */
const SECRETS: Readonly<Record<string, number>> = { '+CMQTTCONNECT': 5, '+CSSLCFG': 9, '+MQTTUSERCFG': 4 };

/** A line of the modem without passwords: `AT+CMQTTCONNECT?` answers with the one in use (manual V3.00, 16.2.8). */
export function maskedLine(dictionary: Dictionary, line: string, context: LineContext): string {
  const name = answerName(line);
  const decoded = name === '' ? null : dictionary.decodeLine(line, context);
  const isSecret = (index: number): boolean => SECRETS[name] === index || decoded?.[index]?.raw === HIDDEN;
  const typed = name === '' ? [] : splitQuotedFields(behindPrefix(line, name));
  if (!typed.some((field, index) => field !== '' && isSecret(index))) return line;
  return `${name}: ${typed.map((field, index) => (field !== '' && isSecret(index) ? HIDDEN : field)).join(',')}`;
}
