import { latin1Text } from '../../../base/latin1.ts';
import { answer, type CommandHandler, OK, type Reply } from '../../reply.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';
import { ipError } from './ipError.ts';

/** Bytes of one read, as they are and as hexadecimal. */
const MAX_BINARY = 1500;
const MAX_HEX = 750;

const hexText = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');

/** AT+CIPRXGET: how received data reaches the host (V3.00 11.2.6). */
export function receiveCommands(service: SocketService): readonly CommandHandler[] {
  const { links, settings } = service;

  const setMode = (buffered: boolean): Reply => {
    settings.buffered = buffered;
    for (const { receiver } of links.slots) receiver.modeChanged();
    return OK;
  };
  const read = (mode: 2 | 3, number: number, length: string | undefined): Reply => {
    const slot = links.slot(number);
    // What waits for ATO is not read in pieces.
    if (slot === undefined || slot.channel !== null) return ipError(service, 'notSupported');
    const { receiver } = slot;
    if (receiver.waiting === 0) return ipError(service, 'noData');
    const most = mode === 2 ? MAX_BINARY : MAX_HEX;
    const bytes = receiver.read(length === undefined || length === '' ? most : Number(length));
    const head = `+CIPRXGET: ${mode},${number},${bytes.length},${receiver.waiting}`;
    // One line, so that nothing comes between the head and its data.
    return answer(`${head}\r\n${mode === 2 ? latin1Text(bytes) : hexText(bytes)}`);
  };

  return [
    {
      name: '+CIPRXGET',
      read: () => answer(`+CIPRXGET: ${settings.buffered ? 1 : 0}`),
      write({ args: [first = '', number = '', length] }) {
        const mode = Number(first);
        if (mode === 0 || mode === 1) return setMode(mode === 1);
        if (service.state !== 'open') return ipError(service, 'notOpened');
        if (!settings.buffered) return ipError(service, 'notSupported');
        if (mode === 2 || mode === 3) return read(mode, Number(number), length);
        return answer(`+CIPRXGET: 4,${Number(number)},${links.slot(Number(number))?.receiver.waiting ?? 0}`);
      },
    },
  ];
}
