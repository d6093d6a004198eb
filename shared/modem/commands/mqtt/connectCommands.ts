import { latin1Bytes, latin1Text } from '../../../base/latin1.ts';
import { answer, type CommandCall, type CommandHandler, ERROR, type Reply } from '../../reply.ts';
import { MQTT_ERROR } from '../../session/mqtt/mqttErrors.ts';
import type { MqttService } from '../../session/mqtt/mqttService.ts';
import type { ConnectArguments } from '../../session/mqtt/mqttSlotTypes.ts';
import { clientOf, toldAtOnce } from './clientReply.ts';

const DEFAULT_PORT = 1883;
const MAX_LOGIN = 256;

/** AT+CMQTTCONNECT and AT+CMQTTDISC (V3.00 16.2). */
export function mqttConnectCommands(service: MqttService): readonly CommandHandler[] {
  return [
    {
      name: '+CMQTTCONNECT',
      ownCheck: true,
      // It prints the password.
      read: () =>
        answer(
          ...service.clients.map(
            ({ index, connection }) => `+CMQTTCONNECT: ${index}${connection === null ? '' : settingsText(connection)}`,
          ),
        ),
      write(call): Reply {
        const [index] = call.args;
        if (index !== '0' && index !== '1') return ERROR;
        const slot = clientOf(service, index);
        const wanted = connectArguments(call);
        return toldAtOnce(call.name, slot, wanted === null ? MQTT_ERROR.parameter : slot.connect(wanted));
      },
    },
    {
      name: '+CMQTTDISC',
      // 0 means connected.
      read: () =>
        answer(
          ...service.clients.map(({ index, connection }) => `+CMQTTDISC: ${index},${connection === null ? 1 : 0}`),
        ),
      write({ name, args: [index, seconds] }) {
        const slot = clientOf(service, index);
        return toldAtOnce(name, slot, slot.disconnect(Number(seconds)));
      },
    },
  ];
}

function settingsText({ address, keepAlive, clean, user, password }: ConnectArguments): string {
  const login = [user, password].flatMap((text) => (text === null ? [] : [`,"${latin1Text(text)}"`])).join('');
  return `,"${address}",${keepAlive},${Number(clean)}${login}`;
}

/** Null: error 12, "invalid parameter". */
function connectArguments({ args, typed }: CommandCall): ConnectArguments | null {
  const [, address = '', keepAlive = '', clean = '', user, password] = args;
  const quoted = [1, 4, 5].every((at) => typed[at] === undefined || typed[at] === '' || /^".*"$/s.test(typed[at]));
  const seconds = /^\d{1,5}$/.test(keepAlive) ? Number(keepAlive) : 0;
  const to = endPoint(address);
  if (args.length > 6 || !quoted || to === null || seconds < 1 || seconds > 64_800 || !/^[01]$/.test(clean))
    return null;
  if ((user?.length ?? 0) > MAX_LOGIN || (password?.length ?? 0) > MAX_LOGIN) return null;
  return {
    ...{ address, ...to, keepAlive: seconds, clean: clean === '1' },
    user: login(user),
    password: login(password),
  };
}

const login = (text: string | undefined): Uint8Array | null =>
  text === undefined || text === '' ? null : latin1Bytes(text);

/** `tcp://` in front also with TLS; the port is 1883 when there is none (V3.00 16.2.8). */
function endPoint(address: string): { readonly host: string; readonly port: number } | null {
  if (address.length < 9 || address.length > 256) return null;
  const [, bracketed, name, digits] = /^tcp:\/\/(?:\[([^\]\s]+)\]|([^:/\s]+))(?::(\d{1,5}))?\/?$/i.exec(address) ?? [];
  const host = bracketed ?? name;
  const port = digits === undefined ? DEFAULT_PORT : Number(digits);
  return host === undefined || port < 1 || port > 65_535 ? null : { host, port };
}
