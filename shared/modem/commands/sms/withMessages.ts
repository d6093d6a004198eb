import type { Reply } from '../../reply.ts';
import type { SmsService } from '../../session/sms/smsService.ts';

/** For commands that need the card and its messages: their reply, or the `+CMS ERROR` that says why not. */
export const withMessages =
  (sms: SmsService) =>
  (reply: () => Reply): Reply => {
    const { cmsCode } = sms;
    return cmsCode === null ? reply() : { kind: 'cms', code: cmsCode };
  };
