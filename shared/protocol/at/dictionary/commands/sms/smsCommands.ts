import { a76Max, answer, execute, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry } from '../../entryTypes.ts';
import { choice, optional } from '../../fields.ts';
import { BODY, header, INDEX, LENGTH, NUMBER, PDU_STATE, SENT, STATE, sms, TYPE } from './smsFields.ts';
import { SMS_SETTING_COMMANDS } from './smsSettingCommands.ts';

/** Short messages (V3.00 chapter 9, 3GPP TS 27.005). */
export const SMS_COMMANDS: readonly CommandEntry[] = [
  ...SMS_SETTING_COMMANDS,
  sms({
    name: '+CMGS',
    title: 'Send a message',
    meaning: 'Asks for the text or the PDU with >; Ctrl-Z sends it, Esc cancels.',
    forms: [
      test('AT+CMGS=?'),
      write('AT+CMGS=<da>[,<toda>]', [NUMBER('da', 'number to send to'), optional({ ...TYPE, name: 'toda' })]),
      write('AT+CMGS=<length>', [LENGTH]),
    ],
    answers: [SENT('+CMGS')],
    ...a76Max(40),
  }),
  sms({
    name: '+CMGW',
    title: 'Store a message',
    meaning: 'As AT+CMGS, but only stores it.',
    forms: [
      test('AT+CMGW=?'),
      write('AT+CMGW=<da>[,<toda>[,<stat>]]', [
        NUMBER('da', 'number to send to'),
        optional({ ...TYPE, name: 'toda' }),
        optional(STATE),
      ]),
      write('AT+CMGW=<length>[,<stat>]', [LENGTH, optional(PDU_STATE)]),
      execute('AT+CMGW'),
    ],
    answers: [answer('+CMGW', [INDEX], { sentence: ([index = '']) => `stored at ${index}` })],
  }),
  sms({
    name: '+CMSS',
    title: 'Send a stored message',
    meaning: 'Sends what AT+CMGW stored, to its number or to another one.',
    forms: [
      test('AT+CMSS=?'),
      write('AT+CMSS=<index>[,<da>[,<toda>]]', [
        INDEX,
        optional(NUMBER('da', 'number to send to')),
        optional({ ...TYPE, name: 'toda' }),
      ]),
    ],
    answers: [SENT('+CMSS')],
    ...a76Max(40),
  }),
  sms({
    name: '+CMGR',
    title: 'Read a message',
    meaning: 'A header, then the text in lines of its own, which may look like anything. Marks it as read.',
    forms: [test('AT+CMGR=?'), write('AT+CMGR=<index>', [INDEX])],
    answers: [header('+CMGR', []), BODY],
  }),
  sms({
    name: '+CMGL',
    title: 'List messages',
    meaning: 'For each message a header, then its text in lines of its own.',
    forms: [
      test('AT+CMGL=?'),
      write('AT+CMGL=<stat>', [STATE]),
      write('AT+CMGL=<stat>', [PDU_STATE]),
      execute('AT+CMGL'),
    ],
    answers: [header('+CMGL', [INDEX]), BODY],
  }),
  sms({
    name: '+CMGD',
    title: 'Delete messages',
    meaning: 'One message, or with a second number many.',
    forms: [
      test('AT+CMGD=?'),
      read('AT+CMGD?'),
      write('AT+CMGD=<index>[,<delflag>]', [
        INDEX,
        optional(
          choice('delflag', 'which', {
            0: 'this one',
            1: 'all read ones',
            2: 'all read and sent ones',
            3: 'all but unread ones',
            4: 'all',
          }),
        ),
      ]),
    ],
    caution: { forms: ['write'], why: 'deletes messages from the SIM or the modem' },
  }),
];
