import type { CommandEntry } from '../../entryTypes.ts';
import { CMQTTCFG_COMMANDS } from './cmqttcfg.ts';
import { CMQTTCONNECT_COMMANDS } from './cmqttconnect.ts';
import { MQTT_PUBLISH_COMMANDS } from './mqttPublish.ts';
import { MQTT_SERVICE_COMMANDS } from './mqttService.ts';
import { MQTT_SUBSCRIBE_COMMANDS } from './mqttSubscribe.ts';

/** MQTT: START, ACCQ, CONNECT, SUB, TOPIC, PAYLOAD, PUB, DISC, REL, STOP (V3.00 chapter 16). */
export const MQTT_COMMANDS: readonly CommandEntry[] = [
  ...MQTT_SERVICE_COMMANDS,
  ...CMQTTCFG_COMMANDS,
  ...CMQTTCONNECT_COMMANDS,
  ...MQTT_PUBLISH_COMMANDS,
  ...MQTT_SUBSCRIBE_COMMANDS,
];
