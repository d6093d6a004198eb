import type { Rule } from '../../types.ts';
import { cregOnly } from './cregOnly.ts';
import { denied } from './denied.ts';
import { deregisteredByCommand } from './deregisteredByCommand.ts';
import { loraNotJoined } from './loraNotJoined.ts';
import { registrationLost } from './lost.ts';
import { searching } from './searching.ts';
import { smsOnly } from './smsOnly.ts';
import { wifiJoinFailed } from './wifiJoinFailed.ts';

/** Causes before symptoms: who was told to stay off does not search. */
export const REGISTRATION_RULES: readonly Rule[] = [
  deregisteredByCommand,
  denied,
  smsOnly,
  registrationLost,
  searching,
  cregOnly,
  wifiJoinFailed,
  loraNotJoined,
];
