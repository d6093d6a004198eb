import type { Clock } from '../../base/clock.ts';
import { latin1Bytes } from '../../base/latin1.ts';
import type { AtlogRecord } from '../../model/atlog.ts';
import type { UartDevice } from '../simModem.ts';
import { createHostInput, dataAskedBy, type HostEvent } from './hostInput.ts';
import { type ReplayItem, type ReplayStep, readRecording } from './readRecording.ts';

export interface ReplayModemPorts {
  readonly clock: Pick<Clock, 'after'>;
  /** Its TXD. Never called within `receive`. */
  readonly toHost: (bytes: Uint8Array) => void;
  /** 1: as recorded; 2: twice as fast. */
  readonly speed: number;
}

/** Commands a host may send ahead; more are lost. */
const MAX_AHEAD = 64;
/** How long an answer takes that was not recorded, µs. */
const ANSWER_US = 8000;

/**
 * Answers as a recorded modem did, echo included. A command gets what it got where it stands next in the recording, after what
 * was asked last; when it does not come again, what it got last. Commands that ask for data need not have the same length. What
 * the modem said by itself follows what preceded it, in its own time. A command that was not recorded answers ERROR.
 */
export function createReplayModem(
  { clock, toHost, speed }: ReplayModemPorts,
  records: readonly AtlogRecord[],
): UartDevice {
  const { start, steps } = readRecording(records);
  const input = createHostInput();
  /** What the host completed while a command was being answered. */
  let ahead: NonNullable<HostEvent>[] = [];
  const timers = new Set<() => void>();
  let place = -1;
  /** Whether commands from there on are echoed; undefined: none is answered any more. */
  const echoFrom = (index: number): boolean | undefined =>
    steps.slice(index).find(({ type, items }) => type === 'command' && items.length > 0)?.echoed;
  let echo = echoFrom(0) ?? true;
  /** A command is being answered: what the modem says by itself waits. */
  let answering = false;
  let held: Uint8Array[] = [];
  let powered = false;

  const later = (us: number, callback: () => void): void => {
    const cancel = clock.after(us / 1000 / speed, () => {
      timers.delete(cancel);
      callback();
    });
    timers.add(cancel);
  };
  const sayByItself = ({ after, bytes }: ReplayItem): void =>
    later(after, () => {
      if (answering) held.push(bytes);
      else toHost(bytes);
    });
  const answered = (): void => {
    answering = false;
    const due = held;
    held = [];
    for (const bytes of due) toHost(bytes);
    process();
  };
  const answer = (text: string): void => {
    answering = true;
    later(ANSWER_US, () => {
      toHost(latin1Bytes(text));
      answered();
    });
  };

  /** `asked`: the command as the host wrote it. */
  const play = (step: ReplayStep, asked: string): void => {
    const { items, prompted } = step;
    const own = items.slice(0, step.answer);
    answering = own.length > 0;
    for (const [index, { after, bytes }] of own.entries()) {
      later(after, () => {
        toHost(bytes);
        if (index < own.length - 1) return;
        const data = prompted ? dataAskedBy(asked) : null;
        if (data !== null) input.ask(data.terms);
        answered();
      });
    }
    for (const item of items.slice(step.answer)) sayByItself(item);
  };
  const playAt = (index: number, asked: string): boolean => {
    const step = steps[index];
    if (step === undefined) return false;
    place = index;
    echo = echoFrom(index + 1) ?? echo;
    play(step, asked);
    return true;
  };
  const command = (text: string): void => {
    const name = dataAskedBy(text)?.name;
    const alike = ({ prompted, text: recorded }: ReplayStep): boolean =>
      name !== undefined && prompted && dataAskedBy(recorded)?.name === name;
    const index = nearest(steps, place, (step) => step.text === text) ?? nearest(steps, place, alike);
    if (index === null || !playAt(index, text)) answer(`${echo ? `AT${text}\r` : ''}\r\nERROR\r\n`);
  };
  const data = (): void => {
    if (steps[place + 1]?.type !== 'data' || !playAt(place + 1, '')) answer('\r\nOK\r\n');
  };
  const process = (): void => {
    while (!answering) {
      const event = ahead.shift();
      if (event === undefined) return;
      if (event.type === 'command') command(event.text);
      else data();
    }
  };

  return {
    receive(bytes) {
      if (!powered) return;
      // Read at once: what comes before a prompt is no data, as it was none for the recorded modem.
      for (const byte of bytes) {
        const event = input.feed(byte);
        if (event !== null && ahead.length < MAX_AHEAD) ahead.push(event);
        process();
      }
    },
    // A recording tells nothing of the lines.
    setDtr: () => undefined,
    powerOn() {
      if (powered) return;
      powered = true;
      for (const item of start) sayByItself(item);
    },
    close() {
      powered = false;
      for (const cancel of timers) cancel();
      timers.clear();
      ahead = [];
      held = [];
    },
  };
}

/** The first command behind `place` that fits, else the last one up to it; null when none does. */
function nearest(steps: readonly ReplayStep[], place: number, fits: (step: ReplayStep) => boolean): number | null {
  const isIt = (step: ReplayStep): boolean => step.type === 'command' && fits(step);
  const next = steps.findIndex((step, index) => index > place && isIt(step));
  if (next !== -1) return next;
  const before = steps.slice(0, place + 1).findLastIndex(isIt);
  return before === -1 ? null : before;
}
