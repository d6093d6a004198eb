import { answer, type CommandHandler, ERROR, OK } from '../../reply.ts';
import type { MqttOptions } from '../../session/mqtt/mqttDraft.ts';
import { MQTT_ERROR } from '../../session/mqtt/mqttErrors.ts';
import type { MqttService } from '../../session/mqtt/mqttService.ts';
import { clientOf } from './clientReply.ts';

/** By the first parameter, in small letters. What each may be was checked before, by the dictionary of the family. */
const SETTERS: Readonly<Record<string, (options: MqttOptions, values: readonly string[]) => void>> = {
  checkutf8(options, [on]) {
    options.checkUtf8 = on === '1';
  },
  optimeout(options, [seconds]) {
    options.seconds = Number(seconds);
  },
  argtopic(options, [publish, subscribe]) {
    options.publishInline = publish === '1';
    options.subscribeInline = subscribe === '1';
  },
  // For the cloud of one provider: taken, of no consequence here.
  aliauth: () => undefined,
};

/** AT+CMQTTCFG (V3.00 16.2): between AT+CMQTTACCQ and AT+CMQTTCONNECT. */
export const mqttConfigCommand = (service: MqttService): CommandHandler => ({
  name: '+CMQTTCFG',
  read: () =>
    answer(
      ...service.clients.map(
        ({ index, options }) => `+CMQTTCFG: ${index},${Number(options.checkUtf8)},${options.seconds}`,
      ),
    ),
  write({ args: [key = '', index, ...values] }) {
    const slot = clientOf(service, index);
    if (slot.refusal('acquired') !== MQTT_ERROR.none || slot.connection !== null) return ERROR;
    if (key.toLowerCase() === 'version') {
      slot.setLevel(values[0] === '3' ? 3 : 4);
      return OK;
    }
    const set = SETTERS[key.toLowerCase()];
    set?.(slot.options, values);
    return set === undefined ? ERROR : OK;
  },
});
