import { latin1Text } from '../../../base/latin1.ts';
import { answer, type CommandHandler, failed, OK, type Reply } from '../../reply.ts';
import { CCH_ERROR, type CchError } from '../../session/cch/cchErrors.ts';
import type { CchService } from '../../session/cch/cchService.ts';
import type { CchSession } from '../../session/cch/cchSession.ts';
import type { ModemSession } from '../../session/modemSession.ts';

/** Bytes of one read when the host names no number, and at most. */
const READ_LENGTH = 2048;

/** AT+CCHSEND and AT+CCHRECV (V3.00 10.2.5, 10.2.7). */
export function dataCommands({ urc }: ModemSession, { sessions, settings }: CchService): readonly CommandHandler[] {
  const send = ({ slot }: CchSession, bytes: Uint8Array): Reply => {
    const report = (error: CchError): void => {
      if (settings.reportSend) urc(`+CCHSEND: ${slot.number},${error}`);
    };
    // Closed while the host sent its data.
    if (slot.link === null) report(CCH_ERROR.peerClosed);
    else
      slot.link.send(bytes, null, (taken) => {
        if (taken === bytes.length) report(CCH_ERROR.none);
        else report(taken === 0 ? CCH_ERROR.busy : CCH_ERROR.peerClosed);
      });
    return OK;
  };
  const read = ({ slot }: CchSession, most: number): Reply => {
    const bytes = slot.receiver.read(Math.min(most, READ_LENGTH));
    if (bytes.length > 0) urc(`+CCHRECV: DATA,${slot.number},${bytes.length}\r\n${latin1Text(bytes)}`);
    urc(`+CCHRECV: ${slot.number},0`);
    return OK;
  };

  return [
    {
      name: '+CCHSEND',
      // What has not left yet, by session.
      read: () => {
        const unsent = sessions.map(({ slot }) => {
          const { sent = 0, acknowledged = 0 } = slot.link?.counters ?? {};
          return sent - acknowledged;
        });
        return answer(`+CCHSEND: ${unsent.join(',')}`);
      },
      write({ args: [number = '', length = ''] }) {
        const found = sessions[Number(number)];
        if (found === undefined || found.slot.state !== 'open' || found.slot.channel !== null)
          return failed(`+CCHSEND: ${Number(number)},${CCH_ERROR.state}`);
        return {
          kind: 'prompt',
          prompt: '>',
          terms: { end: 'count', count: Number(length) },
          onData: (bytes) => send(found, bytes),
        };
      },
    },
    {
      name: '+CCHRECV',
      read: () => answer(`+CCHRECV: LEN,${sessions.map(({ slot }) => slot.receiver.waiting).join(',')}`),
      write({ args: [number = '', length = ''] }) {
        const found = sessions[Number(number)];
        const refuse = (error: CchError): Reply => failed(`+CCHRECV: ${Number(number)},${error}`);
        if (found === undefined || !settings.kept) return refuse(CCH_ERROR.state);
        if (found.slot.state === 'free' && found.slot.receiver.waiting === 0) return refuse(CCH_ERROR.state);
        return read(found, length === '' || Number(length) <= 0 ? READ_LENGTH : Number(length));
      },
    },
  ];
}
