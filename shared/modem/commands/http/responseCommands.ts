import { latin1Text } from '../../../base/latin1.ts';
import { answer, type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import { HTTP_ERROR } from '../../session/http/httpErrors.ts';
import type { HttpService } from '../../session/http/httpService.ts';
import type { ModemSession } from '../../session/modemSession.ts';

/** Bytes of one block of a body. */
const BLOCK = 1024;
/** Files the module has room for. */
const MAX_FILES = 64;

/** AT+HTTPHEAD, HTTPREAD, HTTPREADFILE (V3.00 13.2). */
export function responseCommands(session: ModemSession, service: HttpService): readonly CommandHandler[] {
  const { urc, store, profile } = session;
  /** The manual of one family has the word DATA before the length, that of the other has not. */
  const counted = (name: string, bytes: Uint8Array): string =>
    `${name}: ${profile.name === 'sim7600' ? 'DATA,' : ''}${bytes.length}\r\n${latin1Text(bytes)}`;
  let reading = false;

  /** Block after block, no faster than the line. */
  const read = (rest: Uint8Array): void => {
    if (rest.length === 0 || service.state !== 'running') {
      reading = false;
      // After AT+HTTPTERM nothing is said any more.
      if (service.state === 'running') urc('+HTTPREAD: 0');
      return;
    }
    const block = rest.subarray(0, BLOCK);
    urc(counted('+HTTPREAD', block));
    session.afterReal((block.length * 10_000) / (session.baud || 115_200), () => read(rest.subarray(BLOCK)));
  };
  const begin = (from: number, length: number): Reply => {
    if (service.response === null || reading) return ERROR;
    reading = true;
    read(service.response.body.subarray(from, from + length));
    return OK;
  };

  return [
    {
      name: '+HTTPHEAD',
      execute: () => (service.response === null ? ERROR : answer(counted('+HTTPHEAD', service.response.head))),
    },
    {
      name: '+HTTPREAD',
      read: () => (service.response === null ? ERROR : answer(`+HTTPREAD: LEN,${service.response.body.length}`)),
      write: ({ args: [first = '', second] }) =>
        second === undefined ? begin(0, Number(first)) : begin(Number(first), Number(second)),
    },
    {
      name: '+HTTPREADFILE',
      write({ args: [name = ''] }) {
        const { response } = service;
        if (response === null) return ERROR;
        const full = store.files.size >= MAX_FILES && !store.files.has(name);
        if (!full) store.files.set(name, response.body);
        session.after(50, () => urc(`+HTTPREADFILE: ${full ? HTTP_ERROR.file : 0}`));
        return OK;
      },
    },
  ];
}
