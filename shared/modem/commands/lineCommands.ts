import { answer, type CommandHandler, ERROR, OK, type Reply, type TransparentChannel } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import { FACTORY_LINE } from '../session/nonVolatile.ts';

/** How the command line itself behaves: echo, result codes, AT+CMEE, saved profile, ATO (V3.00 2.2, 3.2.18). */
export function lineCommands(
  session: ModemSession,
  suspended: () => TransparentChannel | null,
  /** What else AT&F sets back (V3.00 2.2.21). */
  onFactory: () => void,
): readonly CommandHandler[] {
  const { line, store, profile } = session;

  /** `ATE`, `ATE0`, `ATE1`: a number alone; without one 0 is meant (V.250 5.3.1). */
  const flag = (name: string, set: (on: boolean) => void): CommandHandler => {
    const apply = (value: string | undefined): Reply => {
      if (value !== undefined && value !== '0' && value !== '1') return ERROR;
      set(value === '1');
      return OK;
    };
    return { name, ownCheck: true, execute: () => apply(undefined), write: ({ args }) => apply(args[0]) };
  };
  const ignored = (name: string, most: number): CommandHandler => ({
    name,
    ownCheck: true,
    execute: () => OK,
    write: ({ args: [value = ''] }) => (/^\d$/.test(value) && Number(value) <= most ? OK : ERROR),
  });
  const restore = (from: Readonly<typeof FACTORY_LINE>): Reply => {
    Object.assign(line, from);
    return OK;
  };
  /** Only profile 0 exists. */
  const profileZero = (name: string, run: () => Reply): CommandHandler => ({
    name,
    ownCheck: true,
    execute: run,
    write: ({ args: [value] }) => (value === '0' ? run() : ERROR),
  });

  return [
    flag('E', (on) => {
      line.echo = on;
    }),
    flag('V', (on) => {
      line.verbose = on;
    }),
    flag('Q', (on) => {
      line.quiet = on;
    }),
    {
      name: 'X',
      ownCheck: true,
      execute: () => OK,
      write({ args: [value = ''] }) {
        if (!/^[0-4]$/.test(value)) return ERROR;
        line.connectText = Number(value);
        return OK;
      },
    },
    ignored('&C', 2),
    {
      name: '&D',
      ownCheck: true,
      execute: () => OK,
      write({ args: [value = ''] }) {
        if (!/^[0-2]$/.test(value)) return ERROR;
        line.dtr = Number(value);
        return OK;
      },
    },
    ignored('&S', 1),
    profileZero('&F', () => {
      line.cmee = profile.cmee;
      onFactory();
      return restore(FACTORY_LINE);
    }),
    profileZero('&W', () => {
      const { echo, verbose, quiet, connectText, dtr } = line;
      store.line = { echo, verbose, quiet, connectText, dtr };
      return OK;
    }),
    profileZero('Z', () => restore(store.line)),
    {
      name: '&V',
      execute: () =>
        answer(
          `&C: 1; &D: ${line.dtr}; &F: 0; E: ${Number(line.echo)}; L: 0; M: 0; Q: ${Number(line.quiet)}; V: ${Number(line.verbose)}; X: ${line.connectText}; Z: 0; S0: 0;`,
          `S3: 13; S4: 10; S5: 8; S7: 60; +CMEE: ${line.cmee}; +IPR: ${session.baud}; +ICF: 3,3; +IFC: 0,0`,
        ),
    },
    {
      name: '+CMEE',
      read: () => answer(`+CMEE: ${line.cmee}`),
      execute: () => OK,
      write({ args: [value = ''] }) {
        line.cmee = Number(value);
        return OK;
      },
    },
    {
      name: 'O',
      execute() {
        const channel = suspended();
        if (channel === null || !channel.open) return { kind: 'final', text: 'NO CARRIER' };
        return { kind: 'transparent', connect: `CONNECT ${session.baud}`, channel };
      },
    },
  ];
}
