/** What a fault takes behind `=`. */
export type FaultValue =
  | { readonly type: 'none' }
  | { readonly type: 'integer'; readonly range: readonly [least: number, most: number]; readonly default: number }
  | { readonly type: 'seconds'; readonly range: readonly [least: number, most: number]; readonly default: number }
  /** A share of bytes, 0 to 1. */
  | { readonly type: 'rate'; readonly default: number };

/**
 * `state`: in force from when it is armed (or its trigger) until it is disarmed. `event`: happens once, when it is armed or
 * triggered. `occasion`: changes what would have happened otherwise, each time or as its trigger says.
 */
export type FaultKind = 'state' | 'event' | 'occasion';

export const FAULT_GROUPS = ['sim', 'network', 'packet-domain', 'mqtt', 'line', 'power', 'firmware'] as const;
export type FaultGroup = (typeof FAULT_GROUPS)[number];

export interface FaultEntry {
  readonly name: string;
  readonly group: FaultGroup;
  readonly kind: FaultKind;
  /** What happens, in one plain sentence. */
  readonly title: string;
  readonly value: FaultValue;
  /** What one counts for a trigger such as `@3`: `CMQTTPUB`. '' when there is nothing to count. */
  readonly counts: string;
  /** The finding the diagnosis promises for it. '' when the fault is no fault to a driver that does it right. */
  readonly rule: string;
}

const NONE = { type: 'none' } as const;
const integer = (least: number, most: number, value: number) =>
  ({ type: 'integer', range: [least, most], default: value }) as const;
const seconds = (least: number, most: number, value: number) =>
  ({ type: 'seconds', range: [least, most], default: value }) as const;
const rate = (value: number) => ({ type: 'rate', default: value }) as const;

const entry = <const Name extends string>(
  name: Name,
  group: FaultGroup,
  kind: FaultKind,
  rule: string,
  title: string,
  value: FaultValue = NONE,
  counts = '',
): FaultEntry & { readonly name: Name } => ({ name, group, kind, title, value, counts, rule });

