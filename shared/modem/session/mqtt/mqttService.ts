import type { Bearer } from '../bearer.ts';
import type { ModemSession } from '../modemSession.ts';
import type { SslContexts } from '../ssl/sslContexts.ts';
import { MQTT_ERROR } from './mqttErrors.ts';
import { createMqttSlot } from './mqttSlot.ts';
import type { MqttSlot } from './mqttSlotTypes.ts';

/** The MQTT service of the modem and its two clients (V3.00 chapter 16). */
export interface MqttService {
  readonly running: boolean;
  readonly clients: readonly MqttSlot[];
  /** Brings the data connection up. `done` is called once, later, with an error or 0; `already`: it runs, and 23 follows. */
  start(done: (error: number) => void): 'opening' | 'already';
  /** 0, or why it cannot be stopped now. */
  stop(): number;
  /** Open connections in words, for a panel. */
  connections(): readonly string[];
}

export function createMqttService(session: ModemSession, bearer: Bearer, ssl: SslContexts): MqttService {
  const { faults, afterReal, urc } = session;
  let state: 'stopped' | 'starting' | 'running' = 'stopped';
  const running = (): boolean => state === 'running';
  const clients = [0, 1].map((index) => createMqttSlot(index, { session, bearer, ssl, running }));
  const connected = (): readonly MqttSlot[] => clients.filter(({ connection }) => connection !== null);

  const open = (done: (error: number) => void): void => {
    state = 'starting';
    bearer.open('mqtt', (opened) => {
      state = opened.ok ? 'running' : 'stopped';
      done(opened.ok ? MQTT_ERROR.none : MQTT_ERROR.networkNotOpened);
    });
  };
  const shut = (): void => {
    for (const client of clients) client.reset();
    state = 'stopped';
    bearer.release('mqtt');
    session.changed();
  };

  bearer.onLost(() => {
    if (!running()) return;
    // Connections end with the bearer in this turn, and say so before.
    afterReal(0, () => {
      if (!running()) return;
      shut();
      urc('+CMQTTNONET');
    });
  });
  faults.on('nonet', (value) => {
    if (value === null || connected().length === 0) return false;
    shut();
    urc('+CMQTTNONET');
    return true;
  });
  faults.on('connlost', (value) => {
    if (value === null || connected().length === 0) return false;
    for (const client of connected()) client.loseConnection(value);
    return true;
  });
  faults.on('client-id-takeover', (value) => {
    if (value === null || connected().length === 0) return false;
    for (const client of connected()) client.beTakenOver();
    return true;
  });
  session.onEnd(() => {
    for (const client of clients) client.reset();
  });

  return {
    get running() {
      return running();
    },
    clients,
    start(done) {
      const claims = faults.strike('start-23') !== null;
      if (state === 'stopped') {
        // What says that it runs does run: a firmware that goes on is right.
        open((error) => done(claims ? MQTT_ERROR.alreadyStarted : error));
        return claims ? 'already' : 'opening';
      }
      afterReal(0, () => done(MQTT_ERROR.alreadyStarted));
      return 'already';
    },
    stop() {
      if (state !== 'running') return MQTT_ERROR.notStarted;
      if (connected().length > 0) return MQTT_ERROR.busy;
      if (clients.some(({ acquired }) => acquired !== null)) return MQTT_ERROR.notReleased;
      shut();
      return MQTT_ERROR.none;
    },
    connections: () => connected().map(({ index, connection }) => `MQTT ${index}: ${connection?.address ?? ''}`),
  };
}
