import type { CommandEntry } from '../../entryTypes.ts';
import { ESP_AT_BASIC } from './espAtBasic.ts';
import { ESP_AT_MQTT } from './espAtMqtt.ts';
import { ESP_AT_TCPIP } from './espAtTcpip.ts';
import { ESP_AT_WIFI } from './espAtWifi.ts';

/** ESP-AT: ESP32 and ESP8266 modules with the AT firmware. */
export const WIFI_COMMANDS: readonly CommandEntry[] = [
  ...ESP_AT_BASIC,
  ...ESP_AT_WIFI,
  ...ESP_AT_TCPIP,
  ...ESP_AT_MQTT,
];
