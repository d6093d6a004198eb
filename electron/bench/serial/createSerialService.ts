import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import type { PortInfo, SerialLink } from '#shared/contract/serial.ts';
import { identifyPort } from '#shared/model/portIdentity.ts';
import { rankPorts } from '#shared/model/rankPorts.ts';
import type { CaptureLog } from '../capture/captureLog.ts';
import { encodeSend } from './encodeSend.ts';
import type { SerialBackend } from './serialBackend.ts';
import { shortPortName } from './serialPath.ts';
import { createSerialSession, type SerialSession } from './serialSession.ts';

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
    'serial.ports' | 'serial.open' | 'serial.close' | 'serial.send' | 'serial.control' | 'serial.baud'
  >;
  state(): readonly SerialLink[];
  /** Closes every port. Bounded in time. */
  close(): Promise<void>;
}

/** More ports than a bench has; a bound, not a wish. */
const MAX_PORTS = 32;
/** Captures played to their end, and ports that are gone for good, that stay in sight. */
const MAX_INACTIVE = 8;

/** The serial side of the bench: every open port is a link of the log. */
export function createSerialService(deps: SerialServiceDeps): SerialService {
  const { backend, sampleCaptures } = deps;
  const sessions = new Map<number, SerialSession>();
  /** Paths whose open is under way. */
  const opening = new Set<string>();
  let closed = false;

  const sessionAt = (path: string): SerialSession | undefined =>
    [...sessions.values()].find((session) => session.path === path);
  const count = (active: boolean): number =>
    [...sessions.values()].filter((session) => session.active === active).length;
  const forget = (session: SerialSession): void => {
    sessions.delete(session.link);
    void session.close();
  };
  const notOpen = (link: number) => err('not-open', `There is no open port with the number ${link}.`);

  const handlers: SerialService['handlers'] = {
    async 'serial.ports'() {
      const { ports, warning } = await backend.list();
      const listed = ports.map((port) => ({ path: port.path, ...identifyPort(port) }));
      return ok({ ports: [...rankPorts([...listed, ...sampleCaptures.map(capturePort)])], warning });
    },

    async 'serial.open'(input) {
      const { path, settings, loop } = input;
      const before = sessionAt(path);
      if (opening.has(path) || before?.active) {
        return err('already-open', `${path} is already open here. Close it first to open it with other settings.`);
      }
      if (closed || count(true) + opening.size >= MAX_PORTS) {
        return err('failed', closed ? 'The bench is closing.' : `${MAX_PORTS} ports are open. Close one first.`);
      }
      opening.add(path);
      const result = await backend.open({ path, settings, loop }).finally(() => opening.delete(path));
      if (!result.ok) return result;
      if (closed) {
        void result.value.close();
        return err('failed', 'The bench is closing.');
      }
      if (before !== undefined) forget(before);
      const oldest = [...sessions.values()].find((session) => !session.active);
      if (oldest !== undefined && count(false) > MAX_INACTIVE) forget(oldest);
      const taken = (): ReadonlySet<string> =>
        new Set([
          ...opening,
          ...[...sessions.values()].filter((other) => other !== session).map((other) => other.path),
        ]);
      const session = createSerialSession({ ...deps, taken }, input, result.value);
      sessions.set(session.link, session);
      await session.ready;
      return ok({ link: session.link });
    },

    async 'serial.close'({ link }) {
      const session = sessions.get(link);
      if (session === undefined) return notOpen(link);
      sessions.delete(link);
      await session.close();
      return ok({});
    },

    async 'serial.send'({ link, form, data }) {
      const session = sessions.get(link);
      if (session === undefined) return notOpen(link);
      const bytes = encodeSend({ form, data });
      return bytes.ok ? session.send(bytes.value) : bytes;
    },

    async 'serial.control'({ link, dtr, rts }) {
      return sessions.get(link)?.control({ dtr: dtr ?? null, rts: rts ?? null }) ?? notOpen(link);
    },

    async 'serial.baud'({ link, baud }) {
      return sessions.get(link)?.setBaud(baud) ?? notOpen(link);
    },
  };

  return {
    handlers,
    state: () => [...sessions.values()].map((session) => session.state()),
    async close() {
      closed = true;
      await Promise.all([...sessions.values()].map((session) => session.close()));
      sessions.clear();
    },
  };
}

const capturePort = (file: string): PortInfo => ({
  path: `play:${file}`,
  kind: 'player',
  label: `Recorded capture ${shortPortName(file)}`,
  detail: file,
  recommended: false,
});
