import { answer, type CommandHandler, cme, ERROR, OK, type Reply } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Radio } from '../session/radio.ts';
import { RAT_ACT } from '../session/rat.ts';
import type { Registration } from '../session/registration.ts';

/** A scan takes minutes on a real one; this long here, at the modem's pace. */
const SCAN_MS = 25_000;
const SELECT_MS = 1500;
const NO_SERVICE = 30;
/** Another network on the air that this card may not use. */
const FOREIGN = '"Other Mobile","Other","99902"';

/** Choice of the operator (V3.00 4.2.2). */
export function operatorCommands(
  session: ModemSession,
  radio: Radio,
  registration: Registration,
): readonly CommandHandler[] {
  const { settings, store } = session;
  const { operator, shortOperator, mcc, mnc, rat: ownRat } = settings.network;
  const names = [operator, shortOperator, `${mcc}${mnc}`] as const;
  let format = 0;

  const current = (): string => {
    const { mode } = store.cops;
    const { rat } = registration;
    return mode === 2 || rat === null
      ? `+COPS: ${mode}`
      : `+COPS: ${mode},${format},"${names[format]}",${RAT_ACT[rat]}`;
  };
  const scan = (): Reply => ({
    kind: 'wait',
    abortable: true,
    start(done) {
      return session.after(SCAN_MS, () => {
        const act = RAT_ACT[registration.rat ?? ownRat];
        const own = `(${registration.rat === null ? 1 : 2},"${names[0]}","${names[1]}","${names[2]}",${act})`;
        done(answer(`+COPS: ${own},(3,${FOREIGN},${act}),,(0,1,2,3,4,5),(0,1,2)`));
      });
    },
  });
  const later = (reply: () => Reply): Reply => ({
    kind: 'wait',
    start: (done) => session.after(SELECT_MS, () => done(reply())),
  });
  const select = (mode: 1 | 4, wanted: string, by: number): Reply => {
    const known = names[by]?.toLowerCase() === wanted.toLowerCase();
    if (!known && mode === 1) return later(() => cme(NO_SERVICE));
    registration.select(mode, known ? names[2] : '');
    return later(() => OK);
  };

  return [
    {
      name: '+COPS',
      read: () => answer(current()),
      test: () => (radio.on ? scan() : cme(NO_SERVICE)),
      write({ args: [mode = '', by = '', wanted = ''] }) {
        if (by !== '') format = Number(by);
        switch (mode) {
          case '0':
            registration.select(0, '');
            return later(() => OK);
          case '2':
            registration.select(2, '');
            return later(() => OK);
          case '3':
            return by === '' ? ERROR : OK;
          case '1':
          case '5':
            return wanted === '' ? ERROR : select(1, wanted, format);
          case '4':
            return wanted === '' ? ERROR : select(4, wanted, format);
          default:
            return ERROR;
        }
      },
      execute: () => OK,
    },
    { name: '+COPN', execute: () => answer(`+COPN: "${names[2]}","${operator}"`, `+COPN: "99902","Other Mobile"`) },
    // The card has no list of preferred operators.
    { name: '+CPOL', read: () => OK },
  ];
}
