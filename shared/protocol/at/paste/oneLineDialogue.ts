import type { PastedLine } from './pastedLine.ts';
import { isCommand, isFinal, isModemLine } from './speech.ts';

const ARROW = /-{1,2}>|={1,2}>|\xe2\x86\x92/;
/** Before the next line of an answer that was written on one. */
const NEXT_LINE = /\s{2,}|\s+\/\s+|\s+(?=\+[A-Z]{2,}[A-Z0-9]*:)|\s+(?=(?:OK|ERROR)$)/;

/** Parts `AT+CSQ -> +CSQ: 22,99  OK`, `AT+CSQ +CSQ: 22,99 OK` and `RDY / +CPIN: READY`; any other line stays as it is. */
export function splitOneLine(line: PastedLine): readonly PastedLine[] {
  const [command = '', ...answers] = line.text.split(ARROW).map((part) => part.trim());
  if (answers.length > 0 && isCommand(command)) {
    return [{ ...line, dir: 'tx', text: command }, ...answers.flatMap((answer) => answerLines(line, answer))];
  }
  const parts = line.text.split(NEXT_LINE);
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return [line];
  if (isCommand(first) && isFinal(rest.at(-1) ?? '') && rest.every(isModemLine)) {
    return [{ ...line, dir: 'tx', text: first }, ...rest.map((text): PastedLine => ({ ...line, dir: 'rx', text }))];
  }
  if (parts.every(isModemLine)) return parts.map((text): PastedLine => ({ ...line, dir: 'rx', text }));
  return [line];
}

function answerLines(line: PastedLine, answer: string): readonly PastedLine[] {
  // A prompt, and the data typed at it.
  const prompt = /^>\s*(.*)$/.exec(answer);
  if (prompt !== null) {
    const [, data = ''] = prompt;
    const shown: PastedLine = { ...line, dir: 'rx', text: '>' };
    return data === '' ? [shown] : [shown, { ...line, dir: 'tx', text: data }];
  }
  return answer
    .split(NEXT_LINE)
    .filter((text) => text !== '')
    .map((text): PastedLine => ({ ...line, dir: 'rx', text }));
}
