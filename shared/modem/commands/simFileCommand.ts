import type { ModemSettings } from '../modemSettings.ts';
import { answer, type CommandHandler, type Reply } from '../reply.ts';

/** Files of the card by their number (3GPP TS 31.102 4.2, 31.101 13.2): what drivers read of it. */
const EF_ICCID = 0x2fe2;
const EF_IMSI = 0x6f07;
const EF_SPN = 0x6f46;
const EF_AD = 0x6fad;

/** `+CRSM: 144,0`: done. 106,130: file not found. 105,130: not allowed (ISO 7816-4 5.1.5). */
const FOUND = '144,0';
const NOT_FOUND = '106,130';
const REFUSED = '105,130';
const READ_BINARY = '176';

/** AT+CRSM (3GPP TS 27.007 8.18): reads the few files drivers ask for, and writes none. */
export function simFileCommand(
  { sim, network }: ModemSettings,
  withCard: (reply: () => Reply) => Reply,
): CommandHandler {
  const file = (id: number): string | null => {
    switch (id) {
      case EF_ICCID:
        return swapped(sim.iccid.padEnd(20, 'F'));
      case EF_IMSI:
        return `08${swapped(`9${sim.imsi}`)}`;
      case EF_SPN:
        return `01${hex(network.operator).slice(0, 32).padEnd(32, 'F')}`;
      case EF_AD:
        return `000000${network.mnc.length.toString().padStart(2, '0')}`;
      default:
        return null;
    }
  };
  return {
    name: '+CRSM',
    write: ({ args: [command = '', id = '', , , length = '0'] }) =>
      withCard(() => {
        if (command !== READ_BINARY) return answer(`+CRSM: ${REFUSED}`);
        const content = file(Number(id));
        if (content === null) return answer(`+CRSM: ${NOT_FOUND}`);
        const asked = Number(length) === 0 ? content : content.slice(0, 2 * Number(length));
        return answer(`+CRSM: ${FOUND},"${asked}"`);
      }),
  };
}

/** Digits as a card holds them: the two of each byte change places. */
const swapped = (digits: string): string => digits.replace(/(.)(.)/g, '$2$1');
const hex = (text: string): string =>
  [...text].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()).join('');
