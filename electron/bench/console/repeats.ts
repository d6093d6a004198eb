import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { MAX_REPEATS, type RepeatState } from '#shared/contract/consoleRepeat.ts';
import type { CommandHandlers, ParsedInput } from '#shared/contract/contract.ts';

type Handlers = Pick<CommandHandlers, 'console.repeat' | 'console.repeat-stop'>;
type Input = ParsedInput<'console.repeat'>;
type StartCode = 'not-connected' | 'bad-topic' | 'bad-payload' | 'bad-property';

export interface RepeatsOptions {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Whether the message could be sent now. */
  readonly check: (message: Input['message']) => Result<unknown, StartCode>;
  /** Sends it; `n` counts from 1. */
  readonly publish: (message: Input['message'], n: number) => Promise<Result<unknown, string>>;
  readonly onChange: () => void;
}

export interface Repeats {
  readonly handlers: Handlers;
  /** Newest first. */
  state(): RepeatState[];
  /** Without a connection none goes on, also not on the next one. */
  endAll(trouble: string): void;
}

interface Repeat {
  state: RepeatState;
  /** A message is on its way. */
  busy: boolean;
  cancel(): void;
}

/** Messages published again and again, at most one of each on its way at a time. Nothing of it is kept between runs. */
export function createRepeats({ clock, check, publish, onChange }: RepeatsOptions): Repeats {
  const repeats = new Map<number, Repeat>();
  let lastId = 0;

  const end = (repeat: Repeat, state: RepeatState['state'], trouble = ''): void => {
    if (repeat.state.state !== 'running') return;
    repeat.cancel();
    repeat.state = { ...repeat.state, state, trouble };
    onChange();
  };

  const send = async (repeat: Repeat, message: Input['message']): Promise<void> => {
    repeat.busy = true;
    const result = await publish(message, repeat.state.sent + 1);
    repeat.busy = false;
    if (!result.ok) {
      end(repeat, 'failed', result.error.message);
      return;
    }
    repeat.state = { ...repeat.state, sent: repeat.state.sent + 1 };
    if (repeat.state.sent === repeat.state.count) end(repeat, 'done');
    onChange();
  };

  const begin = (repeat: Repeat, { message, intervalMs }: Input): void => {
    let due = clock.now();
    const tick = (): void => {
      if (repeat.busy) repeat.state = { ...repeat.state, skipped: repeat.state.skipped + 1 };
      else void send(repeat, message);
      // From when it was due, so that late timers do not add up; but never to make up for lost time.
      due = Math.max(due + intervalMs * 1000, clock.now());
      repeat.cancel = clock.after((due - clock.now()) / 1000, tick);
    };
    tick();
  };

  /** The list shows those that ended too, until there is no more room. */
  const makeRoom = (): boolean => {
    for (const [id, { state }] of repeats) {
      if (repeats.size < MAX_REPEATS) break;
      if (state.state !== 'running') repeats.delete(id);
    }
    return repeats.size < MAX_REPEATS;
  };

  return {
    handlers: {
      'console.repeat'(input) {
        const checked = check(input.message);
        if (!checked.ok) return checked;
        if (!makeRoom()) return err('too-many', `${MAX_REPEATS} messages are being repeated: stop one first.`);
        lastId += 1;
        const { intervalMs, count, message } = input;
        const repeat: Repeat = {
          busy: false,
          cancel: () => {},
          state: {
            ...{ id: lastId, topic: message.topic, intervalMs, count, state: 'running' },
            ...{ sent: 0, skipped: 0, trouble: '' },
          },
        };
        repeats.set(lastId, repeat);
        begin(repeat, input);
        onChange();
        return ok({ id: lastId });
      },
      'console.repeat-stop'({ id }) {
        const repeat = repeats.get(id);
        if (repeat === undefined) return err('not-found', 'This message is not being repeated any more.');
        if (repeat.state.state === 'running') end(repeat, 'stopped');
        else repeats.delete(id);
        onChange();
        return ok({});
      },
    },
    state: () => [...repeats.values()].map(({ state }) => state).reverse(),
    endAll(trouble) {
      for (const repeat of repeats.values()) end(repeat, 'failed', trouble);
    },
  };
}
