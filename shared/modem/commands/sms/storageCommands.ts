import { answer, type CommandHandler, OK, type Reply } from '../../reply.ts';
import type { MessageState, StoredMessage } from '../../session/sms/messageStore.ts';
import { headerText, isReceived, STATE_WORDS, shownBody, tpduOf } from '../../session/sms/messageText.ts';
import { pduText, type SmsService } from '../../session/sms/smsService.ts';
import { withMessages } from './withMessages.ts';

const INVALID_INDEX = 321;
const INVALID_PDU_PARAMETER = 304;
const INVALID_TEXT_PARAMETER = 305;
const cms = (code: number): Reply => ({ kind: 'cms', code });

/** Reading, listing and deleting messages (V3.00 9.2). */
export function storageCommands(sms: SmsService): readonly CommandHandler[] {
  const { messages } = sms;
  const needing = withMessages(sms);
  const memory = () => sms.memories[0];

  /** Header and body as AT+CMGR and AT+CMGL show them, behind `lead`. */
  const shown = (lead: string, message: StoredMessage): string => {
    const tpdu = tpduOf(message);
    if (!sms.textMode || !tpdu.ok)
      return `${lead}${message.state},,${message.tpdu.length}\r\n${pduText(message.centre, message.tpdu)}`;
    const { charset, details, centre } = sms;
    const header = headerText(tpdu.value, { charset, details, centre }, message.centre);
    return `${lead}"${STATE_WORDS[message.state]}",${header}\r\n${shownBody(tpdu.value, charset)}`;
  };
  const read = (message: StoredMessage): void => {
    if (message.state === 0) messages.mark(message, 1);
  };
  /** `"ALL"` or 4: any. Null: not a state in the format in force. */
  const stateOf = (typed: string): MessageState | 'any' | null => {
    if (typed === '') return 0;
    const words = [...STATE_WORDS, 'ALL'];
    const at = sms.textMode ? words.indexOf(typed.toUpperCase()) : /^[0-4]$/.test(typed) ? Number(typed) : -1;
    return at === 4 ? 'any' : at === 0 || at === 1 || at === 2 || at === 3 ? at : null;
  };
  const list = (typed: string): Reply => {
    const state = stateOf(typed);
    if (state === null) return cms(sms.textMode ? INVALID_TEXT_PARAMETER : INVALID_PDU_PARAMETER);
    const found = messages.list(memory()).filter((message) => state === 'any' || message.state === state);
    const lines = found.map((message) => shown(`+CMGL: ${message.index},`, message));
    found.forEach(read);
    return answer(...lines);
  };
  /** Which messages `<delflag>` means besides the one at the place. */
  const isMeant = ({ state }: StoredMessage, flag: number): boolean =>
    flag === 4 ||
    (flag === 3 && state !== 0) ||
    (flag === 2 && (state === 1 || state === 3)) ||
    (flag === 1 && state === 1);

  return [
    {
      name: '+CMGR',
      write: ({ args: [index = ''] }) =>
        needing(() => {
          const message = messages.get(memory(), Number(index));
          if (message === undefined) return cms(INVALID_INDEX);
          const lines = shown('+CMGR: ', message);
          if (isReceived(message.state)) read(message);
          return answer(lines);
        }),
    },
    {
      name: '+CMGL',
      test: () =>
        answer(`+CMGL: (${sms.textMode ? [...STATE_WORDS, 'ALL'].map((word) => `"${word}"`).join(',') : '0-4'})`),
      execute: () => needing(() => list('')),
      write: ({ args: [state = ''] }) => needing(() => list(state)),
    },
    {
      name: '+CMGD',
      test: () =>
        needing(() =>
          answer(
            `+CMGD: (${messages
              .list(memory())
              .map(({ index }) => index)
              .join(',')}),(0-4)`,
          ),
        ),
      write: ({ args: [index = '', flag = '0'] }) =>
        needing(() => {
          const one = messages.get(memory(), Number(index));
          if (flag === '0' && one === undefined) return cms(INVALID_INDEX);
          const meant =
            flag === '0' ? [one] : messages.list(memory()).filter((message) => isMeant(message, Number(flag)));
          for (const message of meant) if (message !== undefined) messages.remove(message);
          sms.roomMade();
          return OK;
        }),
    },
  ];
}
