import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../../base/latin1.ts';
import { mqttOf } from '../../../protocol/at/sockets/socketDialogue.testkit.ts';
import { CONNECT, PINGREQ } from '../../../protocol/mqtt/mqttBytes.testkit.ts';
import type { ModemProfileName } from '../../modemProfile.ts';
import { DEFAULT_MODEM_SETTINGS } from '../../modemSettings.ts';
import { type Recording, record, unread } from './recording.testkit.ts';
import { OK, type SocketsUnderTest, startSockets } from './sockets.testkit.ts';

const CONNACK = Uint8Array.of(0x20, 2, 0, 0);
const shown = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

const started = (profile: ModemProfileName): SocketsUnderTest => {
  const sockets = startSockets({ settings: { ...DEFAULT_MODEM_SETTINGS, profile }, first: [] });
  sockets.network.serve('broker.example', 1883, (peer) => peer.onData(() => peer.send(CONNACK)));
  return sockets;
};
const DIAL = 'AT+CIPOPEN=0,"TCP","broker.example",1883\r';
const MQTT = ['#1 open CIP 0 broker.example:1883', `#1 rx ${shown(CONNECT)}`, `#1 tx ${shown(CONNACK)}`];

describe.each(['sim7600', 'a76xx'] as const)(
  'what the %s says of its sockets is understood by the bench',
  (profile) => {
    it.each([
      ['+IPD', [], (r: Recording) => r.wait(300)],
      ['+RECEIVE', ['AT+CIPCCFG=10,0,0,1,1,0,500\r'], (r: Recording) => r.wait(300)],
      ['+CIPRXGET=2', ['AT+CIPRXGET=1\r'], (r: Recording) => r.tx('AT+CIPRXGET=2,0\r')],
      ['+CIPRXGET=3', ['AT+CIPRXGET=1\r'], (r: Recording) => r.tx('AT+CIPRXGET=3,0,4\r')],
      ['no echo', ['ATE0\r'], (r: Recording) => r.wait(300)],
      ['CR LF behind commands', ['AT\r\n'], (r: Recording) => r.wait(300)],
    ])('with %s', (_name, settings, receive) => {
      const recording = record(started(profile));
      const { tx, records } = recording;
      const end = settings.includes('AT\r\n') ? '\r\n' : '\r';
      for (const command of [...settings, 'AT+NETOPEN\r', DIAL, `AT+CIPSEND=0,${CONNECT.length}\r`])
        tx(command.replace(/\r$/, end));
      tx(CONNECT);
      receive(recording);
      tx('AT+CIPCLOSE=0\r');
      tx('AT+NETCLOSE\r');
      expect(mqttOf(records)).toEqual([...MQTT, '#1 close host']);
      expect(unread(records)).toEqual([]);
    });

    it('in transparent mode', () => {
      const sockets = started(profile);
      const { tx, records, wait } = record(sockets);
      for (const command of ['AT+CIPMODE=1\r', 'AT+NETOPEN\r', DIAL]) tx(command, 1500);
      tx(CONNECT, 1500);
      expect(tx('+++', 1500)).toBe(OK);
      tx('AT+CIPOPEN?\r');
      tx('ATO\r');
      tx(PINGREQ);
      sockets.peer().end();
      wait(200);
      tx('AT\r');
      expect(mqttOf(records)).toEqual([...MQTT, `#1 rx ${shown(PINGREQ)}`, `#1 tx ${shown(CONNACK)}`, '#1 close peer']);
      expect(unread(records)).toEqual([]);
    });

    it('with datagrams, a server, names and errors on top', () => {
      const sockets = started(profile);
      const { tx, records, wait } = record(sockets);
      for (const command of ['AT+IPADDR\r', 'AT+NETOPEN\r', 'AT+NETOPEN\r', 'AT+IPADDR\r', 'AT+SERVERSTART=8080,0\r'])
        tx(command);
      tx('AT+CIPOPEN=3,"UDP",,,5000\r');
      tx('AT+CIPSEND=3,4,"server.example",7000\r');
      tx('ping');
      sockets.network.dialIn(8080)?.send(latin1Bytes('\r\nOK\r\n+CREG: 1\r\n'));
      wait(200);
      tx('AT+CDNSGIP="nowhere.example"\r');
      tx('AT+CPING="server.example",1,2\r', 5000);
      tx('AT+CIPOPEN?\r');
      tx('AT+SERVERSTOP=0\r');
      tx('AT+NETCLOSE\r');
      expect(unread(records)).toEqual([]);
      expect(mqttOf(records)).toEqual([]);
    });
  },
);
