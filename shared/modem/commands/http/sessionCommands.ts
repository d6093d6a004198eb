import { type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import { readHttpUrl } from '../../session/http/httpRequest.ts';
import type { HttpService } from '../../session/http/httpService.ts';
import type { HttpSettings } from '../../session/http/httpSettings.ts';

/** One setting of AT+HTTPPARA; false: the value cannot be used. Ranges are checked before. */
type Setter = (settings: HttpSettings, value: string) => boolean;

const number =
  (set: (settings: HttpSettings, value: number) => void): Setter =>
  (settings, value) => {
    set(settings, Number(value));
    return true;
  };
const field =
  (key: 'contentType' | 'accept' | 'userAgent' | 'userData'): Setter =>
  ({ fields }, value) => {
    fields[key] = value;
    return true;
  };

const SETTERS: Readonly<Record<string, Setter>> = {
  URL(settings, value) {
    const url = readHttpUrl(value);
    if (url === null) return false;
    settings.url = url;
    return true;
  },
  CONNECTTO: number((settings, value) => {
    settings.connectS = value;
  }),
  RECVTO: number((settings, value) => {
    settings.receiveS = value;
  }),
  RESPTO: number((settings, value) => {
    settings.responseS = value;
  }),
  CONTENT: field('contentType'),
  ACCEPT: field('accept'),
  UA: field('userAgent'),
  USERDATA: field('userData'),
  SSLCFG: number((settings, value) => {
    settings.context = value;
  }),
  BREAK: number(({ fields }, value) => {
    fields.firstByte = value;
  }),
  BREAKEND: number(({ fields }, value) => {
    fields.lastByte = value;
  }),
  // Of the newer family; every body can be read more than once here.
  READMODE: () => true,
};

/** AT+HTTPINIT, HTTPTERM, HTTPPARA (V3.00 13.2). */
export function sessionCommands(service: HttpService): readonly CommandHandler[] {
  const start: Reply = {
    kind: 'wait',
    start(give) {
      service.start((started) => give(started ? OK : ERROR));
      return undefined;
    },
  };
  return [
    {
      name: '+HTTPINIT',
      execute: () => (service.state === 'stopped' ? start : ERROR),
    },
    {
      name: '+HTTPTERM',
      execute() {
        if (service.state !== 'running') return ERROR;
        service.stop();
        return OK;
      },
    },
    {
      name: '+HTTPPARA',
      write({ args: [key = '', value = ''] }) {
        if (service.state !== 'running') return ERROR;
        return SETTERS[key.toUpperCase()]?.(service.settings, value) === true ? OK : ERROR;
      },
    },
  ];
}
