import { isUtf8 } from '../../../base/utf8.ts';
import { failed, OK, type Reply } from '../../reply.ts';
import { MQTT_ERROR } from '../../session/mqtt/mqttErrors.ts';
import type { MqttService } from '../../session/mqtt/mqttService.ts';
import type { MqttSlot } from '../../session/mqtt/mqttSlotTypes.ts';

/** `+CMQTTPUB: 0,11` and ERROR, or OK when the error is 0. */
export const toldAtOnce = (name: string, { index }: MqttSlot, error: number): Reply =>
  error === MQTT_ERROR.none ? OK : failed(`${name}: ${index},${error}`);

/** The client a command names first. The dictionary has checked that it is 0 or 1. */
export function clientOf({ clients }: MqttService, index: string | undefined): MqttSlot {
  const found = clients[Number(index)];
  if (found === undefined) throw new RangeError(`there is no MQTT client ${index ?? ''}`);
  return found;
}

export const qosOf = (text: string | undefined): 0 | 1 | 2 => (text === '1' ? 1 : text === '2' ? 2 : 0);

/** Text must be UTF-8 unless AT+CMQTTCFG="checkUTF8" says otherwise. */
export const isGoodText = ({ options }: MqttSlot, bytes: Uint8Array): boolean => !options.checkUtf8 || isUtf8(bytes);

/** Asks for so many bytes after `>`. */
export function askForBytes(
  name: string,
  slot: MqttSlot,
  length: string | undefined,
  kind: 'text' | 'bytes',
  onBytes: (bytes: Uint8Array) => Reply,
): Reply {
  return {
    kind: 'prompt',
    prompt: '>',
    terms: { end: 'count', count: Number(length) },
    onData: (bytes) =>
      kind === 'bytes' || isGoodText(slot, bytes) ? onBytes(bytes.slice()) : toldAtOnce(name, slot, MQTT_ERROR.badUtf8),
  };
}
