import { describeChirpStack } from './chirpStack.ts';
import type { GatewayMessage } from './gatewayMessage.ts';
import { describeZigbee } from './zigbee2mqtt.ts';

/** A message of Zigbee2MQTT or ChirpStack v4 in words; null when it is of neither. `payload` is the whole of it. */
export const describeGatewayMessage = (topic: string, payload: Uint8Array): GatewayMessage | null =>
  describeChirpStack(topic, payload) ?? describeZigbee(topic, payload);
