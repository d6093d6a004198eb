import { answerName } from '../../protocol/at/answerName.ts';
import { splitQuotedFields } from '../../protocol/at/commandLine.ts';
import { behindPrefix } from '../../protocol/at/dictionary/answerLine.ts';
import type { Dictionary, LineContext } from '../../protocol/at/dictionary/dictionary.ts';
import { HIDDEN } from '../../protocol/at/dictionary/fields.ts';

/** A line of the modem without passwords: `AT+CMQTTCONNECT?` answers with the one in use (manual V3.00, 16.2.8). */
export function maskedLine(dictionary: Dictionary, line: string, context: LineContext): string {
  const fields = dictionary.decodeLine(line, context);
  if (fields === null || !fields.some(({ raw }) => raw === HIDDEN)) return line;
  const name = answerName(line);
  const shown = splitQuotedFields(behindPrefix(line, name)).map((typed, index) =>
    fields[index]?.raw === HIDDEN ? HIDDEN : typed,
  );
  return `${name}: ${shown.join(',')}`;
}
