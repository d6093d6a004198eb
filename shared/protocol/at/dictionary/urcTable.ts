import type { UrcEntry } from './entryTypes.ts';
import { BOOT_URCS } from './urcs/bootUrcs.ts';
import { CALL_URCS, MESSAGE_URCS } from './urcs/callUrcs.ts';
import { CGEV_URC } from './urcs/cgev.ts';
import { ESP_AT_URCS } from './urcs/espAtUrcs.ts';
import { LORA_URCS } from './urcs/loraUrcs.ts';
import { MODULE_URCS } from './urcs/moduleUrcs.ts';
import { MQTT_URCS } from './urcs/mqttUrcs.ts';
import { NETWORK_URCS } from './urcs/networkUrcs.ts';
import { SOCKET_URCS } from './urcs/socketUrcs.ts';
import { SSL_URCS } from './urcs/sslUrcs.ts';

/** Every unsolicited result code of every family. */
export const URC_TABLE: readonly UrcEntry[] = [
  ...BOOT_URCS,
  ...NETWORK_URCS,
  CGEV_URC,
  ...MQTT_URCS,
  ...SOCKET_URCS,
  ...SSL_URCS,
  ...CALL_URCS,
  ...MESSAGE_URCS,
  ...MODULE_URCS,
  ...ESP_AT_URCS,
  ...LORA_URCS,
];
