import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../../base/latin1.ts';
import { createFakeNetwork } from '../fakeNetwork.testkit.ts';
import { connectMqtt } from './connectMqtt.ts';
import { createFakeBroker } from './fakeBroker.testkit.ts';
import type { OutgoingMessage } from './mqttTypes.ts';

export const HOST = 'broker.example';

/** A client and a broker on a network in memory; `seen` is what the client told. */
export const start = (host = HOST, keepAlive = 60) => {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const broker = createFakeBroker(clock, network, HOST, 1883);
  const seen: string[] = [];
  let pingsHeld = false;
  const open = () =>
    connectMqtt(
      {
        ...{ host, port: 1883, tls: null, connectMs: 30_000, connackMs: 30_000 },
        connect: {
          ...{ level: 4, clientId: latin1Bytes('meter-7'), keepAlive, clean: true },
          ...{ will: null, user: null, password: null },
        },
      },
      {
        network,
        after: (ms, callback) => clock.after(ms, callback),
        onMessage: ({ topic, payload }) => seen.push(`message ${latin1Text(topic)} ${latin1Text(payload)}`),
        onLost: (reason) => seen.push(`lost ${reason}`),
        onPingFailed: () => seen.push('ping failed'),
        pingsHeld: () => pingsHeld,
      },
      (outcome) => {
        seen.push(
          outcome.type === 'accepted'
            ? 'accepted'
            : outcome.type === 'refused'
              ? `refused ${outcome.returnCode}`
              : outcome.reason,
        );
      },
    );
  const take = (ms: number): readonly string[] => {
    clock.advance(ms);
    return seen.splice(0);
  };
  return {
    ...{ clock, network, broker, seen, open, take },
    holdPings(held: boolean) {
      pingsHeld = held;
    },
  };
};
export const message = (change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ...{ topic: latin1Bytes('a/b'), payload: latin1Bytes('21.5'), qos: 1, retain: false, dup: false, deaf: false },
  ...change,
});
