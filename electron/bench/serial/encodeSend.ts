import { assertNever } from '#shared/base/assertNever.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { SerialSendInput } from '#shared/contract/serial.ts';
import { parseHex } from '#shared/model/payload/parseHex.ts';

const CTRL_Z = 0x1a;
const ESC = 0x1b;

/** The bytes that go to the port for what the user typed. A command line ends with CR (V.250, 5.2.1: S3). */
export function encodeSend({ form, data }: Pick<SerialSendInput, 'form' | 'data'>): Result<Uint8Array, 'bad-hex'> {
  switch (form) {
    case 'line':
      return ok(new TextEncoder().encode(`${data}\r`));
    case 'text':
      return ok(new TextEncoder().encode(data));
    case 'hex':
      return parseHex(data);
    case 'ctrl-z':
      return ok(Uint8Array.of(CTRL_Z));
    case 'esc':
      return ok(Uint8Array.of(ESC));
    default:
      return assertNever(form, 'form');
  }
}
