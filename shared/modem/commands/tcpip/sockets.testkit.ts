import { createFakeClock, type FakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../../../base/latin1.ts';
import { createFakeNetwork, type FakeNetwork, type FakePeer } from '../../fakeNetwork.testkit.ts';
import type { FaultName } from '../../faults/faultCatalogue.ts';
import { type FaultPoints, NO_FAULTS } from '../../faults/faultPoints.ts';
import { type ModemUnderTest, startModem } from '../../modem.testkit.ts';
import type { ModemSettings } from '../../modemSettings.ts';

export const OK = '\r\nOK\r\n';
export const ERROR = '\r\nERROR\r\n';
/** `server.example` is at this address. */
export const SERVER = '192.0.2.1';

export interface SocketsUnderTest extends ModemUnderTest {
  readonly network: FakeNetwork;
  /** The connection dialled or accepted last. */
  peer(): FakePeer;
  /** What that connection has received. */
  received(): string;
  /** The far end sends; what the host hears of it. */
  send(text: string, ms?: number): string;
}

export interface SocketsTestOptions {
  readonly settings?: Partial<ModemSettings>;
  readonly faults?: FaultPoints;
  /** Commands sent first, each given the time to finish: AT+NETOPEN when absent. */
  readonly first?: readonly string[];
  /** The one its faults run on, when they have one. */
  readonly clock?: FakeClock;
  /** Of the network, one way. */
  readonly latencyMs?: number;
}

/** A modem with `server.example:7000` behind it, TCP and UDP (which answers in capitals). */
export function startSockets({
  settings,
  faults,
  first = ['AT+NETOPEN'],
  latencyMs = 10,
  clock = createFakeClock(),
}: SocketsTestOptions = {}): SocketsUnderTest {
  const network = createFakeNetwork(clock, latencyMs);
  network.serve('server.example', 7000);
  network.serveUdp('server.example', 7000, (bytes, reply) => reply(latin1Bytes(latin1Text(bytes).toUpperCase())));
  const modem = startModem({
    ...{ clock, network },
    ...(settings === undefined ? {} : { settings }),
    ...(faults === undefined ? {} : { faults }),
  });
  for (const command of first) modem.at(command, 3000);
  const peer = (): FakePeer => {
    const last = network.peers.at(-1);
    if (last === undefined) throw new Error('nobody was dialled');
    return last;
  };
  return {
    ...modem,
    network,
    peer,
    received: () => latin1Text(peer().received),
    send(text, ms = 100) {
      peer().send(latin1Bytes(text));
      return modem.heard(ms);
    },
  };
}

/** Faults that happen when the test says so, and are in force when it says so. */
export function handFaults(): FaultPoints & {
  happen(name: FaultName, value?: number): void;
  arm(name: FaultName): void;
} {
  const listeners = new Map<FaultName, ((value: number | null) => void)[]>();
  const armed = new Set<FaultName>();
  const tell = (name: FaultName, value: number): void => {
    for (const listener of listeners.get(name) ?? []) listener(value);
  };
  return {
    ...NO_FAULTS,
    active: (name) => (armed.has(name) ? 0 : null),
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return () => undefined;
    },
    happen: (name, value = 0) => tell(name, value),
    arm(name) {
      armed.add(name);
      tell(name, 0);
    },
  };
}
