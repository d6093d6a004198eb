import type { Rule } from '../../types.ts';
import { brokerHungUp } from './brokerHungUp.ts';
import { clientBusy } from './clientBusy.ts';
import { clientIdTakeover } from './clientIdTakeover.ts';
import { connectionLost } from './connectionLost.ts';
import { mqttCommandFailed } from './failed.ts';
import { keepAlive } from './keepAlive.ts';
import { length } from './length.ts';
import { malformed } from './malformed.ts';
import { neverArrived } from './neverArrived.ts';
import { notConfirmed } from './notConfirmed.ts';
import { subscribeRefused } from './subscribeRefused.ts';
import { timeout } from './timeout.ts';
import { topicEmpty } from './topicEmpty.ts';

/** Causes before symptoms. */
export const MQTT_SESSION_RULES: readonly Rule[] = [
  malformed,
  length,
  topicEmpty,
  subscribeRefused,
  clientIdTakeover,
  keepAlive,
  brokerHungUp,
  clientBusy,
  notConfirmed,
  neverArrived,
  timeout,
  connectionLost,
  mqttCommandFailed,
];
