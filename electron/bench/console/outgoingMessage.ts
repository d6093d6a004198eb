import type { IPublishPacket } from 'mqtt-packet';
import { ok, type Result } from '#shared/base/result.ts';
import type { PublishInput, Qos } from '#shared/contract/console.ts';
import { checkTopicName } from '#shared/model/mqttTopic.ts';
import { encodePayload } from '#shared/model/payload/encodePayload.ts';
import { fillVariables, type VariableValues } from '#shared/model/payload/fillVariables.ts';
import { encodePublishProperties } from './mqttProperties.ts';

/** A message ready to be sent. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: Qos;
  readonly retain: boolean;
  /** 5.0 only. */
  readonly properties?: IPublishPacket['properties'];
}

/** Fills in the variables, if asked to, and checks what is to be sent. Before 5.0 there are no properties. */
export function prepareMessage(
  input: PublishInput,
  level: 4 | 5,
  values: VariableValues,
): Result<OutgoingMessage, 'bad-topic' | 'bad-payload' | 'bad-property'> {
  const filled = (text: string): string => (input.variables === true ? fillVariables(text, values) : text);
  const topic = filled(input.topic);
  const named = checkTopicName(topic);
  if (!named.ok) return named;
  const payload = encodePayload(filled(input.payload), input.encoding);
  if (!payload.ok) return payload;
  const properties =
    level === 5 && input.properties !== undefined ? encodePublishProperties(input.properties) : ok(undefined);
  if (!properties.ok) return properties;
  const { qos, retain } = input;
  return ok({
    ...{ topic, payload: payload.value, qos, retain },
    ...(properties.value !== undefined && { properties: properties.value }),
  });
}
