import { createEmitter, type Unsubscribe } from '../../base/emitter.ts';
import type { ModemSession } from './modemSession.ts';
import type { Radio } from './radio.ts';
import { createSimCodes, type SimCodes } from './simCodes.ts';

/** `starting`: too early after power-up. `off`: AT+CFUN=0 took its power. */
export type SimState = 'starting' | 'off' | 'absent' | 'failure' | 'busy' | 'pin' | 'puk' | 'ready';

export interface Sim {
  readonly state: SimState;
  /** The card answers and asks for nothing. */
  readonly ready: boolean;
  /** The `+CME ERROR` of commands that need the card; null when it is ready. */
  readonly cmeCode: number | null;
  /** PIN, PUK and their attempts. */
  readonly codes: SimCodes;
  onChange(listener: (state: SimState) => void): Unsubscribe;
}

/** V3.00 3.3. */
const CME_CODES: Readonly<Record<SimState, number | null>> = {
  starting: 14,
  off: 13,
  absent: 10,
  failure: 13,
  busy: 14,
  pin: 11,
  puk: 12,
  ready: null,
};

/** The card in its holder. It tells by itself when it becomes ready, asks for a code, or is gone. */
export function createSim(session: ModemSession, radio: Radio): Sim {
  const { faults, profile } = session;
  const change = createEmitter<SimState>();
  const poweredUp = session.now();
  let started = false;
  let cancels: (() => void)[] = [];
  const codes = createSimCodes(session, () => update());

  /** Milliseconds until the fault `sim-late` lets the card answer. */
  const lateMs = (): number => {
    const seconds = faults.active('sim-late');
    return seconds === null ? 0 : Math.max(0, seconds * 1000 - (session.now() - poweredUp) / 1000);
  };
  const look = (): SimState => {
    if (!radio.simPowered) return 'off';
    if (faults.active('sim-absent') !== null) return 'absent';
    if (faults.active('sim-failure') !== null || lateMs() > 0) return 'failure';
    if (faults.active('sim-busy') !== null) return 'busy';
    if (!started) return 'starting';
    return codes.asked ?? 'ready';
  };
  let state = look();

  const tell = (): void => {
    if (state === 'ready') {
      cancels = profile.cardReady.map(({ ms, line }) => session.after(ms, () => session.urc(line)));
    } else if (state === 'pin' || state === 'puk') {
      session.urc(state === 'pin' ? '+CPIN: SIM PIN' : '+CPIN: SIM PUK');
    } else if (state === 'absent') {
      session.urc(...profile.cardGone);
    } else if (state === 'off') {
      session.urc('+SIMCARD: NOT AVAILABLE');
    }
  };
  const update = (): void => {
    const seen = look();
    if (seen === state) return;
    state = seen;
    for (const cancel of cancels) cancel();
    cancels = [];
    if (started) tell();
    change.emit(state);
    session.changed();
  };

  /** Looks again when `sim-late` is over; timers may be a little early. */
  const outwait = (): void => {
    const ms = Math.ceil(lateMs());
    if (ms > 0) {
      session.afterReal(ms, () => {
        update();
        outwait();
      });
    }
  };

  radio.onChange(() => {
    // A card that lost its power asks for its PIN again.
    if (!radio.simPowered) codes.forget();
    update();
  });
  for (const name of ['sim-absent', 'sim-failure', 'sim-busy', 'sim-pin', 'sim-puk', 'sim-late'] as const) {
    faults.on(name, (value) => {
      if (value !== null) codes.forget();
      update();
      if (name === 'sim-late') outwait();
    });
  }
  session.after(profile.cardMs, () => {
    started = true;
    const before = state;
    update();
    // Without a change nothing was said yet about a card that is missing since power-up.
    if (state === before) tell();
  });
  outwait();

  return {
    get state() {
      return state;
    },
    get ready() {
      return state === 'ready';
    },
    get cmeCode() {
      return CME_CODES[state];
    },
    codes,
    onChange: (listener) => change.on(listener),
  };
}
