import type { CommandHandler, TransparentChannel } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Subjects } from '../session/subjects.ts';
import { callCommands } from './callCommands.ts';
import { cchCommands } from './cch/cchCommands.ts';
import { clockCommands } from './clockCommands.ts';
import { dialCommands } from './dialCommands.ts';
import { fileCommands } from './fileCommands.ts';
import { gnssCommands } from './gnss/gnssCommands.ts';
import { httpCommands } from './http/httpCommands.ts';
import { identityCommands } from './identityCommands.ts';
import { lineCommands } from './lineCommands.ts';
import { mqttCommands } from './mqtt/mqttCommands.ts';
import { operatorCommands } from './operatorCommands.ts';
import { packetDomainCommands } from './packetDomainCommands.ts';
import { phonebookCommands } from './phonebookCommands.ts';
import { powerCommands } from './powerCommands.ts';
import { registrationCommands } from './registrationCommands.ts';
import { signalCommands } from './signalCommands.ts';
import { simCommands } from './simCommands.ts';
import { smsCommands } from './sms/smsCommands.ts';
import { certificateCommands } from './ssl/certificates.ts';
import { sslConfigCommand } from './ssl/sslConfig.ts';
import { tcpipCommands } from './tcpip/tcpipCommands.ts';
import { technologyCommands } from './technologyCommands.ts';
import { timeServerCommands } from './timeServerCommands.ts';
import { uartCommands } from './uartCommands.ts';

/** Every command of the modem by its name. A family of commands is a file; here they are put together. */
export function createCommandTable(
  session: ModemSession,
  subjects: Subjects,
  suspended: () => TransparentChannel | null,
): ReadonlyMap<string, CommandHandler> {
  const { uart, supply, radio, sim, registration, signal, clock, pdp, bearer } = subjects;
  const handlers: readonly CommandHandler[] = [
    ...lineCommands(session, suspended, () => {
      registration.resetReports();
      clock.zoneReports = false;
    }),
    ...identityCommands(session),
    ...powerCommands(session, radio, pdp, supply),
    ...uartCommands(session, uart),
    ...simCommands(session, sim),
    ...signalCommands(session, radio, registration, signal),
    ...registrationCommands(registration),
    ...operatorCommands(session, radio, registration),
    ...technologyCommands(session, registration),
    ...packetDomainCommands(session, registration, pdp),
    ...dialCommands(session, bearer),
    ...clockCommands(session, clock),
    ...timeServerCommands(session, clock, bearer),
    ...certificateCommands(session),
    ...mqttCommands(session, subjects.mqtt),
    sslConfigCommand(subjects.ssl),
    ...tcpipCommands(session, subjects.sockets, subjects.bearer),
    ...cchCommands(session, subjects.cch, subjects.ssl),
    ...httpCommands(session, subjects.http),
    ...smsCommands(subjects.sms),
    ...phonebookCommands(session, sim, subjects.sms),
    ...callCommands(session, sim, registration, subjects.sms),
    ...fileCommands(session),
    ...gnssCommands(session, subjects.gnss),
  ];
  return new Map(handlers.map((handler) => [handler.name, handler]));
}
