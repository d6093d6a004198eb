import type { AtFamily } from '../../../protocol/at/dictionary/entryTypes.ts';

/** Whose command it is, and what does the same on SIM7600 and A76xx. */
export interface ForeignCommand {
  readonly family: string;
  readonly instead: string | null;
}

interface ForeignPattern extends ForeignCommand {
  readonly names: RegExp;
  /** The family that has these; it is not foreign there. */
  readonly own?: AtFamily;
}

const MQTT = 'AT+CMQTTSTART, AT+CMQTTACCQ, AT+CMQTTCONNECT, AT+CMQTTTOPIC, AT+CMQTTPAYLOAD, AT+CMQTTPUB, AT+CMQTTSUB';
const SOCKETS = 'AT+NETOPEN, AT+CIPOPEN, AT+CIPSEND';
const BEARER = 'AT+CGDCONT and AT+NETOPEN';
const FILES = 'AT+CCERTDOWN and AT+CSSLCFG';

/** The first that fits counts. */
const FOREIGN: readonly ForeignPattern[] = [
  { family: 'SIM7000, SIM7070 and SIM7080', names: /^\+SM[A-Z]+$/, instead: MQTT },
  {
    family: 'SIM7000, SIM7070 and SIM7080',
    names: /^\+CA(?:OPEN|SEND|RECV|CLOSE|STATE|ACK|SERVER|CFG|SSLCFG)$/,
    instead: SOCKETS,
  },
  { family: 'SIM7000, SIM7070 and SIM7080', names: /^\+CN(?:ACT|CFG)$/, instead: BEARER },
  { family: 'SIM7000, SIM7070 and SIM7080', names: /^\+SH[A-Z]+$/, instead: 'AT+HTTPINIT, AT+HTTPPARA, AT+HTTPACTION' },
  { family: 'SIM7020 and SIM7022', names: /^\+CMQ(?:NEW|CON|DISCON|SUB|UNSUB|PUB|TSYNC)$/, instead: MQTT },
  { family: 'SIM7020 and SIM7022', names: /^\+CSO(?:C|CON|SEND|CLO|STATUS)$/, instead: SOCKETS },
  { family: 'Quectel', names: /^\+QMT[A-Z]+$/, instead: MQTT },
  { family: 'Quectel', names: /^\+QI(?:ACT|DEACT|CSGP)$/, instead: BEARER },
  { family: 'Quectel', names: /^\+QI[A-Z]+$/, instead: SOCKETS },
  { family: 'Quectel', names: /^\+QSSL[A-Z]+$/, instead: FILES },
  { family: 'Quectel', names: /^\+QHTTP[A-Z]+$/, instead: 'AT+HTTPINIT, AT+HTTPPARA, AT+HTTPACTION' },
  { family: 'Quectel', names: /^\+QPOWD$/, instead: 'AT+CPOF' },
  { family: 'Quectel', names: /^\+QCCID$/, instead: 'AT+CICCID' },
  { family: 'Quectel', names: /^\+Q[A-Z]{2,}$/, instead: null },
  { family: 'SIM800 and SIM900', names: /^\+(?:CSTT|CIICR|CIPSHUT|SAPBR)$/, instead: BEARER },
  { family: 'SIM800 and SIM900', names: /^\+(?:CIFSR|CIPMUX)$/, instead: BEARER, own: 'esp-at' },
  { family: 'SIM800 and SIM900', names: /^\+CIP(?:SSL|QSEND)$/, instead: SOCKETS },
  { family: 'SIM800 and SIM900', names: /^\+CIPSTATUS$/, instead: SOCKETS, own: 'esp-at' },
  { family: 'SIM800 and SIM900', names: /^\+CIPSTART$/, instead: 'AT+NETOPEN and AT+CIPOPEN', own: 'esp-at' },
  { family: 'SIM800 and SIM900', names: /^\+CPOWD$/, instead: 'AT+CPOF' },
  { family: 'SIM800 and SIM900', names: /^\+CCID$/, instead: 'AT+CICCID' },
  { family: 'ESP-AT (Wi-Fi)', names: /^\+CW[A-Z]+$/, instead: null, own: 'esp-at' },
  { family: 'ESP-AT (Wi-Fi)', names: /^\+MQTT[A-Z]+$/, instead: MQTT, own: 'esp-at' },
  { family: 'u-blox', names: /^\+UMQTT[A-Z]*$/, instead: MQTT },
  { family: 'u-blox', names: /^\+USO[A-Z]+$/, instead: SOCKETS },
  { family: 'u-blox', names: /^\+U(?:PSD|HTTP|SEC|DNS)[A-Z]*$/, instead: null },
  { family: 'Telit', names: /^#(?:SGACT|SD|SS|SH|NCM|MQ)[A-Z]*$/, instead: SOCKETS },
  { family: 'Cinterion (Thales)', names: /^\^SI(?:CS|CI|SS|SO|SR|SW|SC|SI|SX)$/, instead: SOCKETS },
  { family: 'Sierra Wireless', names: /^\+K(?:TCP|UDP|CNX|HTTP|FTP)[A-Z]*$/, instead: SOCKETS },
  { family: 'Nordic nRF91', names: /^(?:%X|#X)[A-Z]+$/, instead: null },
];

/** Whose command that is, for a name that the family itself does not have; null when no family is known for it. */
export function foreignCommand(name: string, family: AtFamily): ForeignCommand | null {
  const found = FOREIGN.find(({ names, own }) => own !== family && names.test(name));
  if (found === undefined) return null;
  const cellular = family === 'sim7600' || family === 'a76xx';
  return { family: found.family, instead: cellular ? found.instead : null };
}
