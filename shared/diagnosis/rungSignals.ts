import { readErrorLine } from '../protocol/at/dictionary/errors/errorLines.ts';
import type { Transaction } from '../protocol/at/engine/transaction.ts';
import { closedSockets, packetSignals } from './packetSignals.ts';
import { wasAsked } from './rules/support/askedTeardown.ts';
import { boots } from './rules/support/boots.ts';
import { type Dial, dials } from './rules/support/dials.ts';
import { deviceRows } from './rules/support/lanePackets.ts';
import { hasSim } from './rules/support/moduleSuccesses.ts';
import { isRegistered, registrationReports } from './rules/support/registrationReports.ts';
import { confirmed, endOf, hasFailed, linesNamed, outcomeLine } from './rules/support/select.ts';
import { successes } from './rules/support/successes.ts';
import { type Capture, type Layer, RUNGS, type Rung, type RungState, type SerialEvent } from './types.ts';

/** Something in the capture that says how a rung stands from then on. `restart`: all above AT begins anew. */
export interface RungSignal {
  readonly t: number;
  readonly seq: number;
  readonly rung: Rung | 'restart';
  readonly state: RungState;
  readonly text: string;
}

/** Which rung a success on a layer proves. */
const PROVEN: Readonly<Partial<Record<Layer, Rung>>> = {
  uart: 'UART',
  at: 'AT',
  sim: 'SIM',
  registration: 'Registered',
  pdp: 'PDP',
  socket: 'PDP',
  tcp: 'TCP',
  tls: 'TLS',
  'mqtt-connect': 'CONNECT',
  'mqtt-session': 'PUBLISH',
};

/** All of them, in order. */
export function rungSignals(capture: Capture): readonly RungSignal[] {
  const found: RungSignal[] = [...restarts(capture), ...worked(capture), ...registration(capture), ...sim(capture)];
  for (const transaction of capture.transactions) found.push(...answered(transaction), ...fromCommand(transaction));
  for (const dial of dials(capture)) found.push(...fromDial(dial));
  found.push(...packetSignals(capture), ...closedSockets(capture), ...losses(capture));
  return found.toSorted((a, b) => a.t - b.t || a.seq - b.seq || rankOf(a) - rankOf(b));
}

/** Of one row: the restart before what it proves. */
const rankOf = ({ rung }: RungSignal): number => (rung === 'restart' ? 0 : 1);

const restarts = (capture: Capture): readonly RungSignal[] =>
  boots(capture).map(({ event: { t, seq, text } }) => ({ t, seq, rung: 'restart', state: 'unknown', text }));

function worked(capture: Capture): readonly RungSignal[] {
  return successes(capture).flatMap(({ layer, t, seq, text }): readonly RungSignal[] => {
    const rung = PROVEN[layer];
    // Whether there was TLS is said by the dial; registration has states of its own.
    if (rung === undefined || rung === 'TLS' || rung === 'Registered') return [];
    return [{ t, seq, rung, state: 'ok', text }];
  });
}

/** A refusal is an answer too. */
const answered = ({ tEnd, finalSeq, command }: Transaction): readonly RungSignal[] =>
  tEnd === null || finalSeq === null
    ? []
    : [
        {
          t: tEnd,
          seq: finalSeq,
          rung: 'AT',
          state: 'ok',
          text: `${command.slice(0, 40).split('=')[0] ?? ''}: answered`,
        },
      ];

/** Registered in any domain will do: CREG may stay 0 where data works. */
function registration(capture: Capture): readonly RungSignal[] {
  const states = new Map<string, number>();
  const reports = registrationReports(capture).map(({ event, name, stat }): RungSignal => {
    const { t, seq, text } = event;
    states.set(`${event.link} ${name}`, stat);
    const all = [...states].filter(([key]) => key.startsWith(`${event.link} `)).map(([, value]) => value);
    const state = all.some(isRegistered) ? 'ok' : all.includes(3) || stat === 6 || stat === 7 ? 'failed' : 'trying';
    return { t, seq, rung: 'Registered', state, text };
  });
  const online = successes(capture)
    .filter(({ layer, text }) => layer === 'registration' && !/^\+C(?:G|E)?REG/.test(text))
    .map(({ t, seq, text }): RungSignal => ({ t, seq, rung: 'Registered', state: 'ok', text }));
  return [...reports, ...online];
}

