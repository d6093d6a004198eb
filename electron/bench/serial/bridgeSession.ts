import { ok } from '#shared/base/result.ts';
import { LINK_SIDES, type LinkSide, type SerialOpenBridgeInput } from '#shared/contract/serial.ts';
import { type BridgeFlow, createBridgeFlow } from './bridgeFlow.ts';
import { createBridgeLines, LINES_EVERY_MS } from './bridgeLines.ts';
import { createBridgeRules } from './bridgeRules.ts';
import { type Both, bothSides, createPairPorts, DIR_FROM } from './pairPorts.ts';
import { describeLines } from './portKeeper.ts';
import type { SerialPortHandle } from './serialBackend.ts';
import type { SerialSession, SessionDeps } from './session.ts';

const OTHER = { mcu: 'modem', modem: 'mcu' } as const;
const SIDE_FROM = { tx: 'mcu', rx: 'modem' } as const;
const INJECTED = {
  modem: 'injected: sent by the bench, not by the MCU',
  mcu: 'injected: sent by the bench, not by the modem',
} as const;

/**
 * Stands between an MCU and a modem: what comes in on one port goes out on the other within the same turn of the event loop,
 * and is one link of the log as it went out.
 */
export function createBridgeSession(
  deps: SessionDeps,
  input: SerialOpenBridgeInput,
  opened: Both<SerialPortHandle>,
): SerialSession {
  const { clock } = deps;
  const { reconnect, forwardLines } = input;
  const pair = createPairPorts(
    deps,
    { mode: 'bridge', ports: bothSides((side) => ({ ...input[side], reconnect, loop: false })), opened },
    {
      onData(side, bytes) {
        // What a port says at a speed that is only tried is not meant for anybody.
        if (probings[side].running) recorder.record(DIR_FROM[side], bytes);
        else rules.feed(DIR_FROM[side], bytes);
      },
      onBack: () => {
        for (const side of LINK_SIDES) flows[side].portBack();
      },
      ...(forwardLines
        ? { onLines: (side: LinkSide, lines) => passLines(side, lines), linesEvery: LINES_EVERY_MS }
        : {}),
    },
  );
  const { link, ready, recorder, keepers, probings, note } = pair;
  const passLines = createBridgeLines(keepers, note);
  /** By the side they begin at. */
  const flows: Both<BridgeFlow> = bothSides((side) =>
    createBridgeFlow({
      ...{ clock, note, source: keepers[side], target: keepers[OTHER[side]], opposite: () => flows[OTHER[side]] },
      record: (bytes, text) => recorder.record(DIR_FROM[side], bytes, text),
    }),
  );
  const rules = createBridgeRules(
    {
      clock,
      dataAhead: recorder.dataAhead,
      pass: (dir, bytes, text) => flows[SIDE_FROM[dir]].pass(bytes, text),
    },
    input.rules,
  );

  return {
    ...{ link, ready, setBaud: pair.setBaud },
    get paths() {
      return pair.paths;
    },
    get active() {
      return pair.active;
    },
    state() {
      const { rxBytes, txBytes, ...modem } = keepers.modem.state();
      return {
        ...{ ...modem, link, role: 'modem', mode: 'bridge', mcu: keepers.mcu.state() },
        ...{ rxBytes: recorder.rxBytes, txBytes: recorder.txBytes },
        ...{ judged: recorder.judged(), detecting: probings.mcu.running || probings.modem.running },
        bridge: {
          ...{ forwardLines, modem: { rxBytes, txBytes }, rules: rules.state() },
          ...{ toModem: flows.mcu.state(), toMcu: flows.modem.state() },
        },
      };
    },
    async send(bytes, side) {
      const { refusal } = probings[side];
      const dir = DIR_FROM[OTHER[side]];
      return refusal ?? keepers[side].send(bytes, () => recorder.record(dir, bytes, INJECTED[side]));
    },
    async control(lines, side) {
      const result = await keepers[side].control(lines);
      if (result.ok) note('info', `${keepers[side].path}: set${describeLines(lines).slice(1)}.`);
      return result;
    },
    async setRules(next) {
      rules.set(next);
      deps.onChange();
      return ok({});
    },
    async detectBaud(side, rates) {
      const flow = flows[OTHER[side]];
      flow.block('other speeds are being tried');
      // An MCU does not answer AT, it speaks by itself.
      return probings[side].run(rates, side === 'modem').finally(() => flow.block(''));
    },
    async close() {
      rules.end();
      for (const side of LINK_SIDES) flows[side].end();
      await pair.close();
    },
  };
}
