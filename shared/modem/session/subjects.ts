import { type Bearer, createBearer } from './bearer.ts';
import { type CchService, createCchService } from './cch/cchService.ts';
import { createGnss, type Gnss } from './gnss/gnssReceiver.ts';
import { createHttpService, type HttpService } from './http/httpService.ts';
import { createModemClock, type ModemClock } from './modemClock.ts';
import type { ModemSession } from './modemSession.ts';
import { createMqttService, type MqttService } from './mqtt/mqttService.ts';
import { createPdp, type Pdp } from './pdp.ts';
import { createRadio, type Radio } from './radio.ts';
import { createRegistration, type Registration } from './registration.ts';
import { createSignal, type Signal } from './signal.ts';
import { createSim, type Sim } from './sim.ts';
import { createSmsService, type SmsService } from './sms/smsService.ts';
import { createSocketService, type SocketService } from './sockets/socketService.ts';
import { createSslContexts, type SslContexts } from './ssl/sslContexts.ts';
import { createSupply, type Supply } from './supply.ts';
import { createUart, type Uart } from './uart.ts';

/** What a modem is made of. Each subject keeps one part of its state; commands ask and tell them. */
export interface Subjects {
  readonly uart: Uart;
  readonly supply: Supply;
  readonly radio: Radio;
  readonly sim: Sim;
  readonly registration: Registration;
  readonly signal: Signal;
  readonly clock: ModemClock;
  readonly pdp: Pdp;
  readonly bearer: Bearer;
  readonly sockets: SocketService;
  readonly ssl: SslContexts;
  readonly mqtt: MqttService;
  readonly cch: CchService;
  readonly http: HttpService;
  readonly sms: SmsService;
  readonly gnss: Gnss;
}

export function createSubjects(session: ModemSession): Subjects {
  const uart = createUart(session);
  const supply = createSupply(session);
  const radio = createRadio(session);
  const sim = createSim(session, radio);
  const registration = createRegistration(session, radio, sim);
  const signal = createSignal(session, registration);
  const clock = createModemClock(session, registration);
  const pdp = createPdp(session, registration);
  const bearer = createBearer(session, registration, pdp, supply);
  const sockets = createSocketService(session, bearer);
  const ssl = createSslContexts(session.store);
  const mqtt = createMqttService(session, bearer, ssl);
  const cch = createCchService(session, bearer);
  const http = createHttpService(session, bearer, ssl);
  const sms = createSmsService(session, sim, registration, supply);
  const gnss = createGnss(session);
  return {
    uart,
    supply,
    radio,
    sim,
    registration,
    signal,
    clock,
    pdp,
    bearer,
    sockets,
    ssl,
    mqtt,
    cch,
    http,
    sms,
    gnss,
  };
}
