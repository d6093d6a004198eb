import type { CommandHandler } from '../../reply.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import type { MqttService } from '../../session/mqtt/mqttService.ts';
import { mqttConfigCommand } from './configCommand.ts';
import { mqttConnectCommands } from './connectCommands.ts';
import { mqttPublishCommands } from './publishCommands.ts';
import { mqttServiceCommands } from './serviceCommands.ts';
import { mqttSubscribeCommands } from './subscribeCommands.ts';

/** The CMQTT commands (V3.00 chapter 16). */
export const mqttCommands = (session: ModemSession, service: MqttService): readonly CommandHandler[] => [
  ...mqttServiceCommands(session, service),
  mqttConfigCommand(service),
  ...mqttConnectCommands(service),
  ...mqttPublishCommands(service),
  ...mqttSubscribeCommands(service),
];
