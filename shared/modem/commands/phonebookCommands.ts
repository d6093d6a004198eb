import { isNumber, toaOf } from '../../protocol/sms/address.ts';
import { answer, type CommandHandler, cme, ERROR, OK, type Reply } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Contact } from '../session/nonVolatile.ts';
import type { Sim } from '../session/sim.ts';
import { shownText, typedText } from '../session/sms/messageText.ts';
import type { SmsService } from '../session/sms/smsService.ts';

const INVALID_INDEX = 21;
const NOT_FOUND = 22;
const MEMORY_FULL = 20;
const NOT_ALLOWED = 3;
/** Places of a usual SIM, and what fits into one. */
const PLACES = { SM: 250, ON: 1 } as const;
const NUMBER_LENGTH = 40;
const NAME_LENGTH = 14;

/** The phone book of the card and its own number (3GPP TS 27.007 8.11-8.14). Names are in the character set of AT+CSCS. */
export function phonebookCommands(
  { store, settings }: ModemSession,
  sim: Sim,
  sms: Pick<SmsService, 'charset'>,
): readonly CommandHandler[] {
  const { number } = settings.sim;
  const own: ReadonlyMap<number, Contact> = new Map(number === '' ? [] : [[1, { number, name: '' }]]);
  let storage: 'SM' | 'ON' = 'SM';

  const book = (): ReadonlyMap<number, Contact> => (storage === 'SM' ? store.contacts : own);
  const withCard = (reply: () => Reply): Reply => (sim.cmeCode === null ? reply() : cme(sim.cmeCode));
  const shown = (prefix: string, entries: readonly (readonly [number, Contact])[]): readonly string[] =>
    entries
      .toSorted(([a], [b]) => a - b)
      .map(
        ([index, { number: digits, name }]) =>
          `${prefix}: ${index},"${digits}",${toaOf(digits)},"${shownText(name, sms.charset)}"`,
      );
  const isPlace = (index: number): boolean => index >= 1 && index <= PLACES[storage];
  const free = (): number | undefined =>
    Array.from({ length: PLACES.SM }, (_, at) => at + 1).find((index) => !store.contacts.has(index));

  return [
    {
      name: '+CPBS',
      test: () => answer('+CPBS: ("SM","ON")'),
      read: () => withCard(() => answer(`+CPBS: "${storage}",${book().size},${PLACES[storage]}`)),
      write({ args: [name = ''] }) {
        storage = name.toUpperCase() === 'ON' ? 'ON' : 'SM';
        return OK;
      },
      execute() {
        storage = 'SM';
        return OK;
      },
    },
    {
      name: '+CPBR',
      test: () => withCard(() => answer(`+CPBR: (1-${PLACES[storage]}),${NUMBER_LENGTH},${NAME_LENGTH}`)),
      write: ({ args: [first = '', last = first] }) =>
        withCard(() => {
          const [from, to] = [Number(first), Number(last)];
          if (!isPlace(from) || !isPlace(to)) return cme(INVALID_INDEX);
          return answer(
            ...shown(
              '+CPBR',
              [...book()].filter(([index]) => index >= from && index <= to),
            ),
          );
        }),
    },
    {
      name: '+CPBF',
      test: () => answer(`+CPBF: ${NUMBER_LENGTH},${NAME_LENGTH}`),
      write: ({ args: [typed = ''] }) =>
        withCard(() => {
          const text = typedText(typed, sms.charset);
          if (text === null) return ERROR;
          const found = [...book()].filter(([, { name }]) => name.toLowerCase().startsWith(text.toLowerCase()));
          return found.length === 0 ? cme(NOT_FOUND) : answer(...shown('+CPBF', found));
        }),
    },
    {
      name: '+CPBW',
      test: () => answer(`+CPBW: (1-${PLACES.SM}),${NUMBER_LENGTH},(129,145),${NAME_LENGTH}`),
      write: ({ args: [place = '', digits = '', , typed = ''] }) =>
        withCard(() => {
          const name = typedText(typed, sms.charset);
          if (storage !== 'SM') return cme(NOT_ALLOWED);
          const index = place === '' ? free() : Number(place);
          if (index === undefined) return cme(MEMORY_FULL);
          if (!isPlace(index)) return cme(INVALID_INDEX);
          if (digits === '') {
            store.contacts.delete(index);
            return OK;
          }
          if (!isNumber(digits) || name === null || name.length > NAME_LENGTH) return ERROR;
          store.contacts.set(index, { number: digits, name });
          return OK;
        }),
    },
  ];
}
