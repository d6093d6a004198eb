import type { CommandHandler } from '../../reply.ts';
import type { SmsService } from '../../session/sms/smsService.ts';
import { sendCommands } from './sendCommands.ts';
import { smsSettings } from './smsSettings.ts';
import { storageCommands } from './storageCommands.ts';

/** Short messages (V3.00 chapter 9, 3GPP TS 27.005). */
export function smsCommands(sms: SmsService): readonly CommandHandler[] {
  return [...smsSettings(sms), ...storageCommands(sms), ...sendCommands(sms)];
}
