import { isNumber, toaOf } from '../../../protocol/sms/address.ts';
import { answer, type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import { MESSAGE_MEMORIES, MESSAGE_PLACES, type MessageMemory } from '../../session/sms/messageStore.ts';
import { type Charset, shownText, typedText } from '../../session/sms/messageText.ts';
import type { SmsService } from '../../session/sms/smsService.ts';
import { settingCommand } from '../settingCommand.ts';
import { withMessages } from './withMessages.ts';

const NOT_SUPPORTED = 303;
const INVALID_TEXT_PARAMETER = 305;
const NAMES = MESSAGE_MEMORIES.map((name) => `"${name}"`).join(',');

const memoryOf = (name: string): MessageMemory | undefined =>
  MESSAGE_MEMORIES.find((memory) => memory === name.toUpperCase());

/** How messages are read, kept, told and sent (V3.00 9.2). */
export function smsSettings(sms: SmsService): readonly CommandHandler[] {
  const places = (memory: MessageMemory): string => `${sms.messages.used(memory)},${MESSAGE_PLACES[memory]}`;
  const needing = withMessages(sms);
  const flag = (name: string, read: () => boolean, set: (on: boolean) => void): CommandHandler => ({
    name,
    read: () => answer(`${name}: ${Number(read())}`),
    write({ args: [on] }) {
      set(on === '1');
      return OK;
    },
    execute() {
      set(false);
      return OK;
    },
  });
  const setCentre = (typed: string): Reply => {
    const centre = typedText(typed, sms.charset) ?? '';
    if (!isNumber(centre)) return { kind: 'cms', code: INVALID_TEXT_PARAMETER };
    sms.centre = centre;
    return OK;
  };
  return [
    flag(
      '+CMGF',
      () => sms.textMode,
      (on) => {
        sms.textMode = on;
      },
    ),
    flag(
      '+CSDH',
      () => sms.details,
      (on) => {
        sms.details = on;
      },
    ),
    settingCommand('+CSCS', ['"IRA"'], {
      reset: true,
      onChange: ([name = '']) => {
        sms.charset = charsetOf(name);
      },
    }),
    {
      name: '+CSCA',
      test: () => OK,
      read: () => needing(() => answer(`+CSCA: "${shownText(sms.centre, sms.charset)}",${toaOf(sms.centre)}`)),
      write: ({ args: [number = ''] }) => needing(() => setCentre(number)),
    },
    {
      name: '+CSMP',
      read() {
        const { firstOctet, validity, pid, dcs } = sms.parameters;
        return answer(`+CSMP: ${[firstOctet, validity, pid, dcs].join(',')}`);
      },
      write({ args }) {
        const { firstOctet, validity, pid, dcs } = sms.parameters;
        const given = (at: number, now: number): number => ((args[at] ?? '') === '' ? now : Number(args[at]));
        // The two low bits say SMS-SUBMIT; a validity in seven bytes cannot be given here.
        const fo = given(0, firstOctet);
        if ((fo & 3) !== 1 || ((fo >> 3) & 1) === 1) return { kind: 'cms', code: INVALID_TEXT_PARAMETER };
        sms.parameters = { firstOctet: fo, validity: given(1, validity), pid: given(2, pid), dcs: given(3, dcs) };
        return OK;
      },
    },
    settingCommand('+CNMI', sms.reports.map(String), {
      onChange: (values) => {
        sms.reports = values.map(Number);
      },
    }),
    {
      name: '+CPMS',
      test: () => answer(`+CPMS: (${NAMES}),(${NAMES}),(${NAMES})`),
      read: () => needing(() => answer(`+CPMS: ${sms.memories.map((name) => `"${name}",${places(name)}`).join(',')}`)),
      write: ({ args }) =>
        needing(() => {
          const [read, write, receive] = [0, 1, 2].map((at) => memoryOf(args[at] ?? sms.memories[at] ?? ''));
          if (read === undefined || write === undefined || receive === undefined)
            return { kind: 'cms', code: NOT_SUPPORTED };
          sms.memories = [read, write, receive];
          return answer(`+CPMS: ${sms.memories.map(places).join(',')}`);
        }),
    },
    {
      name: '+CSMS',
      read: () => answer('+CSMS: 0,1,1,1'),
      write: ({ args: [service] }) => (service === '0' ? answer('+CSMS: 1,1,1') : ERROR),
    },
    settingCommand('+CSCB', ['0', '""', '""']),
  ];
}

const charsetOf = (typed: string): Charset => {
  const name = typed.replaceAll('"', '').toUpperCase();
  return name === 'GSM' || name === 'UCS2' ? name : 'IRA';
};
