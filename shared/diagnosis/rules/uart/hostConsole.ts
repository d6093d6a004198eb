import type { Rule, SerialEvent } from '../../types.ts';
import { findingFrom, seen } from '../support/finding.ts';
import { succeededAfter } from '../support/successes.ts';

/** What a login prompt, a shell, a boot loader or a kernel prints. */
const CONSOLE: readonly RegExp[] = [
  /^[\w.-]+ login: ?/,
  /^login: ?$/,
  /^password: ?$/i,
  /^login incorrect$/i,
  /^login timed out/i,
  /^last login: /i,
  /^(?:linux version|starting kernel|u-boot \d|uncompressing linux|welcome to (?:debian|raspbian|ubuntu))/i,
  /^(?:debian|raspbian|raspberry pi os|ubuntu) (?:gnu\/linux )?\S+.* tty\w+$/i,
  /^\[ *\d+\.\d{6}\] \S/,
  /^-?(?:ba|a|da)?sh: .*(?:not found|syntax error)/,
  /^[\w-]+@[\w.-]+:[^ ]*[$#] ?/,
  /^(?:\/ )?# ?at\b/i,
];
/** A firmware's own log is a console, and the text of a message may say anything. */
const ELSEWHERE = /^\+(?:CMGR|CMGL|CMT|CUSD|HTTP|CIPRXGET|CCHRECV|CMQTTRX|FS)/;

export const hostConsole: Rule = {
  id: 'uart.host-console',
  layer: 'uart',
  find(capture) {
    const messages = new Set(
      capture.transactions
        .filter(({ name }) => name !== null && ELSEWHERE.test(name))
        .flatMap(({ lines }) => lines.map(({ seq }) => seq)),
    );
    // Where the command was not recorded, the header tells.
    for (const [i, { name }] of capture.serial.entries()) {
      const next = capture.serial[i + 1];
      if (ELSEWHERE.test(name) && next !== undefined) messages.add(next.seq);
    }
    const speaks = ({ row, text, seq, link }: SerialEvent): boolean =>
      row.dir === 'rx' &&
      row.kind !== 'echo' &&
      capture.links.get(link)?.role !== 'mcu-console' &&
      !messages.has(seq) &&
      text !== '' &&
      CONSOLE.some((pattern) => pattern.test(text));
    const lines = capture.serial.filter(speaks);
    const last = lines.at(-1);
    if (last === undefined) return [];
    const found = findingFrom(
      hostConsole,
      lines.map((event) => seen(event)),
      {
        severity: succeededAfter(capture, 'at', last.t) ? 'warning' : 'fault',
        title: 'A console of a computer shares this UART',
        detail: `Not a modem but a login prompt, a shell or a kernel speaks here: "${lines[0]?.text ?? ''}".`,
        advice:
          'Take the console off this UART: on Linux stop and disable serial-getty@… and remove console=tty… from the kernel command line (raspi-config: serial login shell off, serial port on). Then look whether the port really leads to the modem.',
      },
    );
    return found === null ? [] : [found];
  },
};
