import type { LinkSide, SerialSendInput } from '#shared/contract/serial.ts';

/**
 * What to ask of the bench for what was typed. A line to the MCU of a bridge is meant to come from the modem, whose lines stand
 * between CR LF and CR LF (V.250, 5.7.1, as with ATV1), where a command line ends with CR alone.
 */
export function sendInput(
  link: number,
  side: LinkSide | null,
  form: SerialSendInput['form'],
  data: string,
): SerialSendInput {
  if (side === null) return { link, form, data };
  if (side === 'mcu' && form === 'line') return { link, side, form: 'text', data: `\r\n${data}\r\n` };
  return { link, side, form, data };
}
