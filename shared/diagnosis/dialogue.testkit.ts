/**
 * A capture written as a dialogue, one second between lines: `> AT+CSQ` is a command (its CR is added), `>> data` are bytes
 * without one, anything else a line of the modem; `|` parts several of them, a lone `>` is the prompt. `@30 ` in front:
 * so many seconds later.
 */
export function dialogue(...lines: readonly string[]): string {
  let text = '# family: sim7600\n';
  let t = 0;
  for (const line of lines) {
    const [, wait, said = ''] = /^(?:@([\d.]+) )?(.*)$/s.exec(line) ?? [];
    t += wait === undefined ? 1 : Number(wait);
    text += `${t.toFixed(3)} ${spoken(said)}\n`;
  }
  return text;
}

function spoken(said: string): string {
  if (said === '>') return 'RX \\r\\n>';
  if (said.startsWith('>> ')) return `TX ${said.slice(3)}`;
  if (said.startsWith('> ')) return `TX ${said.slice(2)}\\r`;
  return `RX \\r\\n${said.replaceAll('|', '\\r\\n\\r\\n')}\\r\\n`;
}

export const REGISTERED = ['> AT+CPIN?', '+CPIN: READY|OK', '> AT+CEREG?', '+CEREG: 0,1|OK'];
/** The MQTT service runs, and client 0 is acquired: without and with TLS. */
export const STARTED = [...REGISTERED, '> AT+CMQTTSTART', '+CMQTTSTART: 0|OK', '> AT+CMQTTACCQ=0,"bench-3"', 'OK'];
export const STARTED_TLS = [
  ...REGISTERED,
  '> AT+CMQTTSTART',
  '+CMQTTSTART: 0|OK',
  '> AT+CMQTTACCQ=0,"bench-3",1',
  'OK',
];
export const DIAL = ['> AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1', 'OK'];
export const DIAL_TLS = ['> AT+CMQTTCONNECT=0,"tcp://broker.example:8883",60,1', 'OK'];
export const CONNECTED = [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,0'];
export const SUBSCRIBED = ['> AT+CMQTTSUB=0', 'OK', '+CMQTTSUB: 0,0'];
/** A message to dev/3/t at QoS 1, up to the OK of PUB. */
export const PUBLISHING = [
  '> AT+CMQTTTOPIC=0,7',
  '>',
  '>> dev/3/t',
  'OK',
  '> AT+CMQTTPAYLOAD=0,4',
  '>',
  '>> 21.5',
  'OK',
  '> AT+CMQTTPUB=0,1,60',
  'OK',
];
/** The socket service is open, and socket 0 to a broker. */
export const NET_OPEN = [...REGISTERED, '> AT+NETOPEN', 'OK', '+NETOPEN: 0'];
export const SOCKET_OPEN = [...NET_OPEN, '> AT+CIPOPEN=0,"TCP","broker.example",1883', 'OK', '+CIPOPEN: 0,0'];
/** Data through socket 0: its length, and its bytes as in an .atlog. */
export const sent = (length: number, bytes: string): readonly string[] => [
  `> AT+CIPSEND=0,${length}`,
  '>',
  `>> ${bytes}`,
  `OK|+CIPSEND: 0,${length},${length}`,
];
/** CONNECT of bench-03, 22 bytes, keep-alive 60 s. */
export const CONNECT_BYTES = String.raw`\x10\x14\x00\x04MQTT\x04\x02\x00\x3c\x00\x08bench-03`;
