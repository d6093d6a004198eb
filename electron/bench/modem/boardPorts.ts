import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { encodeUtf8 } from '#shared/base/utf8.ts';
import type { BoardSettings } from '#shared/board/boardSettings.ts';
import { type Board, type BoardPorts, createBoard } from '#shared/board/createBoard.ts';
import type { UartDevice } from '#shared/modem/simModem.ts';
import type { SerialBackend, SerialPortHandle } from '../serial/serialBackend.ts';
import { createSimPort } from './simPort.ts';

/** The MCU's UART to the modem, and the one its log comes out of. */
export const BOARD_PATH = 'sim:board';
export const BOARD_CONSOLE_PATH = 'sim:board-console';
/** Both speak at this speed. */
const BOARD_BAUD = 115_200;

export interface SimulatedBoardDeps extends Pick<BoardPorts, 'random' | 'faults'> {
  readonly clock: Clock;
  /** Read when the board is powered. */
  readonly settings: () => BoardSettings;
  /** Something to show of the board changed. */
  readonly onChange: () => void;
}

/** The simulated board as two serial ports. It is powered while its modem port is open. */
export interface SimulatedBoardPorts {
  /** The board whose port is open. */
  readonly board: Board | null;
  /** The ports of `backend` and these two. */
  over(backend: SerialBackend): SerialBackend;
}

export function createBoardPorts({
  clock,
  random,
  faults,
  settings,
  onChange,
}: SimulatedBoardDeps): SimulatedBoardPorts {
  const consoleLines = createEmitter<string>();
  let board: Board | null = null;

  const mcu = (toHost: (bytes: Uint8Array) => void): UartDevice => {
    const own = createBoard(
      { clock, random, faults, toModem: toHost, console: (line) => consoleLines.emit(line), onChange },
      settings(),
    );
    board?.close();
    board = own;
    onChange();
    return {
      receive: own.receive,
      setDtr: () => undefined,
      powerOn: own.restart,
      close() {
        own.close();
        if (board === own) board = null;
        onChange();
      },
    };
  };
  const log = (toHost: (bytes: Uint8Array) => void): UartDevice => {
    const off = consoleLines.on((line) => toHost(encodeUtf8(`${line}\r\n`)));
    return { receive: () => undefined, setDtr: () => undefined, powerOn: () => undefined, close: off };
  };
  const port = (baud: number, device: (toHost: (bytes: Uint8Array) => void) => UartDevice): SerialPortHandle =>
    createSimPort({
      ...{ clock, baud },
      makeDevice({ toHost, onBaud }) {
        onBaud(BOARD_BAUD);
        // A board may speak within a call: a port never does.
        return device((bytes) => {
          clock.after(0, () => toHost(bytes));
        });
      },
    });
  return {
    get board() {
      return board;
    },
    over: (backend) => ({
      async list() {
        const { ports, warning } = await backend.list();
        return { ports: [...ports, { path: BOARD_PATH }, { path: BOARD_CONSOLE_PATH }], warning };
      },
      async open(request) {
        const { path, settings: asked } = request;
        if (path === BOARD_PATH) return { ok: true, value: port(asked.baud, mcu) };
        if (path === BOARD_CONSOLE_PATH) return { ok: true, value: port(asked.baud, log) };
        return backend.open(request);
      },
    }),
  };
}
