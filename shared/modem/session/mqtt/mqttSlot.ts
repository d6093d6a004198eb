import { ok } from '../../../base/result.ts';
import type { FaultName } from '../../faults/faultCatalogue.ts';
import { connectMqtt } from '../../mqtt/connectMqtt.ts';
import type { AckOutcome, DialOutcome, MqttClient, MqttDial, MqttLoss } from '../../mqtt/mqttTypes.ts';
import type { Bearer } from '../bearer.ts';
import type { ModemSession } from '../modemSession.ts';
import type { SslContexts } from '../ssl/sslContexts.ts';
import { connectTwin } from './connectTwin.ts';
import { mqttDialOf } from './mqttDialOf.ts';
import { freshDraft, freshOptions } from './mqttDraft.ts';
import {
  ACK_ERRORS,
  DIAL_ERRORS,
  isToldAtOnce,
  LOSS_CAUSES,
  MQTT_ERROR,
  refusalError,
  SSL_ERRORS,
} from './mqttErrors.ts';
import type { Acquisition, ConnectArguments, MqttSlot } from './mqttSlotTypes.ts';
import { receivedMessage } from './receivedMessage.ts';

export interface MqttSlotPorts {
  readonly session: ModemSession;
  readonly bearer: Bearer;
  readonly ssl: SslContexts;
  readonly running: () => boolean;
}

/** Before the result of what fails without asking the network. */
const FAILS_MS = 300;
/** Before the result of a PUBLISH that was never sent. */
const PRETENDS_MS = 150;

type Link =
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly client: MqttClient; readonly wanted: ConnectArguments; readonly dial: MqttDial };

