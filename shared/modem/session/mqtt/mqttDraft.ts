import type { TopicRequest } from '../../../protocol/mqtt/encode/encodeSubscribe.ts';

/** What AT+CMQTTCFG sets, between AT+CMQTTACCQ and AT+CMQTTREL. */
export interface MqttOptions {
  checkUtf8: boolean;
  /** Time limit of SUBSCRIBE, UNSUBSCRIBE and CONNACK. */
  seconds: number;
  /** Topics stand in AT+CMQTTPUB and AT+CMQTTSUB (newer family). */
  publishInline: boolean;
  subscribeInline: boolean;
}

/** What the host gave a client piece by piece and has not used yet. */
export interface MqttDraft {
  topic: Uint8Array | null;
  payload: Uint8Array | null;
  willTopic: Uint8Array | null;
  willMessage: { readonly payload: Uint8Array; readonly qos: 0 | 1 | 2 } | null;
  subscribe: readonly TopicRequest[];
  unsubscribe: readonly Uint8Array[];
}

/** Queued topics together, bytes (V3.00 16.2.12). */
export const MAX_QUEUED = 5120;

export const freshOptions = (): MqttOptions => ({
  checkUtf8: true,
  seconds: 120,
  publishInline: false,
  subscribeInline: false,
});

export const freshDraft = (): MqttDraft => ({
  ...{ topic: null, payload: null, willTopic: null, willMessage: null },
  ...{ subscribe: [], unsubscribe: [] },
});
