import type { Rule } from '../../types.ts';
import { mqttConnectFailed } from './failed.ts';
import { invalidParameter } from './invalidParameter.ts';
import { okIsNotSuccess } from './okIsNotSuccess.ts';
import { order } from './order.ts';
import {
  refusedClientId,
  refusedCredentials,
  refusedNotAuthorized,
  refusedUnavailable,
  refusedVersion,
} from './refused.ts';
import { uriScheme } from './uriScheme.ts';

/** Causes before symptoms. */
export const MQTT_CONNECT_RULES: readonly Rule[] = [
  order,
  uriScheme,
  invalidParameter,
  refusedVersion,
  refusedClientId,
  refusedUnavailable,
  refusedCredentials,
  refusedNotAuthorized,
  okIsNotSuccess,
  mqttConnectFailed,
];
