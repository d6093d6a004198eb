/** The longest wait for a PINGRESP, seconds. */
const ANSWER_SECONDS = 30;

export interface KeepAlive {
  /** A packet was sent: the silence begins anew. */
  sent(): void;
  /** PINGRESP. */
  answered(): void;
  stop(): void;
}

export interface KeepAlivePorts {
  /** 0: off. */
  readonly seconds: number;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly ping: () => void;
  /** The answer to a PINGREQ did not come. */
  readonly onFailed: () => void;
  readonly held: () => boolean;
}

/** Sends PINGREQ after a keep-alive time in which nothing else was sent (MQTT 3.1.1, 3.1.2.10). */
export function createKeepAlive({ seconds, after, ping, onFailed, held }: KeepAlivePorts): KeepAlive {
  let cancelSilence = (): void => undefined;
  let cancelAnswer: (() => void) | null = null;

  const wait = (): void => {
    cancelSilence();
    if (seconds > 0) cancelSilence = after(seconds * 1000, silent);
  };
  const silent = (): void => {
    if (!held()) {
      ping();
      cancelAnswer ??= after(Math.min(seconds, ANSWER_SECONDS) * 1000, () => {
        cancelAnswer = null;
        onFailed();
      });
    }
    wait();
  };
  const answered = (): void => {
    cancelAnswer?.();
    cancelAnswer = null;
  };
  return {
    sent: wait,
    answered,
    stop() {
      cancelSilence();
      answered();
    },
  };
}
