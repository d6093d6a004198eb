import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { Clock } from '#shared/base/clock.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialOpenError } from '#shared/contract/serial.ts';
import { createPortEvents } from './portEvents.ts';
import type { SerialPortHandle } from './serialBackend.ts';

const CONNECT_TIMEOUT_MS = 5000;
/** Silence after which the system asks whether the other side is still there. */
const KEEP_ALIVE_MS = 10_000;

/** How long what was sent may take to go out after the close. */
const LINGER_MS = 2000;

export interface TcpPortDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly connect?: (options: NetConnectOpts) => Socket;
}

/** Opens a raw TCP port: a serial port served by ser2net, an emulator, a terminal server. */
export function openTcpPort(
  deps: TcpPortDeps,
  host: string,
  port: number,
): Promise<Result<SerialPortHandle, SerialOpenError>> {
  const where = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new Promise((resolve) => {
    const socket = (deps.connect ?? connect)({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
    });
    const give = (result: Result<SerialPortHandle, SerialOpenError>): void => {
      cancel();
      socket.off('error', refuse);
      if (!result.ok) {
        // An error may still come, and an `error` event nobody hears ends the process.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      resolve(result);
    };
    const refuse = (error: NodeJS.ErrnoException): void => give(explainConnectError(where, error));
    const cancel = deps.clock.after(CONNECT_TIMEOUT_MS, () =>
      give(
        err(
          'not-found',
          `${where} did not answer within ${CONNECT_TIMEOUT_MS / 1000} s. Check the address and that the machine is reachable.`,
        ),
      ),
    );
    socket.on('error', refuse);
    socket.once('connect', () => give(ok(createTcpHandle(deps.clock, socket, where))));
  });
}

function explainConnectError(where: string, error: NodeJS.ErrnoException): Result<never, SerialOpenError> {
  switch (error.code) {
    case 'ECONNREFUSED':
      return err(
        'not-found',
        `Nothing listens on ${where}. Start ser2net there in raw mode, or check the port number.`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return err('not-found', `The name in ${where} is not known here. Check it, or use the machine's IP address.`);
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return err('not-found', `${where} cannot be reached. Check the cable, the network and the address.`);
    default:
      return err('failed', `${where} could not be opened (${error.code ?? error.message}).`);
  }
}

function createTcpHandle(clock: Pick<Clock, 'after'>, socket: Socket, where: string): SerialPortHandle {
  const events = createPortEvents();
  let trouble: NodeJS.ErrnoException | null = null;
  let reading = false;
  socket.on('error', (error) => {
    trouble = error;
  });
  socket.on('close', () => {
    events.lost(
      trouble === null ? `${where} closed the connection` : `the connection broke (${trouble.code ?? trouble.message})`,
    );
  });

  const noLines = err('not-supported', 'A raw TCP port does not carry the control lines.');
  return {
    onData(listener) {
      const off = events.onData(listener);
      if (!reading) {
        reading = true;
        // A copy, because the chunk may be a small part of a buffer that lives as long as it does.
        socket.on('data', (chunk) => events.data(new Uint8Array(chunk)));
      }
      return off;
    },
    onLost: events.onLost,
    write(bytes) {
      if (events.over || socket.destroyed) return Promise.resolve(err('failed', 'The connection is closed.'));
      return new Promise((resolve) => {
        socket.write(bytes, (error) =>
          resolve(error instanceof Error ? err('failed', `Not sent: ${error.message}.`) : ok(undefined)),
        );
      });
    },
    hold(held) {
      if (held) socket.pause();
      else socket.resume();
    },
    get pending() {
      return socket.writableLength;
    },
    setLines: () => Promise.resolve(noLines),
    getLines: () => Promise.resolve(noLines),
    setBaud: () =>
      Promise.resolve(err('unsupported', 'The speed of a TCP port is set on the machine that has the serial port.')),
    close() {
      events.finish();
      // What was sent goes out by itself, as long as the other side takes it; nobody here waits for that.
      socket.once(
        'close',
        clock.after(LINGER_MS, () => socket.destroy()),
      );
      socket.destroySoon();
      return Promise.resolve();
    },
  };
}
