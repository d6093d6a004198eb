import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import type { PortInfo, SerialLink, SerialOpenError, SerialSettings } from '#shared/contract/serial.ts';
import { identifyPort } from '#shared/model/portIdentity.ts';
import { rankPorts } from '#shared/model/rankPorts.ts';
import { LIKELY_BAUDS } from '#shared/protocol/at/baudRates.ts';
import type { CaptureLog } from '../capture/captureLog.ts';
import { createBridgeSession } from './bridgeSession.ts';
import { detectOnPath } from './detectOnPath.ts';
import { encodeSend } from './encodeSend.ts';
import { type Both, bothSides } from './pairPorts.ts';
import type { SerialBackend, SerialPortHandle } from './serialBackend.ts';
import { shortPortName } from './serialPath.ts';
import { createSerialSession } from './serialSession.ts';
import type { SerialSession } from './session.ts';
import { createSessionTable, type OpenedPorts } from './sessionTable.ts';
import { createTapSession } from './tapSession.ts';

export interface SerialServiceDeps {
  readonly clock: Clock;
  readonly log: CaptureLog;
  readonly backend: SerialBackend;
  /** Captures offered as player ports, absolute paths. */
  readonly sampleCaptures: readonly string[];
  /** Called whenever `state` has changed, also for each chunk of bytes: cheap. */
  readonly onChange: () => void;
}

export interface SerialService {
  readonly handlers: Pick<
    CommandHandlers,
    | 'serial.ports'
    | 'serial.open'
    | 'serial.open-tap'
    | 'serial.open-bridge'
    | 'serial.close'
    | 'serial.send'
    | 'serial.control'
    | 'serial.baud'
    | 'serial.rewrite'
    | 'serial.detect-baud'
  >;
  state(): readonly SerialLink[];
  /** Closes every port. Bounded in time. */
  close(): Promise<void>;
}

/** The serial side of the bench: what the user opens is a link of the log. */
export function createSerialService(deps: SerialServiceDeps): SerialService {
  const { clock, backend, sampleCaptures } = deps;
  const table = createSessionTable();

  const openPair = (
    wanted: Both<{ readonly path: string; readonly settings: SerialSettings }>,
    make: (opened: Both<SerialPortHandle>, taken: () => readonly string[]) => SerialSession,
  ) => {
    const { mcu, modem } = wanted;
    const refusal = unfitForPair(mcu.path, modem.path);
    if (refusal !== null) return refusal;
    return table.open([mcu.path, modem.path], async () => {
      const first = await backend.open({ ...mcu, loop: false });
      if (!first.ok) return first;
      const second = await backend.open({ ...modem, loop: false });
      if (!second.ok) {
        await first.value.close();
        return second;
      }
      const opened = bothSides((side) => (side === 'mcu' ? first.value : second.value));
      return ok({
        make: (taken) => make(opened, taken),
        discard() {
          void opened.mcu.close();
          void opened.modem.close();
        },
      } satisfies OpenedPorts);
    });
  };

  const handlers: SerialService['handlers'] = {
    async 'serial.ports'() {
      const { ports, warning } = await backend.list();
      const listed = ports.map((port) => ({ path: port.path, ...identifyPort(port) }));
      return ok({ ports: [...rankPorts([...listed, ...sampleCaptures.map(capturePort)])], warning });
    },
    'serial.open': (input) =>
      table.open([input.path], async () => {
        const { path, settings, loop } = input;
        const opened = await backend.open({ path, settings, loop });
        if (!opened.ok) return opened;
        return ok({
          make: (taken) => createSerialSession({ ...deps, taken }, input, opened.value),
          discard: () => void opened.value.close(),
        } satisfies OpenedPorts);
      }),
    'serial.open-tap': (input) =>
      openPair(input, (opened, taken) => createTapSession({ ...deps, taken }, input, opened)),
    'serial.open-bridge': (input) =>
      openPair(input, (opened, taken) => createBridgeSession({ ...deps, taken }, input, opened)),
    async 'serial.close'({ link }) {
      return (await table.close(link)) ? ok({}) : notOpen(link);
    },
    async 'serial.send'({ link, form, data, side = 'modem' }) {
      const session = table.get(link);
      if (session === undefined) return notOpen(link);
      const bytes = encodeSend({ form, data });
      return bytes.ok ? session.send(bytes.value, side) : bytes;
    },
    async 'serial.control'({ link, side = 'modem', dtr, rts }) {
      return table.get(link)?.control({ dtr: dtr ?? null, rts: rts ?? null }, side) ?? notOpen(link);
    },
    async 'serial.baud'({ link, side, baud }) {
      return table.get(link)?.setBaud(baud, side ?? null) ?? notOpen(link);
    },
    async 'serial.rewrite'({ link, rules }) {
      return table.get(link)?.setRules(rules) ?? notOpen(link);
    },
    async 'serial.detect-baud'({ target, rates = LIKELY_BAUDS }) {
      if (target.by === 'link') {
        const { link, side = 'modem' } = target;
        return table.get(link)?.detectBaud(side, rates) ?? notOpen(link);
      }
      return table.borrow(target.path, () => detectOnPath(clock, backend, target, rates));
    },
  };

  return {
    handlers,
    state: () => table.all().map((session) => session.state()),
    close: table.closeAll,
  };
}

const notOpen = (link: number) => err('not-open', `There is no open port with the number ${link}.`);

/** Two captures, or one port twice, make no pair. */
function unfitForPair(mcu: string, modem: string): Result<never, Extract<SerialOpenError, 'bad-path'>> | null {
  if (mcu === modem) return err('bad-path', `The two sides need two ports: ${mcu} was given for both.`);
  const capture = [mcu, modem].find((path) => path.startsWith('play:'));
  return capture === undefined ? null : err('bad-path', `${capture} is a recorded capture. Open it by itself.`);
}

const capturePort = (file: string): PortInfo => ({
  path: `play:${file}`,
  kind: 'player',
  label: `Recorded capture ${shortPortName(file)}`,
  detail: file,
  recommended: false,
});
