import { latin1Bytes, latin1Text } from '../../../base/latin1.ts';
import { answer, type CommandHandler, ERROR, failed, OK, type Reply } from '../../reply.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import { MQTT_ERROR } from '../../session/mqtt/mqttErrors.ts';
import type { MqttService } from '../../session/mqtt/mqttService.ts';
import { clientOf, toldAtOnce } from './clientReply.ts';

/** AT+CMQTTSTART, STOP, ACCQ, REL, SSLCFG (V3.00 16.2). */
export function mqttServiceCommands({ profile, urc }: ModemSession, service: MqttService): readonly CommandHandler[] {
  const resultFirst = profile.serviceResult === 'before-ok';
  /** The result and OK in the order of the family. */
  const serviceResult = (name: string, error: number): Reply =>
    error === MQTT_ERROR.none ? answer(`${name}: ${error}`) : failed(`${name}: ${error}`);

  const start = (): Reply => {
    let settle = (error: number): void => urc(`+CMQTTSTART: ${error}`);
    const begun = service.start((error) => settle(error));
    if (begun === 'opening' && !resultFirst) return OK;
    return {
      kind: 'wait',
      start(done) {
        settle = (error) =>
          done(begun === 'already' && profile.startAgain === 'error' ? ERROR : serviceResult('+CMQTTSTART', error));
        return undefined;
      },
    };
  };
  const stop = (): Reply => {
    const error = service.stop();
    if (resultFirst || error !== MQTT_ERROR.none) return serviceResult('+CMQTTSTOP', error);
    urc(`+CMQTTSTOP: ${error}`);
    return OK;
  };

  return [
    { name: '+CMQTTSTART', execute: start },
    { name: '+CMQTTSTOP', execute: stop },
    {
      name: '+CMQTTACCQ',
      read: () =>
        answer(
          ...service.clients.map(
            ({ index, acquired }) =>
              `+CMQTTACCQ: ${index},"${latin1Text(acquired?.clientId ?? new Uint8Array())}",${Number(acquired?.tls ?? false)}`,
          ),
        ),
      write({ name, args: [index, id = '', server, version] }) {
        if (id === '') return ERROR;
        const slot = clientOf(service, index);
        const acquisition = {
          clientId: latin1Bytes(id),
          tls: server === '1',
          level: version === '3' ? 3 : 4,
        } as const;
        return toldAtOnce(name, slot, slot.acquire(acquisition));
      },
    },
    {
      name: '+CMQTTREL',
      read: () => OK,
      write({ name, args: [index] }) {
        const slot = clientOf(service, index);
        return toldAtOnce(name, slot, slot.release());
      },
    },
    {
      name: '+CMQTTSSLCFG',
      read: () =>
        answer(
          ...service.clients.map(
            ({ index, sslContext }) => `+CMQTTSSLCFG: ${index}${sslContext === null ? '' : `,${sslContext}`}`,
          ),
        ),
      write({ args: [index, context] }) {
        // An error line would read as the context.
        if (!service.running) return ERROR;
        clientOf(service, index).sslContext = Number(context);
        return OK;
      },
    },
  ];
}
