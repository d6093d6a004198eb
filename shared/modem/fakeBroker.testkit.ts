import type { Clock } from '../base/clock.ts';
import type { LinkInfo } from '../model/link.ts';
import type { MqttKind, MqttRow } from '../model/row.ts';
import { readConnectIdentity } from '../protocol/mqtt/connectIdentity.ts';
import { packetTypeOf } from '../protocol/mqtt/fixedHeader.ts';
import type { FakeNetwork } from './fakeNetwork.testkit.ts';
import { createFakeBroker } from './mqtt/fakeBroker.testkit.ts';

/** A broker on the network in memory, with the rows a bench would record of it. */
export interface FakeBroker {
  readonly rows: readonly MqttRow[];
  readonly links: readonly LinkInfo[];
  /** Sends a QoS 0 message to every client. */
  publish(topic: string, payload: string): void;
}

const CONNECT = 1;
/** Link of the first connection. */
const FIRST_LINK = 100;

/** Answers every control packet a client may send; hangs up after 1.5 × keep alive, and on the older of two with one client id. */
export function serveBroker(network: FakeNetwork, clock: Clock, host: string, port: number): FakeBroker {
  const rows: MqttRow[] = [];
  const links: LinkInfo[] = [];
  const levels = new Map<number, MqttRow['level']>();

  const row = (
    connection: number,
    kind: MqttKind,
    dir: MqttRow['dir'],
    bytes: Uint8Array = new Uint8Array(0),
    text = '',
  ): void => {
    const t = clock.now();
    const level = levels.get(connection) ?? 0;
    const link = FIRST_LINK + connection;
    rows.push({ ...{ seq: 0, t, tLast: t, lane: 'mqtt', dir, kind, link, level, text }, bytes: bytes.slice() });
  };
  const { publish } = createFakeBroker(clock, network, host, port, {
    onOpen: (connection) => row(connection, 'open', 'none'),
    onFrame(connection, dir, kind, _t, _last, bytes, text) {
      row(connection, kind, dir, bytes, text);
      const isConnect = dir === 'rx' && packetTypeOf(bytes[0] ?? 0) === CONNECT;
      const identity = isConnect ? readConnectIdentity(bytes) : null;
      if (identity === null) return;
      const { clientId, level } = identity;
      levels.set(connection, level);
      links.push({
        ...{ id: FIRST_LINK + connection, lane: 'mqtt', role: 'device', name: clientId, address: '192.0.2.9:50000' },
        ...{ clientId, level, openedAt: clock.now(), closedAt: null },
      });
    },
    onClose: (connection, why) => row(connection, 'close', 'none', undefined, why),
  });
  return { rows, links, publish: (topic, payload) => publish(topic, payload) };
}
