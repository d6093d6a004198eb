import { latin1Bytes } from '../../../base/latin1.ts';
import { type CommandCall, type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import { MQTT_ERROR } from '../../session/mqtt/mqttErrors.ts';
import type { MqttService } from '../../session/mqtt/mqttService.ts';
import type { MqttSlot } from '../../session/mqtt/mqttSlotTypes.ts';
import { askForBytes, clientOf, isGoodText, qosOf, toldAtOnce } from './clientReply.ts';

/** The will, topic and payload, and AT+CMQTTPUB (V3.00 16.2). */
export function mqttPublishCommands(service: MqttService): readonly CommandHandler[] {
  /** A command that keeps the bytes it asks for. */
  const keeping = (
    name: string,
    needs: 'acquired' | 'connected',
    kind: 'text' | 'bytes',
    keep: (slot: MqttSlot, bytes: Uint8Array, args: readonly string[]) => void,
  ): CommandHandler => ({
    name,
    write({ args }) {
      const slot = clientOf(service, args[0]);
      const refused = slot.refusal(needs);
      if (refused !== MQTT_ERROR.none) return toldAtOnce(name, slot, refused);
      return askForBytes(name, slot, args[1], kind, (bytes) => {
        keep(slot, bytes, args);
        return OK;
      });
    },
  });

  /** Topic and payload are forgotten with the PUBLISH that takes them. */
  const publish = (name: string, slot: MqttSlot, { args }: CommandCall): Reply => {
    const { draft } = slot;
    const { topic, payload } = draft;
    const error = slot.publish({
      topic,
      payload: payload ?? new Uint8Array(0),
      ...{ qos: qosOf(args[1]), seconds: Number(args[2]), retain: args[3] === '1', dup: args[4] === '1' },
    });
    if (error === MQTT_ERROR.none) {
      draft.topic = null;
      draft.payload = null;
    }
    return toldAtOnce(name, slot, error);
  };
  /** `=0,"topic",1,4,0,0`: the payload follows. */
  const publishInline = (name: string, slot: MqttSlot, { args }: CommandCall): Reply => {
    if (!slot.options.publishInline) return ERROR;
    const refused = slot.refusal('connected');
    if (refused !== MQTT_ERROR.none) return toldAtOnce(name, slot, refused);
    const [, text = '', qos, length, retain, dup] = args;
    const topic = latin1Bytes(text);
    if (topic.length === 0) return toldAtOnce(name, slot, MQTT_ERROR.topicEmpty);
    if (!isGoodText(slot, topic)) return toldAtOnce(name, slot, MQTT_ERROR.badUtf8);
    return askForBytes(name, slot, length, 'bytes', (payload) =>
      toldAtOnce(
        name,
        slot,
        slot.publish({
          ...{ topic, payload, qos: qosOf(qos), seconds: slot.options.seconds },
          ...{ retain: retain === '1', dup: dup === '1' },
        }),
      ),
    );
  };

  return [
    keeping('+CMQTTWILLTOPIC', 'acquired', 'text', ({ draft }, bytes) => {
      draft.willTopic = bytes;
    }),
    keeping('+CMQTTWILLMSG', 'acquired', 'bytes', ({ draft }, payload, args) => {
      draft.willMessage = { payload, qos: qosOf(args[2]) };
    }),
    keeping('+CMQTTTOPIC', 'connected', 'text', ({ draft }, bytes) => {
      draft.topic = bytes;
    }),
    keeping('+CMQTTPAYLOAD', 'connected', 'bytes', ({ draft }, bytes) => {
      draft.payload = bytes;
    }),
    {
      name: '+CMQTTPUB',
      write(call) {
        const slot = clientOf(service, call.args[0]);
        return call.typed[1]?.startsWith('"') === true
          ? publishInline(call.name, slot, call)
          : publish(call.name, slot, call);
      },
    },
  ];
}
