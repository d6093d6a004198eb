import type { CaptureLog } from '#bench/capture/captureLog.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { MqttLevel, MqttRow } from '#shared/model/row.ts';
import { rowAt } from '#shared/model/rowChunk.ts';
import { createSocketMqtt, type SocketMqttEvent } from '#shared/protocol/at/sockets/createSocketMqtt.ts';
import { createSocketReassembler } from '#shared/protocol/at/sockets/createSocketReassembler.ts';
import { type SocketEvent, type SocketId, serviceOf } from '#shared/protocol/at/sockets/socketEvents.ts';
import { endText } from './endText.ts';

/** Characters of a client id in the link's name; the id may be 65,535 bytes long. */
const MAX_NAME = 64;
const NO_BYTES = new Uint8Array(0);

export interface UartMqttDeps {
  readonly clock: Clock;
  readonly log: CaptureLog;
}

export interface UartMqtt {
  /** Closes the links it has opened. */
  close(): void;
}

/** A link of the log, made for a connection. */
interface Derived {
  readonly link: number;
  readonly serial: number;
  level: MqttLevel;
}

/**
 * Follows the log's serial rows and shows the MQTT connections inside them as links of their own (role `uart`). The bytes
 * stand in both links: as they went over the UART, and as packets.
 */
export function createUartMqtt({ clock, log }: UartMqttDeps): UartMqtt {
  const sockets = createSocketReassembler();
  const mqtt = createSocketMqtt();
  const connections = new Map<number, Derived>();
  /** Serial links with rows. */
  const heard = new Set<number>();
  let read = log.lastSeq;
  let reading = false;

  const append = (to: Derived, row: Omit<MqttRow, 'seq' | 'lane' | 'link' | 'level'>): void => {
    log.append({ ...row, lane: 'mqtt', link: to.link, level: to.level });
  };
  const event = (to: Derived, kind: 'open' | 'close', t: number, text: string): void =>
    append(to, { dir: 'none', kind, t, tLast: t, bytes: NO_BYTES, text });

  const show = (shown: SocketMqttEvent): void => {
    if (shown.what === 'open') {
      const port = log.link(shown.link)?.name ?? `#${shown.link}`;
      const address = `${port} ${socketName(shown.socket)}`;
      const link = log.openLink({ lane: 'mqtt', role: 'uart', address, name: address });
      const derived: Derived = { link, serial: shown.link, level: 0 };
      connections.set(shown.connection, derived);
      event(derived, 'open', shown.t, `${address}${shown.address === '' ? '' : ` to ${shown.address}`}`);
      return;
    }
    const derived = connections.get(shown.connection);
    if (derived === undefined) return;
    if (shown.what === 'close') {
      connections.delete(shown.connection);
      event(derived, 'close', shown.t, endText(shown.why));
      log.closeLink(derived.link);
      return;
    }
    const { dir, kind, t, tLast, bytes, text, identity } = shown;
    if (identity !== null) {
      const { clientId, level } = identity;
      derived.level = level;
      log.updateLink(derived.link, { clientId, level, ...(clientId !== '' && { name: clientId.slice(0, MAX_NAME) }) });
    }
    append(derived, { dir, kind, t, tLast, bytes, text });
  };
  const pass = (events: readonly SocketEvent[]): void => {
    for (const each of events) for (const shown of mqtt.feed(each)) show(shown);
  };
  const forget = (serial: number): void => {
    heard.delete(serial);
    pass(sockets.linkEnded(serial, clock.now()));
  };
  /** Rows were dropped before they were read, so the streams have holes; or it is over. */
  const forgetAll = (): void => {
    for (const serial of [...heard]) forget(serial);
  };

  const follow = (): void => {
    // What it appends is announced to it, too.
    if (reading) return;
    reading = true;
    const { firstSeq, lastSeq } = log;
    if (firstSeq > read + 1) forgetAll();
    for (let seq = Math.max(read + 1, firstSeq); seq <= lastSeq; seq += 1) {
      const found = log.find(seq);
      if (found === undefined) {
        forgetAll();
        continue;
      }
      const row = rowAt(found.chunk, found.index);
      if (row.lane === 'serial') {
        heard.add(row.link);
        pass(sockets.feed(row));
      } else if (row.lane === 'note' && (row.kind === 'lost' || row.kind === 'close') && heard.has(row.link)) {
        forget(row.link);
      }
    }
    read = lastSeq;
    reading = false;
  };
  const stop = log.onAppend(follow);

  return {
    close() {
      follow();
      stop();
      forgetAll();
    },
  };
}

const socketName = (socket: SocketId): string =>
  `${serviceOf(socket) === 'CIP' ? 'socket' : 'TLS session'} ${socket.slice(socket.indexOf(' ') + 1)}`;