export function createMqttSlot(index: number, { session, bearer, ssl, running }: MqttSlotPorts): MqttSlot {
  const { faults, after, afterReal, urc, urcBytes } = session;
  let acquired: Acquisition | null = null;
  let link: Link = { state: 'none' };
  /** The connection that is being made or ended. */
  let passing: MqttClient | null = null;
  let intruder: MqttClient | null = null;
  let options = freshOptions();
  let draft = freshDraft();
  let sslContext: number | null = null;
  /** Tells the result of the operation under way; null: the client is not busy. */
  let finish: ((code: number) => void) | null = null;

  /** The client is busy until `finish` is called. What belongs to an operation of before says nothing. */
  const begin = (name: string): ((code: number) => void) => {
    const end = (code: number): void => {
      if (finish !== end) return;
      finish = null;
      urc(`+CMQTT${name}: ${index},${code}`);
      session.changed();
    };
    finish = end;
    return end;
  };
  const reset = (): void => {
    finish = null;
    for (const client of [passing, intruder, link.state === 'open' ? link.client : null]) client?.drop();
    passing = null;
    intruder = null;
    link = { state: 'none' };
    acquired = null;
    sslContext = null;
    options = freshOptions();
    draft = freshDraft();
  };
  const refusal = (needs: 'acquired' | 'connected'): number => {
    if (!running()) return MQTT_ERROR.notStarted;
    if (acquired === null) return MQTT_ERROR.notAcquired;
    if (needs === 'connected' && link.state !== 'open' && passing === null) return MQTT_ERROR.noConnection;
    return finish === null ? MQTT_ERROR.none : MQTT_ERROR.busy;
  };
  const loseConnection = (cause: number): boolean => {
    if (link.state !== 'open') return false;
    link.client.drop();
    link = { state: 'none' };
    finish?.(MQTT_ERROR.receiveFailed);
    urc(`+CMQTTCONNLOST: ${index},${cause}`);
    session.changed();
    return true;
  };

  const dial = (
    wanted: ConnectArguments,
    to: MqttDial,
    refuseWith: number | null,
    end: (code: number) => void,
  ): void => {
    const client = connectMqtt(
      to,
      {
        network: bearer.network,
        after: afterReal,
        onMessage(message) {
          const bytes = receivedMessage(index, message);
          urcBytes(bytes);
          if (faults.strike('duplicate') !== null) urcBytes(bytes);
        },
        onLost: (reason: MqttLoss) => {
          loseConnection(LOSS_CAUSES[reason]);
        },
        onPingFailed: () => urc(`+CMQTTPING: ${index},${MQTT_ERROR.timeout}`),
        pingsHeld: () => faults.active('keep-alive-unserved') !== null,
      },
      (outcome: DialOutcome) => {
        passing = null;
        if (outcome.type === 'accepted' && refuseWith === null) {
          link = { state: 'open', client, wanted, dial: to };
          end(MQTT_ERROR.none);
          return;
        }
        client.drop();
        sslContext = null;
        if (outcome.type === 'failed') end(DIAL_ERRORS[outcome.reason]);
        else end(refusalError(outcome.type === 'refused' ? outcome.returnCode : (refuseWith ?? 0)));
      },
    );
    passing = client;
  };

  /** A request to the broker, with what the fault of its command makes of it. */
  const ask = (
    name: string,
    fault: FaultName | null,
    send: (client: MqttClient, done: (outcome: AckOutcome) => void) => void,
  ): number => {
    const forced = fault === null ? null : faults.strike(fault);
    if (forced !== null && isToldAtOnce(forced)) return forced;
    const refused = refusal('connected');
    if (refused !== MQTT_ERROR.none || link.state !== 'open') return refused;
    const end = begin(name);
    // Error 6 is what is left of a connection that the broker closed: it ends the operation, and is gone.
    if (forced === MQTT_ERROR.receiveFailed) after(FAILS_MS, () => finish === end && loseConnection(LOSS_CAUSES.peer));
    else if (forced !== null) after(FAILS_MS, () => end(forced));
    else send(link.client, (outcome) => end(ACK_ERRORS[outcome]));
    return MQTT_ERROR.none;
  };

  return {
    index,
    get acquired() {
      return acquired;
    },
    get connection() {
      return link.state === 'open' ? link.wanted : null;
    },
    get options() {
      return options;
    },
    get draft() {
      return draft;
    },
    get sslContext() {
      return sslContext;
    },
    set sslContext(context) {
      sslContext = context;
    },
    refusal,
    loseConnection,
    reset,
    acquire(acquisition) {
      if (!running()) return MQTT_ERROR.notStarted;
      if (acquired !== null) return MQTT_ERROR.alreadyAcquired;
      acquired = acquisition;
      return MQTT_ERROR.none;
    },
    release() {
      if (acquired === null) return MQTT_ERROR.notAcquired;
      if (link.state === 'open' || finish !== null) return MQTT_ERROR.busy;
      reset();
      return MQTT_ERROR.none;
    },
    setLevel(level) {
      if (acquired !== null) acquired = { ...acquired, level };
    },
    connect(wanted) {
      const forced = faults.strike('cmqtt-connect');
      const refuseWith = faults.strike('connack');
      if (forced !== null && isToldAtOnce(forced)) return forced;
      const refused = refusal('acquired');
      if (refused !== MQTT_ERROR.none || acquired === null) return refused;
      if (link.state === 'open') return MQTT_ERROR.notSupported;
      const end = begin('CONNECT');
      const fail = (code: number): void => {
        after(FAILS_MS, () => {
          sslContext = null;
          end(code);
        });
      };
      const tls = acquired.tls ? ssl.request(sslContext ?? index, wanted.host) : ok(null);
      if (forced !== null) fail(forced);
      else if (!tls.ok) fail(SSL_ERRORS[tls.error.code]);
      else dial(wanted, mqttDialOf(wanted, acquired, draft, options, tls.value), refuseWith, end);
      return MQTT_ERROR.none;
    },
    disconnect(seconds) {
      const refused = refusal('connected');
      if (refused !== MQTT_ERROR.none || link.state !== 'open') return refused;
      const end = begin('DISC');
      const { client } = link;
      passing = client;
      link = { state: 'none' };
      sslContext = null;
      client.disconnect(Math.max(seconds, 1) * 1000, () => {
        passing = null;
        end(MQTT_ERROR.none);
      });
      return MQTT_ERROR.none;
    },
    publish({ topic, seconds, ...message }) {
      const refused = refusal('connected');
      if (refused === MQTT_ERROR.none && topic === null) return MQTT_ERROR.topicEmpty;
      return ask('PUB', 'cmqtt-pub', (client, done) => {
        const deaf = faults.strike('puback-held') !== null;
        if (faults.strike('publish-lost') !== null) after(PRETENDS_MS, () => done('done'));
        else if (topic !== null) client.publish({ ...message, topic, deaf }, seconds * 1000, done);
      });
    },
    subscribe(topics) {
      const refused = refusal('connected');
      if (refused === MQTT_ERROR.none && topics.length === 0) return MQTT_ERROR.topicEmpty;
      return ask('SUB', 'cmqtt-sub', (client, done) => client.subscribe(topics, options.seconds * 1000, done));
    },
    unsubscribe(filters) {
      const refused = refusal('connected');
      if (refused === MQTT_ERROR.none && filters.length === 0) return MQTT_ERROR.topicEmpty;
      return ask('UNSUB', null, (client, done) => client.unsubscribe(filters, options.seconds * 1000, done));
    },
    beTakenOver() {
      if (link.state !== 'open') return false;
      intruder?.drop();
      intruder = connectTwin(session, link.dial);
      return true;
    },
  };
}
