import { connectMqtt } from '../../mqtt/connectMqtt.ts';
import type { MqttClient, MqttDial } from '../../mqtt/mqttTypes.ts';
import type { ModemSession } from '../modemSession.ts';

/** How long it stays. */
const STAYS_MS = 4000;

/**
 * Another device with the same client id connects to the same broker and leaves again: the fault `client-id-takeover`. It
 * does not go through the bearer of this modem.
 */
export function connectTwin({ network, afterReal }: ModemSession, dial: MqttDial): MqttClient {
  const twin = connectMqtt(
    { ...dial, connect: { ...dial.connect, clean: true, will: null } },
    {
      network,
      after: afterReal,
      onMessage: () => undefined,
      onLost: () => undefined,
      onPingFailed: () => undefined,
      pingsHeld: () => false,
    },
    () => {
      afterReal(STAYS_MS, () => twin.disconnect(1000, () => undefined));
    },
  );
  return twin;
}
