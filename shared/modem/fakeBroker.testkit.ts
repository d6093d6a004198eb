import type { FakeClock } from '#test/fakes/fakeClock.ts';
import type { LinkInfo } from '../model/link.ts';
import type { MqttKind, MqttRow } from '../model/row.ts';
import { readConnectIdentity } from '../protocol/mqtt/connectIdentity.ts';
import { createMqttFramer } from '../protocol/mqtt/framer.ts';
import type { FakeNetwork, FakePeer } from './fakeNetwork.testkit.ts';

/** A broker in a few lines on the network in memory, with the rows a bench would record of it. */
export interface FakeBroker {
  readonly rows: readonly MqttRow[];
  readonly links: readonly LinkInfo[];
  /** Sends a QoS 0 message to every client. */
  publish(topic: string, payload: string): void;
}

const text = (value: string): number[] => [...new TextEncoder().encode(value)];

/** Answers every control packet a client may send; hangs up after 1.5 × keep alive, and on the older of two with one client id. */
export function serveBroker(network: FakeNetwork, clock: FakeClock, host: string, port: number): FakeBroker {
  const rows: MqttRow[] = [];
  const links: LinkInfo[] = [];
  const clients = new Map<number, { readonly id: string; readonly peer: FakePeer }>();

  network.serve(host, port, (peer) => {
    const link = 100 + links.length;
    let level: MqttRow['level'] = 0;
    let keepAlive = 0;
    let cancel = (): void => undefined;
    const row = (kind: MqttKind, dir: MqttRow['dir'], bytes: Uint8Array, said: string): void => {
      const t = clock.now();
      rows.push({ seq: 0, t, tLast: t, lane: 'mqtt', dir, kind, link, level, bytes: bytes.slice(), text: said });
    };
    const end = (reason: string): void => {
      if (!clients.delete(link)) return;
      cancel();
      row('close', 'none', new Uint8Array(0), reason);
      peer.end('peer');
    };
    const fromServer = createMqttFramer({
      from: 'server',
      onFrame: (kind, _t, _l, bytes) => row(kind, 'tx', bytes, ''),
    });
    const send = (...bytes: number[]): void => {
      const packet = Uint8Array.from(bytes);
      fromServer.feed(clock.now(), packet);
      peer.send(packet);
    };
    const answer = (bytes: Uint8Array): void => {
      const [first = 0] = bytes;
      const type = first >> 4;
      const qos = (first >> 1) & 3;
      if (type === 1) {
        const identity = readConnectIdentity(bytes);
        const id = identity?.clientId ?? '';
        for (const [other, client] of clients) if (client.id === id && other !== link) closers.get(other)?.();
        clients.set(link, { id, peer });
        level = identity?.level ?? 4;
        keepAlive = ((bytes[10] ?? 0) << 8) | (bytes[11] ?? 0);
        links.push({
          ...{ id: link, lane: 'mqtt', role: 'device', name: id, address: '192.0.2.9:50000', clientId: id, level },
          ...{ openedAt: clock.now(), closedAt: null },
        });
        send(0x20, 2, 0, 0);
      } else if (type === 3 && qos > 0) {
        const at = 2 + (((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0)) + 2;
        send(qos === 1 ? 0x40 : 0x50, 2, bytes[at] ?? 0, bytes[at + 1] ?? 0);
      } else if (type === 6) {
        send(0x70, 2, bytes[2] ?? 0, bytes[3] ?? 0);
      } else if (type === 8) {
        send(0x90, 3, bytes[2] ?? 0, bytes[3] ?? 0, 1);
      } else if (type === 10) {
        send(0xb0, 2, bytes[2] ?? 0, bytes[3] ?? 0);
      } else if (type === 12) {
        send(0xd0, 0);
      } else if (type === 14) {
        end('DISCONNECT');
      }
    };
    const fromClient = createMqttFramer({
      from: 'client',
      onFrame(kind, _t, _last, bytes, said) {
        row(kind, 'rx', bytes, said);
        if (kind === 'packet') answer(bytes);
      },
    });
    closers.set(link, () => end('taken over by a client with the same id'));
    row('open', 'none', new Uint8Array(0), '');
    peer.onData((bytes) => {
      fromClient.feed(clock.now(), bytes);
      cancel();
      if (keepAlive > 0) cancel = clock.after(keepAlive * 1500, () => end('keep alive'));
    });
  });
  const closers = new Map<number, () => void>();
  return {
    rows,
    links,
    publish(topic, payload) {
      const body = [0, topic.length, ...text(topic), ...text(payload)];
      for (const { peer } of clients.values()) peer.send(Uint8Array.from([0x30, body.length, ...body]));
    },
  };
}
