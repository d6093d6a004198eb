import { latin1Text } from '../../../base/latin1.ts';
import { isNumber } from '../../../protocol/sms/address.ts';
import { decodeTpdu, encodeTpdu, hexBytes, type Tpdu } from '../../../protocol/sms/tpdu.ts';
import { answer, type CommandCall, type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import type { MessageState } from '../../session/sms/messageStore.ts';
import { isReceived, STATE_WORDS, tpduOf, typedBody, typedText } from '../../session/sms/messageText.ts';
import type { SmsService } from '../../session/sms/smsService.ts';
import { withMessages } from './withMessages.ts';

const NOT_ALLOWED = 302;
const INVALID_PDU_PARAMETER = 304;
const INVALID_TEXT_PARAMETER = 305;
const INVALID_INDEX = 321;
const MEMORY_FULL = 322;
const cms = (code: number): Reply => ({ kind: 'cms', code });

type Submit = (message: Tpdu, bytes: Uint8Array) => Reply;

/** Writing and sending messages: the text or the PDU comes at a prompt (V3.00 9.2). */
export function sendCommands(sms: SmsService): readonly CommandHandler[] {
  const { messages } = sms;
  const needing = withMessages(sms);

  const ask = (onData: (bytes: Uint8Array) => Reply): Reply => ({
    ...{ kind: 'prompt', prompt: '> ', terms: { end: 'ctrl-z', etxEscapes: false }, onData },
    onCancel: () => OK,
  });
  const fromText = (number: string, bytes: Uint8Array, then: Submit): Reply => {
    const { firstOctet, validity, pid, dcs } = sms.parameters;
    const data = typedBody(bytes, dcs, sms.charset);
    if (!data.ok) return cms(INVALID_TEXT_PARAMETER);
    const stamp = ((firstOctet >> 3) & 3) === 0 ? new Uint8Array(0) : Uint8Array.of(validity);
    const message: Tpdu = {
      ...{ type: 'submit', firstOctet, address: number, pid, dcs },
      ...{ time: '', validity: stamp, data: data.value },
    };
    return then(message, encodeTpdu(message));
  };
  /** `length` counts the TPDU alone; the service centre stands in front of it. */
  const fromPdu = (length: number, type: Tpdu['type'], typed: Uint8Array, then: Submit): Reply => {
    const pdu = hexBytes(latin1Text(typed).replace(/\s/g, ''));
    const bytes = pdu?.subarray(1 + (pdu[0] ?? 0));
    if (bytes === undefined || bytes.length !== length) return cms(INVALID_PDU_PARAMETER);
    const message = decodeTpdu(bytes, type);
    return message.ok ? then(message.value, bytes) : cms(INVALID_PDU_PARAMETER);
  };
  const send = (name: string, message: Tpdu, sent: () => void = () => undefined): Reply => ({
    kind: 'wait',
    start(give) {
      sms.send(message, (result) => {
        if (result.ok) sent();
        give(result.ok ? answer(`${name}: ${result.value}`) : cms(Number(result.error.code)));
      });
      return undefined;
    },
  });
  const store = (state: MessageState, tpdu: Uint8Array): Reply => {
    const index = messages.add({ memory: sms.memories[1], state, centre: '', tpdu: tpdu.slice() });
    return index === null ? cms(MEMORY_FULL) : answer(`+CMGW: ${index}`);
  };
  const isQuoted = ({ typed: [first = ''] }: CommandCall): boolean => first.startsWith('"');
  const write = (call: CommandCall): Reply => {
    const { args } = call;
    if (sms.textMode) {
      const number = typedText(args[0] ?? '', sms.charset);
      // Without a number the message is stored without one, which SMS-SUBMIT writes as a number of no digits.
      if (number === null || (number !== '' && !isNumber(number))) return cms(INVALID_TEXT_PARAMETER);
      const typed = (args[2] ?? '').toUpperCase();
      const sent = typed === STATE_WORDS[3];
      if (typed !== '' && typed !== STATE_WORDS[2] && !sent) return cms(INVALID_TEXT_PARAMETER);
      return ask((bytes) => fromText(number, bytes, (_, tpdu) => store(sent ? 3 : 2, tpdu)));
    }
    if (call.form === 'execute' || isQuoted(call)) return cms(INVALID_PDU_PARAMETER);
    const state = Number(args[1] ?? '2');
    const kept: MessageState = state === 0 || state === 1 || state === 3 ? state : 2;
    return ask((bytes) =>
      fromPdu(Number(args[0]), isReceived(kept) ? 'deliver' : 'submit', bytes, (_, tpdu) => store(kept, tpdu)),
    );
  };

  return [
    {
      name: '+CMGS',
      test: () => OK,
      write: (call) =>
        needing(() => {
          const [to = ''] = call.args;
          if (!sms.textMode) {
            if (isQuoted(call)) return cms(INVALID_PDU_PARAMETER);
            return ask((bytes) => fromPdu(Number(to), 'submit', bytes, (message) => send('+CMGS', message)));
          }
          if (!isQuoted(call)) return ERROR;
          const number = typedText(to, sms.charset);
          if (number === null || !isNumber(number)) return cms(INVALID_TEXT_PARAMETER);
          return ask((bytes) => fromText(number, bytes, (message) => send('+CMGS', message)));
        }),
    },
    {
      name: '+CMGW',
      test: () => OK,
      execute: (call) => needing(() => write(call)),
      write: (call) => needing(() => write(call)),
    },
    {
      name: '+CMSS',
      test: () => OK,
      write: ({ args: [index = '', to] }) =>
        needing(() => {
          const stored = messages.get(sms.memories[1], Number(index));
          if (stored === undefined) return cms(INVALID_INDEX);
          const tpdu = tpduOf(stored);
          if (isReceived(stored.state) || !tpdu.ok) return cms(NOT_ALLOWED);
          const number = to === undefined ? tpdu.value.address : typedText(to, sms.charset);
          if (number === null || !isNumber(number)) return cms(INVALID_TEXT_PARAMETER);
          return send('+CMSS', { ...tpdu.value, address: number }, () => messages.mark(stored, 3));
        }),
    },
  ];
}
