import { type Duplex, duplexPair } from 'node:stream';
import { generate, type IConnackPacket, type Packet, parser } from 'mqtt-packet';
import type { ConsoleTarget } from '#shared/contract/console.ts';
import type { ConnectRemote } from './connectRemote.ts';
import type { ConnectTrouble } from './connectTrouble.ts';

/** The broker's end of one connection of the console. */
export interface FakeBrokerConnection {
  /** What the console sent, in order. */
  readonly packets: readonly Packet[];
  /** The commands of `packets`. */
  commands(): string[];
  send(packet: Packet): void;
  /** Every byte it sent, whether by itself or because it was told to. */
  sent(): Uint8Array;
  sendBytes(bytes: Uint8Array): void;
  /** Ends the broker's half, as a FIN does. */
  end(): void;
  readonly stream: Duplex;
  /** The console's own stream. */
  readonly near: Duplex;
}

export interface FakeBroker {
  readonly connectRemote: ConnectRemote;
  readonly connections: readonly FakeBrokerConnection[];
  /** The newest connection. */
  last(): FakeBrokerConnection;
  /** Dials so far, those that failed too. */
  readonly dials: number;
  /** While set, dialling fails with it. `silence`: it neither opens nor fails. */
  trouble: ConnectTrouble | 'silence' | undefined;
  /** What it answers by itself; each may be switched off or replaced. */
  readonly answers: {
    connack: Partial<IConnackPacket> | false;
    suback: ((filters: readonly string[]) => number[]) | false;
    unsuback: boolean;
    publish: boolean;
    /** Ends its half when the console ended its own. */
    end: boolean;
  };
}

/** A broker of few words on in-process streams: answers what it is told to, forgets everything. */
export function createFakeBroker(level: 4 | 5 = 4): FakeBroker {
  const connections: FakeBrokerConnection[] = [];
  const broker: FakeBroker & { dials: number } = {
    connections,
    dials: 0,
    trouble: undefined,
    answers: { connack: {}, suback: (filters) => filters.map(() => 0), unsuback: true, publish: true, end: true },
    last() {
      const connection = connections.at(-1);
      if (connection === undefined) throw new Error('Nobody connected');
      return connection;
    },
    connectRemote(_address, events) {
      broker.dials += 1;
      const { trouble } = broker;
      const dialled = setImmediate(() => {
        if (trouble === 'silence') return;
        if (trouble !== undefined) events.failed(trouble);
        else events.opened(accept());
      });
      return () => clearImmediate(dialled);
    },
  };

  const accept = (): Duplex => {
    const [near, far] = duplexPair();
    const packets: Packet[] = [];
    const sent: Uint8Array[] = [];
    const sendBytes = (bytes: Uint8Array): void => {
      if (near.destroyed) return;
      sent.push(bytes);
      far.write(bytes);
    };
    const send = (packet: Packet): void => sendBytes(generate(packet, { protocolVersion: level }));
    const incoming = parser({ protocolVersion: level });
    incoming.on('packet', (packet: Packet) => {
      packets.push(packet);
      for (const answer of answersTo(packet, broker.answers, level)) send(answer);
    });
    far.on('data', (bytes: Buffer) => incoming.parse(bytes));
    far.on('end', () => {
      if (broker.answers.end) far.end();
    });
    far.on('error', () => {});
    connections.push({
      packets,
      commands: () => packets.map(({ cmd }) => cmd),
      send,
      sendBytes,
      sent: () => Buffer.concat(sent),
      end: () => far.end(),
      stream: far,
      near,
    });
    return near;
  };
  return broker;
}

function answersTo(packet: Packet, answers: FakeBroker['answers'], level: 4 | 5): Packet[] {
  switch (packet.cmd) {
    case 'connect':
      if (answers.connack === false) return [];
      return [
        { cmd: 'connack', sessionPresent: false, [level === 5 ? 'reasonCode' : 'returnCode']: 0, ...answers.connack },
      ];
    case 'subscribe': {
      if (answers.suback === false) return [];
      const granted = answers.suback(packet.subscriptions.map(({ topic }) => topic));
      return [{ cmd: 'suback', messageId: packet.messageId, granted }];
    }
    case 'unsubscribe':
      if (!answers.unsuback) return [];
      return [{ cmd: 'unsuback', messageId: packet.messageId, granted: packet.unsubscriptions.map(() => 0) }];
    case 'publish':
      if (!answers.publish || packet.qos === 0) return [];
      return [{ cmd: packet.qos === 1 ? 'puback' : 'pubrec', messageId: packet.messageId }];
    case 'pubrel':
      return [{ cmd: 'pubcomp', messageId: packet.messageId }];
    default:
      return [];
  }
}

export const TARGET: ConsoleTarget = {
  url: 'mqtt://broker.example',
  clientId: 'bench-console',
  username: '',
  password: '',
  clean: true,
  keepAlive: 0,
  level: 4,
};
