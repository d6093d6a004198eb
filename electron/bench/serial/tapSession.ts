import { err } from '#shared/base/result.ts';
import type { SerialOpenTapInput } from '#shared/contract/serial.ts';
import { type Both, bothSides, createPairPorts, DIR_FROM } from './pairPorts.ts';
import type { SerialPortHandle } from './serialBackend.ts';
import { noRules, type SerialSession, type SessionDeps } from './session.ts';

/**
 * Listens on the two wires between an MCU and a modem with two ports that only receive. What they read is one link, in the
 * order in which it was read. Nothing is ever written, and the control lines are left alone.
 */
export function createTapSession(
  deps: SessionDeps,
  input: SerialOpenTapInput,
  opened: Both<SerialPortHandle>,
): SerialSession {
  const { reconnect } = input;
  const ports = bothSides((side) => ({ ...input[side], reconnect, dtr: null, rts: null, loop: false }));
  const pair = createPairPorts(
    deps,
    { mode: 'tap', ports, opened },
    { onData: (side, bytes) => pair.recorder.record(DIR_FROM[side], bytes) },
  );
  const { link, ready, recorder, keepers, probings, setBaud, close } = pair;

  return {
    ...{ link, ready, setBaud, close },
    get paths() {
      return pair.paths;
    },
    get active() {
      return pair.active;
    },
    state: () => ({
      ...{ ...keepers.modem.state(), link, role: 'modem', mode: 'tap', mcu: keepers.mcu.state(), bridge: null },
      ...{ rxBytes: recorder.rxBytes, txBytes: recorder.txBytes },
      ...{ judged: recorder.judged(), detecting: probings.mcu.running || probings.modem.running },
    }),
    send: () => Promise.resolve(err('receive-only', 'A tap only listens. Open a bridge or a single port to send.')),
    control: () => Promise.resolve(err('not-supported', 'A tap leaves DTR and RTS alone.')),
    setRules: noRules,
    detectBaud: (side, rates) => probings[side].run(rates, false),
  };
}
