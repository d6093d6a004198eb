/** What the commands of chapter 11 (V3.00) set. Lost at a restart. */
export interface SocketSettings {
  /** AT+CIPMODE=1. */
  transparent: boolean;
  /** AT+CIPRXGET=1: received data is kept until it is read. */
  buffered: boolean;
  /** AT+CIPHEAD: `+IPD<length>`. */
  lengthLine: boolean;
  /** AT+CIPSRIP: `RECV FROM:<address>:<port>`. */
  senderLine: boolean;
  /** AT+CIPSENDMODE=1: the result of sending waits until the data has left. */
  waitForAck: boolean;
  /** AT+CIPTIMEOUT, ms. */
  timeouts: { net: number; open: number; send: number };
  /** AT+CIPCCFG, in the order of its parameters. */
  config: {
    retransmissions: number;
    delayMs: number;
    ack: number;
    /** 1: `+IP ERROR` in words, 0: as a number. */
    errorMode: number;
    /** 1: `+RECEIVE,<link>,<length>` in place of `+IPD<length>`. */
    header: number;
    asynchronous: number;
    leastTimeoutMs: number;
  };
  /** AT+CIPDNSSET. */
  dns: { netRetries: number; timeoutMs: number; queryRetries: number };
}

export const createSocketSettings = (): SocketSettings => ({
  transparent: false,
  buffered: false,
  lengthLine: true,
  senderLine: true,
  waitForAck: false,
  timeouts: { net: 120_000, open: 120_000, send: 120_000 },
  config: {
    ...{ retransmissions: 10, delayMs: 0, ack: 0, errorMode: 1 },
    ...{ header: 0, asynchronous: 0, leastTimeoutMs: 500 },
  },
  dns: { netRetries: 3, timeoutMs: 30_000, queryRetries: 7 },
});
