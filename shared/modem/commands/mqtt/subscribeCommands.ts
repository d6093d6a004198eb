import { latin1Bytes } from '../../../base/latin1.ts';
import { type CommandCall, type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import { MAX_QUEUED } from '../../session/mqtt/mqttDraft.ts';
import { MQTT_ERROR } from '../../session/mqtt/mqttErrors.ts';
import type { MqttService } from '../../session/mqtt/mqttService.ts';
import type { MqttSlot } from '../../session/mqtt/mqttSlotTypes.ts';
import { askForBytes, clientOf, isGoodText, qosOf, toldAtOnce } from './clientReply.ts';

const total = (filters: readonly Uint8Array[]): number => filters.reduce((sum, { length }) => sum + length, 0);

/** Queueing topics, AT+CMQTTSUB and AT+CMQTTUNSUB in their forms (V3.00 16.2). */
export function mqttSubscribeCommands(service: MqttService): readonly CommandHandler[] {
  /** Asks for a topic when the client is connected. */
  const askForTopic = (name: string, slot: MqttSlot, length: string | undefined, use: (topic: Uint8Array) => Reply) => {
    const refused = slot.refusal('connected');
    return refused === MQTT_ERROR.none ? askForBytes(name, slot, length, 'text', use) : toldAtOnce(name, slot, refused);
  };
  const queueing = (
    name: string,
    queued: (slot: MqttSlot) => readonly Uint8Array[],
    add: (slot: MqttSlot, topic: Uint8Array, args: readonly string[]) => void,
  ): CommandHandler => ({
    name,
    write({ args }) {
      const slot = clientOf(service, args[0]);
      return askForTopic(name, slot, args[1], (topic) => {
        if (total(queued(slot)) + topic.length > MAX_QUEUED) return toldAtOnce(name, slot, MQTT_ERROR.length);
        add(slot, topic, args);
        return OK;
      });
    },
  });

  /** One topic at once; it leaves what is queued as it is. */
  const one = (
    { name, args, typed }: CommandCall,
    inline: (slot: MqttSlot) => boolean,
    ask: (slot: MqttSlot, topic: Uint8Array) => number,
  ): Reply => {
    const slot = clientOf(service, args[0]);
    if (typed[1]?.startsWith('"') === true) {
      if (!inline(slot)) return ERROR;
      const topic = latin1Bytes(args[1] ?? '');
      if (topic.length === 0) return toldAtOnce(name, slot, MQTT_ERROR.topicEmpty);
      return toldAtOnce(name, slot, isGoodText(slot, topic) ? ask(slot, topic) : MQTT_ERROR.badUtf8);
    }
    return askForTopic(name, slot, args[1], (topic) => toldAtOnce(name, slot, ask(slot, topic)));
  };
  /** `=0`, `=0,0`, `=0,1`: the queued topics. */
  const isForQueue = ({ args }: CommandCall): boolean =>
    args.length < 2 || (args.length === 2 && /^[01]?$/.test(args[1] ?? ''));
  const queue = ({ name, args }: CommandCall, send: (slot: MqttSlot) => number): Reply => {
    const slot = clientOf(service, args[0]);
    return toldAtOnce(name, slot, send(slot));
  };

  return [
    queueing(
      '+CMQTTSUBTOPIC',
      ({ draft }) => draft.subscribe.map(({ filter }) => filter),
      ({ draft }, filter, args) => {
        draft.subscribe = [...draft.subscribe, { filter, qos: qosOf(args[2]) }];
      },
    ),
    queueing(
      '+CMQTTUNSUBTOPIC',
      ({ draft }) => draft.unsubscribe,
      ({ draft }, filter) => {
        draft.unsubscribe = [...draft.unsubscribe, filter];
      },
    ),
    {
      name: '+CMQTTSUB',
      write(call) {
        if (!isForQueue(call)) {
          if (call.args.length < 3) return ERROR;
          const qos = qosOf(call.args[2]);
          return one(
            call,
            ({ options }) => options.subscribeInline,
            (slot, filter) => slot.subscribe([{ filter, qos }]),
          );
        }
        return queue(call, (slot) => {
          const error = slot.subscribe(slot.draft.subscribe);
          if (error === MQTT_ERROR.none) slot.draft.subscribe = [];
          return error;
        });
      },
    },
    {
      name: '+CMQTTUNSUB',
      write(call) {
        if (!isForQueue(call)) {
          if (call.args.length < 3) return ERROR;
          return one(
            call,
            ({ options }) => options.subscribeInline,
            (slot, filter) => slot.unsubscribe([filter]),
          );
        }
        return queue(call, (slot) => {
          const error = slot.unsubscribe(slot.draft.unsubscribe);
          if (error === MQTT_ERROR.none) slot.draft.unsubscribe = [];
          return error;
        });
      },
    },
  ];
}