/** Every fault the simulated modem and its simulated board know. Names are a public contract. */
export const FAULTS = [
  entry('sim-absent', 'sim', 'state', 'sim.not-inserted', 'No SIM card is in the holder.'),
  entry('sim-pin', 'sim', 'state', 'sim.locked', 'The SIM asks for its PIN.'),
  entry('sim-puk', 'sim', 'state', 'sim.locked', 'The SIM asks for its PUK.'),
  entry('sim-busy', 'sim', 'state', 'sim.busy-or-failure', 'The SIM stays busy (CME 14).'),
  entry('sim-failure', 'sim', 'state', 'sim.busy-or-failure', 'The SIM cannot be read (CME 13).'),
  entry(
    'sim-late',
    'sim',
    'state',
    'sim.busy-or-failure',
    'The SIM fails at first and is ready so many seconds after power-up.',
    seconds(1, 60, 8),
  ),
  entry('weak-signal', 'network', 'state', 'radio.weak-signal', 'The signal is at the edge, and connections fail.'),
  entry('radio-off', 'network', 'state', 'radio.off', 'The radio is off (AT+CFUN=4 is in force).'),
  entry('reg-off', 'network', 'state', 'registration.searching', 'Not registered and not searching (stat 0).'),
  entry('reg-searching', 'network', 'state', 'registration.searching', 'Searches and never registers (stat 2).'),
  entry('reg-denied', 'network', 'state', 'registration.denied', 'The network rejects the subscription (stat 3).'),
  entry('reg-sms-only', 'network', 'state', 'registration.sms-only', 'Registered for SMS only (stat 6).'),
  entry(
    'deregistered',
    'network',
    'state',
    'registration.deregistered-by-command',
    'An AT+COPS=2 of earlier is still in force.',
  ),
  entry(
    'sms-send',
    'network',
    'occasion',
    '',
    'AT+CMGS ends with this +CMS ERROR.',
    integer(1, 512, 332),
    'messages sent',
  ),
  entry('gnss-no-fix', 'network', 'state', '', 'GNSS finds no position.'),
  entry('sms-received', 'network', 'event', '', 'A short message arrives.'),
  entry('wrong-apn', 'packet-domain', 'state', 'pdp.failed', 'The network does not know the APN.'),
  entry('no-apn', 'packet-domain', 'state', 'pdp.no-apn', 'No APN is set, and the network wants one.'),
  entry('bearer-lost', 'packet-domain', 'event', 'socket.lost', 'The network takes the packet data connection down.'),
  entry('cntp', 'packet-domain', 'occasion', '', 'AT+CNTP ends with this code.', integer(1, 6, 6), '+CNTP'),
  entry('dns-error', 'packet-domain', 'state', 'tcp.dns', 'No name can be resolved.'),
  entry('connect-refused', 'packet-domain', 'state', 'tcp.connect-failed', 'Nothing answers where the firmware dials.'),
  entry('peer-closes', 'packet-domain', 'event', 'socket.closed-by-peer', 'The far end closes the open sockets.'),
  entry(
    'start-23',
    'mqtt',
    'occasion',
    'power.mcu-restarted-alone',
    'AT+CMQTTSTART says the service runs already.',
    NONE,
    '+CMQTTSTART',
  ),
  entry(
    'cmqtt-connect',
    'mqtt',
    'occasion',
    '',
    'AT+CMQTTCONNECT ends with this code.',
    integer(1, 34, 3),
    '+CMQTTCONNECT',
  ),
  entry('cmqtt-pub', 'mqtt', 'occasion', '', 'AT+CMQTTPUB ends with this code.', integer(1, 34, 17), '+CMQTTPUB'),
  entry('cmqtt-sub', 'mqtt', 'occasion', '', 'AT+CMQTTSUB ends with this code.', integer(1, 34, 6), '+CMQTTSUB'),
  entry(
    'connack',
    'mqtt',
    'occasion',
    'mqtt.refused-credentials',
    'The broker refuses CONNECT with this return code.',
    integer(1, 5, 5),
    '+CMQTTCONNECT',
  ),
  entry(
    'connlost',
    'mqtt',
    'event',
    'mqtt.connection-lost',
    'The MQTT connection is lost with this cause.',
    integer(1, 3, 1),
  ),
  entry('nonet', 'mqtt', 'event', 'socket.lost', 'The modem says +CMQTTNONET: the network is gone.'),
  entry('puback-held', 'mqtt', 'occasion', 'mqtt.timeout', 'The PUBACK never reaches the modem.', NONE, '+CMQTTPUB'),
  entry(
    'publish-lost',
    'mqtt',
    'occasion',
    'link.never-arrived',
    'The PUBLISH is lost although the modem says 0.',
    NONE,
    '+CMQTTPUB',
  ),
  entry('duplicate', 'mqtt', 'occasion', '', 'An incoming message is delivered twice.', NONE, '+CMQTTRXSTART'),
  entry(
    'keep-alive-unserved',
    'mqtt',
    'state',
    'mqtt.keep-alive',
    'The modem sends no PINGREQ, so the broker hangs up.',
  ),
  entry(
    'client-id-takeover',
    'mqtt',
    'event',
    'mqtt.client-id-takeover',
    'Another device connects with the same client id.',
  ),
  entry('late', 'line', 'occasion', '', 'Answers come so many seconds later.', seconds(0.1, 120, 10), 'commands'),
  entry(
    'prompt-blocked',
    'line',
    'occasion',
    'uart.no-answer',
    'The > never comes, and nothing else is answered.',
    NONE,
    'prompts',
  ),
  entry('no-answer', 'line', 'state', 'uart.no-answer', 'The modem does not answer at all.'),
  entry(
    'wrong-baud',
    'line',
    'state',
    'uart.baud-mismatch',
    'The modem speaks at another speed.',
    integer(300, 3_686_400, 9600),
  ),
  entry('urc-after-echo', 'line', 'occasion', '', 'A URC comes between echo and answer.', NONE, 'commands'),
  entry('urc-in-answer', 'line', 'occasion', '', 'A URC comes inside an answer.', NONE, 'answers'),
  entry('glued', 'line', 'occasion', '', 'A late result is glued to the next echo.', NONE, 'late results'),
  entry('split-bytes', 'line', 'state', '', 'Every byte comes alone.'),
  entry('drop-bytes', 'line', 'state', 'uart.bit-errors', 'Bytes of the answers are lost.', rate(0.02)),
  entry('flip-bits', 'line', 'state', 'uart.bit-errors', 'Bits of the answers are flipped.', rate(0.02)),
  entry('insert-bytes', 'line', 'state', 'uart.bit-errors', 'Bytes are put into the answers.', rate(0.02)),
  entry('flip-bits-to-modem', 'line', 'state', 'uart.bit-errors', 'Bits of the commands are flipped.', rate(0.02)),
  entry(
    'brownout-on-register',
    'power',
    'occasion',
    'power.brownout',
    'The supply breaks down when the modem registers.',
    NONE,
    'registrations',
  ),
  entry(
    'brownout-on-transmit',
    'power',
    'occasion',
    'power.brownout',
    'The supply breaks down in a transmission.',
    NONE,
    'transmissions',
  ),
  entry('restart', 'power', 'event', 'power.unplanned-restart', 'The modem restarts by itself.'),
  entry('under-voltage', 'power', 'state', 'power.under-voltage', 'The supply is below its limit.'),
  entry('mcu-restart', 'firmware', 'event', 'power.mcu-restarted-alone', 'The MCU restarts, the modem does not.'),
  entry(
    'short-data',
    'firmware',
    'occasion',
    'prompt.short-data',
    'The firmware sends fewer bytes than it declared.',
    NONE,
    'prompts',
  ),
  entry(
    'extra-data',
    'firmware',
    'occasion',
    'prompt.extra-data',
    'The firmware sends more bytes than it declared.',
    NONE,
    'prompts',
  ),
  entry('prompt-not-awaited', 'firmware', 'state', 'prompt.not-awaited', 'The firmware sends data before the >.'),
  entry(
    'ok-is-success',
    'firmware',
    'state',
    'mqtt.ok-is-not-success',
    'The firmware takes the OK of AT+CMQTTCONNECT for success.',
  ),
  entry('no-terminator', 'firmware', 'state', 'at.no-terminator', 'The firmware sends commands without CR.'),
  entry(
    'command-too-soon',
    'firmware',
    'state',
    'at.command-too-soon',
    'The firmware does not wait for final results.',
  ),
] as const;

export type FaultName = (typeof FAULTS)[number]['name'];
