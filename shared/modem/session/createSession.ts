import { createEmitter } from '../../base/emitter.ts';
import type { Dictionary } from '../../protocol/at/dictionary/dictionary.ts';
import { createCommandTable } from '../commands/commandTable.ts';
import { MODEM_PROFILES } from '../modemProfile.ts';
import type { ModemSettings } from '../modemSettings.ts';
import { createShell } from '../shell/createShell.ts';
import { createUartOut } from '../shell/uartOut.ts';
import type { ModemPorts } from '../simModem.ts';
import type { ModemSession } from './modemSession.ts';
import type { NonVolatile } from './nonVolatile.ts';
import { createSubjects, type Subjects } from './subjects.ts';

/** One run of a modem with everything in it. */
export interface RunningModem {
  receive(bytes: Uint8Array): void;
  setDtr(on: boolean): void;
  readonly baud: number;
  readonly subjects: Subjects;
  /** What is open, in words. */
  connections(): readonly string[];
  end(): void;
}

export interface SessionDeps {
  readonly settings: ModemSettings;
  readonly store: NonVolatile;
  readonly dictionary: Dictionary;
  readonly ports: ModemPorts;
  readonly dtr: boolean;
  readonly toHost: (bytes: Uint8Array) => void;
  readonly power: ModemSession['power'];
}

/** Starts a run: what AT&W saved is in force, the subjects begin, the boot banner follows. */
export function createSession({ settings, store, dictionary, ports, dtr, toHost, power }: SessionDeps): RunningModem {
  const { clock, random, network, faults } = ports;
  const profile = MODEM_PROFILES[settings.profile];
  const timers = new Set<() => void>();
  const ended = createEmitter<void>();
  const dtrChanged = createEmitter<boolean>();
  const faultListeners: (() => void)[] = [];
  const describers: (() => readonly string[])[] = [];
  let over = false;
  let dtrOn = dtr;
  let baud = store.baud;

  const afterReal = (ms: number, callback: () => void): (() => void) => {
    if (over) return () => undefined;
    const stop = clock.after(ms, () => {
      timers.delete(cancel);
      callback();
    });
    const cancel = (): void => {
      timers.delete(cancel);
      stop();
    };
    timers.add(cancel);
    return cancel;
  };
  const after: ModemSession['after'] = (ms, callback) => afterReal(ms * settings.pace, callback);
  const out = createUartOut({ soon: (callback) => afterReal(0, callback), toHost });

  const session: ModemSession = {
    settings,
    profile,
    store,
    random,
    network,
    line: { ...store.line, cmee: profile.cmee },
    faults: {
      ...faults,
      on(name, listener) {
        const off = faults.on(name, listener);
        faultListeners.push(off);
        return off;
      },
    },
    now: () => clock.now(),
    wall: () => clock.wall(),
    after,
    afterReal,
    urc: (...lines) => {
      if (subjects.uart.reports) shell.urc(lines);
    },
    urcBytes: (bytes) => {
      if (subjects.uart.reports) shell.urcBytes(bytes);
    },
    nmea: ports.onNmea,
    setBaud(rate) {
      baud = rate;
      ports.onBaud?.(rate);
    },
    get baud() {
      return baud;
    },
    power,
    get dtr() {
      return dtrOn;
    },
    onDtr: (listener) => dtrChanged.on(listener),
    onEnd: (listener) => {
      ended.on(listener);
    },
    changed: () => ports.onChange?.(),
    describe: (lines) => {
      describers.push(lines);
    },
  };
  ports.onBaud?.(baud);
  const subjects = createSubjects(session);
  const table = createCommandTable(session, subjects, () => shell.suspended);
  const shell = createShell({ session, out, find: (name) => table.get(name), dictionary });
  after(0, () => session.urc(profile.banner));

  return {
    receive: (bytes) => shell.receive(subjects.uart.receive(bytes)),
    setDtr(on) {
      if (on === dtrOn) return;
      dtrOn = on;
      dtrChanged.emit(on);
    },
    get baud() {
      return baud;
    },
    subjects,
    connections: () => describers.flatMap((lines) => lines()),
    end() {
      if (over) return;
      over = true;
      for (const off of faultListeners) off();
      shell.close();
      ended.emit();
      for (const cancel of [...timers]) cancel();
    },
  };
}
