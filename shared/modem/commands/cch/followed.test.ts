import { describe, expect, it } from 'vitest';
import { mqttOf } from '../../../protocol/at/sockets/socketDialogue.testkit.ts';
import { CONNECT } from '../../../protocol/mqtt/mqttBytes.testkit.ts';
import { record, unread } from '../tcpip/recording.testkit.ts';
import { startSockets } from '../tcpip/sockets.testkit.ts';

const CONNACK = Uint8Array.of(0x20, 2, 0, 0);
const shown = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
const MQTT = ['#1 open CCH 0 broker.example:8883', `#1 rx ${shown(CONNECT)}`, `#1 tx ${shown(CONNACK)}`];

describe.each(['sim7600', 'a76xx'] as const)(
  'what the %s says of its TLS sessions is understood by the bench',
  (profile) => {
    it.each([
      ['pushed', 'AT+CCHSET=1,0\r', ''],
      ['kept', 'AT+CCHSET=1,1\r', 'AT+CCHRECV=0\r'],
    ])('%s', (_name, set, read) => {
      const sockets = startSockets({ settings: { profile }, first: [] });
      sockets.network.serve('broker.example', 8883, (peer) => peer.onData(() => peer.send(CONNACK)));
      const { tx, records, wait } = record(sockets);
      for (const command of [set, 'AT+CCHSTART\r', 'AT+CCHSSLCFG=0,0\r', 'AT+CCHADDR\r']) tx(command, 1500);
      tx('AT+CCHOPEN=0,"broker.example",8883,2\r');
      tx('AT+CCHOPEN?\r');
      tx(`AT+CCHSEND=0,${CONNECT.length}\r`);
      tx(CONNECT);
      if (read === '') wait(500);
      else for (const command of ['AT+CCHRECV?\r', read]) tx(command);
      sockets.peer().end();
      wait(200);
      tx('AT+CCHSTOP\r', 1500);
      expect(mqttOf(records)).toEqual([...MQTT, '#1 close peer']);
      expect(unread(records)).toEqual([]);
    });
  },
);
