import { type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import { HTTP_METHODS, type HttpMethod } from '../../session/http/httpRequest.ts';
import type { HttpService } from '../../session/http/httpService.ts';
import type { ModemSession } from '../../session/modemSession.ts';

/** AT+HTTPDATA, HTTPACTION, HTTPPOSTFILE (V3.00 13.2). */
export function requestCommands({ urc, store }: ModemSession, service: HttpService): readonly CommandHandler[] {
  /** OK, and later `+HTTPACTION: <method>,<status or error>,<length>`. */
  const request = (name: string, method: HttpMethod, body: Uint8Array | null): Reply => {
    const { url } = service.settings;
    if (service.state !== 'running' || service.busy || url === null) return ERROR;
    service.request(method, url, body, (outcome) => {
      const number = HTTP_METHODS.indexOf(method);
      if (typeof outcome === 'number') urc(`${name}: ${number},${outcome},0`);
      else urc(`${name}: ${number},${outcome.status},${outcome.body.length}`);
    });
    return OK;
  };

  return [
    {
      name: '+HTTPDATA',
      write({ args: [size = '', seconds = ''] }) {
        if (service.state !== 'running') return ERROR;
        return {
          kind: 'prompt',
          prompt: 'DOWNLOAD',
          terms: { end: 'count', count: Number(size) },
          onData(bytes) {
            service.body = bytes.slice();
            return OK;
          },
          timeout: { ms: Number(seconds) * 1000, reply: ERROR },
        };
      },
    },
    {
      name: '+HTTPACTION',
      write({ args: [number = ''] }) {
        const method = HTTP_METHODS[Number(number)] ?? 'GET';
        return request('+HTTPACTION', method, method === 'POST' ? (service.body ?? new Uint8Array(0)) : null);
      },
    },
    {
      name: '+HTTPPOSTFILE',
      write({ args: [name = ''] }) {
        const file = store.files.get(name);
        return file === undefined ? ERROR : request('+HTTPPOSTFILE', 'POST', file);
      },
    },
  ];
}
