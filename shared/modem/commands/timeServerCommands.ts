import { answer, type CommandHandler, ERROR, failed, OK } from '../reply.ts';
import type { Bearer } from '../session/bearer.ts';
import type { ModemClock } from '../session/modemClock.ts';
import type { ModemSession } from '../session/modemSession.ts';
import { createToolBearer } from './tcpip/toolBearer.ts';

/** Codes of +CNTP and +CHTPUPDATE (V3.00 15). */
const DONE = 0;
const WRONG_PARAMETER = 2;
const NETWORK_ERROR = 4;
const TIMEOUT = 6;
/** There and back once the name is known, and how long all of it may take. */
const ANSWER_MS = 180;
const MOST_MS = 60_000;
const MOST_SERVERS = 10;

interface WebServer {
  readonly host: string;
  readonly port: string;
  readonly version: string;
}

/**
 * Time from servers: AT+CNTP, AT+CHTPSERV, AT+CHTPUPDATE (V3.00 15). The server's name is looked up through the data
 * connection; the time itself is that of the machine the simulated modem runs on.
 */
export function timeServerCommands(
  session: ModemSession,
  clock: ModemClock,
  bearer: Bearer,
): readonly CommandHandler[] {
  const tool = createToolBearer(bearer, 'time');
  const ntp = { host: '', zone: 0 };
  const servers: WebServer[] = [];
  const busy = { ntp: false, web: false };

  /** Reaches a server as far as can be; `done` gets the code, once, later. */
  const reach = (host: string, done: (code: number) => void): void => {
    let over = false;
    let stop = (): void => undefined;
    const finish = (code: number): void => {
      if (over) return;
      over = true;
      cancel();
      stop();
      tool.release();
      done(code);
    };
    const cancel = session.afterReal(MOST_MS, () => finish(TIMEOUT));
    tool.open((opened) => {
      if (over) return;
      if (!opened) return finish(NETWORK_ERROR);
      stop = tool.network.resolve(host, (address) => {
        if (address.ok) session.after(ANSWER_MS, () => finish(DONE));
        else finish(address.error.code === 'timeout' ? TIMEOUT : NETWORK_ERROR);
      });
    });
  };
  const synchronize = (): void => {
    busy.ntp = true;
    const tell = (code: number): void => {
      busy.ntp = false;
      if (code === DONE) clock.set(session.wall(), ntp.zone);
      session.urc(`+CNTP: ${code}`);
    };
    const struck = session.faults.strike('cntp');
    if (struck !== null) session.after(ANSWER_MS, () => tell(struck));
    else reach(ntp.host, tell);
  };
  /** Asks one server after the other. */
  const update = ([next, ...others]: readonly WebServer[]): void => {
    const tell = (code: number): void => {
      busy.web = false;
      if (code === DONE) clock.set(session.wall());
      // It has no code of its own for a server that does not answer.
      session.urc(`+CHTPUPDATE: ${code === TIMEOUT ? NETWORK_ERROR : code}`);
    };
    if (next === undefined) return;
    busy.web = true;
    reach(next.host, (code) => (code !== DONE && others.length > 0 ? update(others) : tell(code)));
  };
  const add = ([, host = '', port = '', version = '']: readonly string[]): boolean => {
    if (servers.length >= MOST_SERVERS) return false;
    servers.push({ host, port, version });
    return true;
  };

  return [
    {
      name: '+CNTP',
      read: () => answer(`+CNTP: "${ntp.host}",${ntp.zone}`),
      write({ args: [host = '', zone = '0'] }) {
        if (host === '') return ERROR;
        Object.assign(ntp, { host, zone: Number(zone) });
        return OK;
      },
      execute() {
        if (busy.ntp) return ERROR;
        if (ntp.host === '') return failed(`+CNTP: ${WRONG_PARAMETER}`);
        synchronize();
        return OK;
      },
    },
    {
      name: '+CHTPSERV',
      read: () =>
        answer(...servers.map(({ host, port, version }, index) => `+CHTPSERV: ${index},"${host}",${port},${version}`)),
      write({ args }) {
        if (args[0]?.toUpperCase() === 'ADD') return add(args) ? OK : ERROR;
        return servers.splice(Number(args[1]), 1).length === 1 ? OK : ERROR;
      },
    },
    {
      name: '+CHTPUPDATE',
      test: () => OK,
      read: () => answer(`+CHTPUPDATE: ${busy.web ? 'Updating' : 'NULL'}`),
      execute() {
        if (busy.web) return ERROR;
        if (servers.length === 0) return failed(`+CHTPUPDATE: ${WRONG_PARAMETER}`);
        update(servers);
        return OK;
      },
    },
  ];
}