function sim(capture: Capture): readonly RungSignal[] {
  if (!hasSim(capture.family)) {
    const last = capture.serial.at(-1);
    const text = 'this module has no SIM';
    return last === undefined ? [] : [{ t: capture.tEnd, seq: last.seq, rung: 'SIM', state: 'skipped', text }];
  }
  return linesNamed(capture, '+CPIN', '+SIMCARD', '+CME ERROR').flatMap((event): readonly RungSignal[] => {
    const { t, seq, text, name, fields } = event;
    const bad =
      name === '+CME ERROR'
        ? /^\+CME ERROR: ?(?:1[0-8]|SIM\b.*)$/i.test(text)
        : name === '+SIMCARD' || (fields[0] ?? '') !== 'READY';
    return bad ? [{ t, seq, rung: 'SIM', state: 'failed', text }] : [];
  });
}

const OPENS_DATA: ReadonlySet<string> = new Set(['+NETOPEN', '+CMQTTSTART', '+CCHSTART', '+CGACT', '+CNACT']);
const SESSION = /^\+CMQTT(?:PUB|SUB|UNSUB)$/;

function fromCommand(transaction: Transaction): readonly RungSignal[] {
  const { name, form, t, commandSeq, command, args, outcome, result } = transaction;
  if (name === null || form === 'read' || form === 'test') return [];
  const opensData = OPENS_DATA.has(name) && !(name === '+CGACT' && args[0] !== '1');
  const rung: Rung | null = opensData ? 'PDP' : SESSION.test(name) ? 'PUBLISH' : null;
  const end = outcomeLine(transaction);
  const told = {
    t: endOf(transaction),
    seq: end?.seq ?? transaction.finalSeq ?? commandSeq,
    text: end?.text ?? `${command}: failed`,
  };
  if (name === '+CMQTTDISC' && confirmed(transaction)) {
    return (['TCP', 'CONNECT', 'PUBLISH'] as const).map((each) => ({ ...told, rung: each, state: 'unknown' }));
  }
  // The socket is gone, or takes no more (11.2.5).
  if (name === '+CIPSEND' && outcome?.ok === false && outcome.code <= 0)
    return [{ ...told, rung: 'TCP', state: 'failed' }];
  if (rung === null) return [];
  if (saysOpenAlready(transaction)) return [{ ...told, rung, state: 'ok' }];
  if (hasFailed(transaction)) return [{ ...told, rung, state: 'failed' }];
  const waits = outcome === null && (result.kind === 'ok' || result.kind === 'none') && name !== '+CGACT';
  return waits ? [{ t, seq: commandSeq, rung, state: 'trying', text: `${command}: no result yet` }] : [];
}

/** It was open before: so it is open. */
const saysOpenAlready = ({ name, outcome, lines }: Transaction): boolean =>
  (name === '+CMQTTSTART' && outcome?.code === 23) ||
  (name === '+NETOPEN' && lines.some(({ text }) => readErrorLine(text)?.code === 4 || /already opened/i.test(text)));

type Step = readonly [Rung, RungState];

