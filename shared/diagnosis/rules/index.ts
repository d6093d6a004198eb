import type { Rule } from '../types.ts';
import { AT_RULES } from './at/index.ts';
import { MQTT_CONNECT_RULES } from './mqttConnect/index.ts';
import { MQTT_SESSION_RULES } from './mqttSession/index.ts';
import { PAYLOAD_RULES } from './payload/index.ts';
import { PDP_RULES } from './pdp/index.ts';
import { POWER_RULES } from './power/index.ts';
import { RADIO_RULES } from './radio/index.ts';
import { REGISTRATION_RULES } from './registration/index.ts';
import { SIM_RULES } from './sim/index.ts';
import { SOCKET_RULES } from './socket/index.ts';
import { TCP_RULES } from './tcp/index.ts';
import { TLS_RULES } from './tls/index.ts';
import { UART_RULES } from './uart/index.ts';

/** Every rule, by layer from the lowest; within a layer causes stand before symptoms. */
export const ALL_RULES: readonly Rule[] = [
  ...POWER_RULES,
  ...UART_RULES,
  ...AT_RULES,
  ...SIM_RULES,
  ...RADIO_RULES,
  ...REGISTRATION_RULES,
  ...PDP_RULES,
  ...SOCKET_RULES,
  ...TCP_RULES,
  ...TLS_RULES,
  ...MQTT_CONNECT_RULES,
  ...MQTT_SESSION_RULES,
  ...PAYLOAD_RULES,
];
