import { ok } from '#shared/base/result.ts';
import { LINK_SIDES, type LinkSide, type SerialSettings } from '#shared/contract/serial.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { formatSerialSettings } from '#shared/model/serialFormat.ts';
import { createLinkRecorder, type LinkRecorder } from './linkRecorder.ts';
import { createPortKeeper, describeLines, type PortKeeper, type PortListener, type WantedPort } from './portKeeper.ts';
import { createPortProbing, type PortProbing } from './portProbing.ts';
import type { SerialPortHandle } from './serialBackend.ts';
import { shortPortName } from './serialPath.ts';
import type { SerialSession, SessionDeps } from './session.ts';

/** Two of something, by side. */
export type Both<T> = Readonly<Record<LinkSide, T>>;

export const bothSides = <T>(make: (side: LinkSide) => T): Both<T> => ({ mcu: make('mcu'), modem: make('modem') });

/** The direction of what comes in on a side's port. */
export const DIR_FROM = { mcu: 'tx', modem: 'rx' } as const;

export interface PairRequest {
  readonly mode: 'tap' | 'bridge';
  readonly ports: Both<WantedPort>;
  readonly opened: Both<SerialPortHandle>;
}

/** What the owner of a pair does with what its ports tell. */
export interface PairListener {
  readonly onData: (side: LinkSide, bytes: Uint8Array) => void;
  readonly onBack?: (side: LinkSide) => void;
  readonly onLines?: (side: LinkSide, lines: Parameters<NonNullable<PortListener['onLines']>>[0]) => void;
  readonly linesEvery?: number | undefined;
}

/** Two ports that are one link of the log: what a tap and a bridge have in common. */
export interface PairPorts extends Pick<SerialSession, 'link' | 'paths' | 'active' | 'ready' | 'close' | 'setBaud'> {
  readonly recorder: LinkRecorder;
  readonly keepers: Both<PortKeeper>;
  readonly probings: Both<PortProbing>;
  readonly note: (kind: NoteKind, text: string) => void;
}

const SIGN = { tap: '+', bridge: '⇄' } as const;
const NAME = { mcu: 'MCU', modem: 'modem' } as const;

export function createPairPorts(deps: SessionDeps, request: PairRequest, listener: PairListener): PairPorts {
  const { clock, log, onChange } = deps;
  const { mode, ports, opened } = request;
  const address = (mcu: string, modem: string) => ({
    address: `${mode}:${mcu},${modem}`,
    name: `${shortPortName(mcu)}${SIGN[mode]}${shortPortName(modem)}`,
  });
  const link = log.openLink({ lane: 'serial', role: 'modem', ...address(ports.mcu.path, ports.modem.path) });
  const note = (kind: NoteKind, text: string): void => void log.note(kind, text, link);
  const recorder = createLinkRecorder({
    ...{ clock, log, link, content: 'at' },
    onWrongBaud: (dir, hint) => note('warning', `${keepers[dir === 'tx' ? 'mcu' : 'modem'].path}: ${hint}`),
  });
  const describe = (side: LinkSide): string => {
    const { path, settings } = ports[side];
    return `${path} (${NAME[side]}) at ${formatSerialSettings(settings)}${describeLines(ports[side])}`;
  };
  note('open', `${mode === 'tap' ? 'Tapping' : 'Bridging'} ${describe('mcu')} and ${describe('modem')}.`);

  const keepers = bothSides((side) =>
    createPortKeeper(
      deps,
      ports[side],
      {
        note,
        onData(bytes) {
          listener.onData(side, bytes);
          probings[side].heard(bytes);
        },
        // Captures are not paired.
        onReplayedTx: () => undefined,
        onEnd: () => undefined,
        onLost: () => recorder.flush(),
        onBack() {
          log.updateLink(link, address(keepers.mcu.path, keepers.modem.path));
          listener.onBack?.(side);
        },
        onLines: listener.onLines === undefined ? undefined : (lines) => listener.onLines?.(side, lines),
        linesEvery: listener.linesEvery,
      },
      opened[side],
    ),
  );
  const probings = bothSides((side) =>
    createPortProbing({
      ...{ clock, keeper: keepers[side], recorder, note, onChange },
      record: (bytes, text) => recorder.record(side === 'modem' ? 'tx' : 'rx', bytes, text),
    }),
  );
  const ready = Promise.all(LINK_SIDES.map((side) => keepers[side].start())).then(() => undefined);
  let closed = false;
  onChange();

  return {
    ...{ link, note, recorder, keepers, probings, ready },
    get paths() {
      return [keepers.mcu.path, keepers.modem.path];
    },
    get active() {
      return keepers.mcu.active || keepers.modem.active;
    },
    async setBaud(baud, side) {
      const sides = side === null ? LINK_SIDES : [side];
      const refusal = sides.map((one) => probings[one].refusal).find((found) => found !== null);
      if (refusal !== undefined) return refusal;
      const before = bothSides((one): SerialSettings => keepers[one].settings);
      for (const [index, one] of sides.entries()) {
        const result = await keepers[one].setBaud(baud);
        if (result.ok) continue;
        // Two ports at different speeds are worth less than the old one on both.
        for (const done of sides.slice(0, index)) await keepers[done].setBaud(before[done].baud);
        return result;
      }
      recorder.judgeAnew();
      note('info', `The speed of ${sides.map((one) => keepers[one].path).join(' and ')} is now ${baud} baud.`);
      return ok({});
    },
    async close() {
      const done = Promise.all(LINK_SIDES.map((side) => keepers[side].close()));
      if (!closed) {
        closed = true;
        recorder.flush();
        note('close', `Closed the ${mode} of ${keepers.mcu.path} and ${keepers.modem.path}.`);
        log.closeLink(link);
      }
      onChange();
      await done;
    },
  };
}