/** Where an attempt ended, by the code of the modem. */
function fromDial({ transaction, tls: told, port, state, service, address }: Dial): readonly RungSignal[] {
  const { t, commandSeq: seq, outcome } = transaction;
  const tls = told ?? byPort(port);
  const line = outcomeLine(transaction);
  const begin = { t, seq, text: `dialling ${address}` };
  const end = {
    t: endOf(transaction),
    seq: line?.seq ?? transaction.finalSeq ?? seq,
    text: line?.text ?? `${address}: failed`,
  };
  const secure: Step = ['TLS', tls === true ? 'ok' : tls === false ? 'skipped' : 'unknown'];
  const at = (place: typeof begin, ...steps: readonly Step[]): readonly RungSignal[] =>
    steps.map(([rung, each]) => ({
      ...place,
      rung,
      state: each,
      text: each === 'skipped' ? 'the connection is plain' : place.text,
    }));
  const mqtt = service === 'mqtt';
  const start = at(
    begin,
    ['TCP', 'trying'],
    ['TLS', tls === false ? 'skipped' : 'unknown'],
    ...(mqtt
      ? ([
          ['CONNECT', 'unknown'],
          ['PUBLISH', 'unknown'],
        ] as const)
      : []),
  );
  if (state === 'pending') return [...start, ...(mqtt ? at(begin, ['CONNECT', 'trying']) : [])];
  if (state === 'open') return [...start, ...at(end, ['TCP', 'ok'], secure)];
  const code = outcome?.code ?? -1;
  if (mqtt && code >= 27 && code <= 31) return [...start, ...at(end, ['TCP', 'ok'], secure, ['CONNECT', 'failed'])];
  if (isNotOpen(service, code, transaction)) return at(end, ['PDP', 'failed']);
  if (mqtt && (outcome === null || NEVER_DIALLED.has(code))) return at(end, ['CONNECT', 'failed']);
  if (service === 'http' && code >= 100 && code < 600) return [...start, ...at(end, ['TCP', 'ok'], secure)];
  if (isHandshake(service, code)) return [...start, ...at(end, ['TCP', 'ok'], ['TLS', 'failed'])];
  if (mqtt && (code === 26 || code === 17 || code === 6))
    return [...start, ...at(end, ['TCP', 'ok'], ['CONNECT', 'failed'])];
  return [...start, ...at(end, ['TCP', 'failed'])];
}

/** Where the capture does not say: the ports registered for MQTT. */
const byPort = (port: number | null): boolean | null => (port === 8883 ? true : port === 1883 ? false : null);

/** The command was refused before anything was dialled. */
const NEVER_DIALLED: ReadonlySet<number> = new Set([2, 10, 12, 13, 14, 18, 19, 20]);

/** The service under it is not open. */
const isNotOpen = (service: Dial['service'], code: number, { lines }: Transaction): boolean =>
  (service === 'mqtt' && code === 9) ||
  (service === 'socket' && (code === 2 || lines.some(({ text }) => readErrorLine(text)?.code === 8)));

const isHandshake = (service: Dial['service'], code: number): boolean =>
  (service === 'mqtt' && code >= 32 && code <= 34) ||
  (service === 'ssl' && (code === 15 || code === 19)) ||
  (service === 'http' && (code === 715 || code === 719));

/** What broke, and all that stood on it. */
function losses(capture: Capture): readonly RungSignal[] {
  const { socketPackets } = capture;
  const usesMqtt = socketPackets.length > 0 || capture.serial.some(({ text }) => /^(?:AT)?\+C?MQTT/i.test(text));
  const serial = capture.serial.flatMap((event): readonly RungSignal[] => {
    const told = brokenBy(event);
    // What ran through a socket ends with it.
    const carried =
      told.includes('TCP') && socketPackets.some(({ link, row }) => link === event.link && row.t <= event.t);
    const broken = RUNGS.filter((rung) =>
      rung === 'CONNECT' ? carried || (usesMqtt && told.includes(rung)) : told.includes(rung),
    );
    if (broken.length === 0 || wasAsked(capture, event.link, event.t)) return [];
    const { t, seq, text } = event;
    return broken.map((rung) => ({ t, seq, rung, state: 'failed', text }));
  });
  const lane = deviceRows(capture)
    .filter(({ kind }) => kind === 'malformed')
    .map(({ t, seq, text }): RungSignal => ({ t, seq, rung: 'CONNECT', state: 'failed', text }));
  return [...serial, ...lane];
}

function brokenBy({ row, name, fields, text }: SerialEvent): readonly Rung[] {
  if (row.dir !== 'rx' || row.kind === 'echo') return [];
  const network =
    (name === '+CIPEVENT' && /CLOSED/i.test(text)) || name === '+CMQTTNONET' || name === '+HTTP_NONET_EVENT';
  if (network) return ['PDP', 'TCP', 'CONNECT'];
  if (name === '+CMQTTCONNLOST') return fields[1] === '3' ? ['PDP', 'TCP', 'CONNECT'] : ['TCP', 'CONNECT'];
  if (name === '+MQTTDISCONNECTED' || (name === '+CMQTTPING' && fields[1] !== '0')) return ['CONNECT'];
  if ((name === '+IPCLOSE' && fields[1] !== '0') || name === '+CCH_PEER_CLOSED') return ['TCP'];
  return [];
}
