/** CONNACK return codes of 3.1 and 3.1.1 (3.1.1 table 3.1), in words. */
export const CONNECT_RETURN_CODES: readonly string[] = [
  'accepted',
  'protocol version not accepted',
  'client id rejected',
  'server unavailable',
  'bad user name or password',
  'not authorized',
];

/** SUBACK return codes of 3.1.1 (3.9.3); 3.1 has no refusal. */
export const SUBACK_RETURN_CODES: ReadonlyMap<number, string> = new Map([
  [0x00, 'granted QoS 0'],
  [0x01, 'granted QoS 1'],
  [0x02, 'granted QoS 2'],
  [0x80, 'refused'],
]);
