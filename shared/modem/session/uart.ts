import type { ModemSession } from './modemSession.ts';

/** What stands between the host's wire and the command line: sleep, autobaud, and where reports go. */
export interface Uart {
  /** The bytes the modem hears of those the host sent. */
  receive(bytes: Uint8Array): Uint8Array;
  /** Reports and late results are said on this port. */
  readonly reports: boolean;
  /** AT+CATR. */
  reportPort: number;
  /** AT+CSCLK: 0 never sleeps, 1 while DTR is off, 2 (A76xx) when nothing comes. */
  sleepMode: number;
  /** AT+IPR: from then on, once the answer has left. 0 follows the host. */
  changeBaud(rate: number): void;
}

/** From the last byte until it sleeps: 15 to 20 s. */
const SLEEP_MS = 15_000;
const SLEEP_SPREAD_MS = 5000;
/** DTR has to be on for so long before it hears. */
const WAKE_MS = 20;
/** What may still be on its way out when the speed changes, in bits. */
const ANSWER_BITS = 200;
const A = 0x41;
const T = 0x54;
const UPPER = ~0x20;

export function createUart(session: ModemSession): Uart {
  const { store, random, afterReal } = session;
  let asleep = false;
  let sleepMode = 0;
  let reportPort = 0;
  let locked = store.baud !== 0;
  /** The byte before, while the speed is looked for. */
  let last = 0;
  let stopFallingAsleep = (): void => undefined;
  let stopWaking = (): void => undefined;

  const maySleep = (): boolean => (sleepMode === 1 && !session.dtr) || sleepMode === 2;
  /** Begins the time until sleep anew. */
  const stir = (): void => {
    stopFallingAsleep();
    if (!maySleep()) return;
    stopFallingAsleep = afterReal(SLEEP_MS + random() * SLEEP_SPREAD_MS, () => {
      asleep = true;
    });
  };
  session.onDtr((on) => {
    stopWaking();
    if (on && asleep && sleepMode === 1) {
      stopWaking = afterReal(WAKE_MS, () => {
        asleep = false;
      });
    }
    stir();
  });

  /** Looks for the `AT` that tells the speed; what is from there on. */
  const lock = (bytes: Uint8Array): Uint8Array => {
    for (const [i, byte] of bytes.entries()) {
      if ((last & UPPER) === A && (byte & UPPER) === T) {
        locked = true;
        session.urc('Autobaud: OK');
        return Uint8Array.of(last, ...bytes.subarray(i));
      }
      last = byte;
    }
    return new Uint8Array(0);
  };
  return {
    receive(bytes) {
      if (asleep) {
        // What wakes it is lost: the start bit is seen, the byte is not.
        if (sleepMode === 2) asleep = false;
        stir();
        return new Uint8Array(0);
      }
      stir();
      return locked ? bytes : lock(bytes);
    },
    get reports() {
      return locked && (reportPort === 0 || reportPort === 1);
    },
    get reportPort() {
      return reportPort;
    },
    set reportPort(port) {
      reportPort = port;
    },
    get sleepMode() {
      return sleepMode;
    },
    set sleepMode(mode) {
      sleepMode = mode;
      stir();
    },
    changeBaud(rate) {
      const seconds = ANSWER_BITS / (session.baud === 0 ? 9600 : session.baud);
      afterReal(Math.max(20, seconds * 1000), () => {
        locked = rate !== 0;
        last = 0;
        session.setBaud(rate);
      });
    },
  };
}
