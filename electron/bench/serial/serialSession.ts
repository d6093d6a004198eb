import { ok } from '#shared/base/result.ts';
import type { SerialOpenInput } from '#shared/contract/serial.ts';
import { formatSerialSettings } from '#shared/model/serialFormat.ts';
import type { CaptureLog } from '../capture/captureLog.ts';
import { createLinkRecorder } from './linkRecorder.ts';
import { createPortKeeper, describeLines } from './portKeeper.ts';
import { createPortProbing } from './portProbing.ts';
import type { SerialPortHandle } from './serialBackend.ts';
import { shortPortName } from './serialPath.ts';
import { noRules, type SerialSession, type SessionDeps } from './session.ts';

/** Takes an opened port into the log: the bench is the host at its one end. */
export function createSerialSession(
  deps: SessionDeps,
  input: SerialOpenInput,
  opened: SerialPortHandle,
): SerialSession {
  const { clock, log, onChange } = deps;
  const { role, path } = input;
  const link = log.openLink({ lane: 'serial', role, address: path, name: shortPortName(path) });
  const note: CaptureLog['note'] = (kind, text) => log.note(kind, text, link);
  const recorder = createLinkRecorder({
    ...{ clock, log, link, content: role === 'mcu-console' ? 'text' : 'at' },
    onWrongBaud: (dir, hint) => {
      if (dir === 'rx') note('warning', `${keeper.path}: ${hint}`);
    },
  });
  let ended = false;

  note('open', `Opened ${path} at ${formatSerialSettings(input.settings)}${describeLines(input)}.`);
  const keeper = createPortKeeper(
    deps,
    input,
    {
      note,
      onData(bytes) {
        recorder.record('rx', bytes);
        probing.heard(bytes);
      },
      onReplayedTx: (bytes) => recorder.record('tx', bytes),
      onLost: () => recorder.flush(),
      onBack: () => log.updateLink(link, { address: keeper.path, name: shortPortName(keeper.path) }),
      onEnd() {
        ended = true;
        recorder.flush();
        note('close', `${keeper.path} was played to its end.`);
        log.closeLink(link);
      },
    },
    opened,
  );
  const probing = createPortProbing({
    ...{ clock, keeper, recorder, note, onChange },
    record: (bytes, text) => recorder.record('tx', bytes, text),
  });
  const ready = keeper.start();
  onChange();

  return {
    link,
    ready,
    get paths() {
      return [keeper.path];
    },
    get active() {
      return keeper.active;
    },
    state: () => ({
      ...{ ...keeper.state(), link, role, mode: 'direct', mcu: null, bridge: null },
      ...{ rxBytes: recorder.rxBytes, txBytes: recorder.txBytes },
      ...{ judged: recorder.judged(), detecting: probing.running },
    }),
    async send(bytes) {
      return probing.refusal ?? keeper.send(bytes, () => recorder.record('tx', bytes));
    },
    async control(lines) {
      const result = await keeper.control(lines);
      if (result.ok) note('info', `Set${describeLines(lines).slice(1)}.`);
      return result;
    },
    async setBaud(baud) {
      if (probing.refusal !== null) return probing.refusal;
      const result = await keeper.setBaud(baud);
      if (!result.ok) return result;
      recorder.judgeAnew();
      note('info', `The speed is now ${baud} baud.`);
      return ok({});
    },
    setRules: noRules,
    // An MCU speaks by itself, and may take AT for a command of its own.
    detectBaud: (_side, rates) => probing.run(rates, role === 'modem'),
    async close() {
      const done = keeper.close();
      if (!ended) {
        ended = true;
        recorder.flush();
        note('close', `Closed ${keeper.path}.`);
        log.closeLink(link);
      }
      onChange();
      await done;
    },
  };
}
