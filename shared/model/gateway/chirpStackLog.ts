/** What to conclude from an entry of the log, by what it is about; the first that fits counts. */
const JOIN_HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /join.*mic|mic.*join/i,
    'Wrong AppKey (for LoRaWAN 1.0.x devices ChirpStack has one key field; in 1.1 it is NwkKey). Compare it with the firmware byte by byte, also its order (MSB first).',
  ],
  [
    /dev.?nonce/i,
    'The device used this DevNonce before: it begins anew after each restart. Keep the counter in flash in the firmware, or flush the OTAA device nonces in ChirpStack while testing.',
  ],
  [
    /join.?eui|app.?eui/i,
    'The JoinEUI (AppEUI) of the request is not what the server expects: compare it with the firmware, also its byte order.',
  ],
];

const CODE_HINTS: Readonly<Record<string, string>> = {
  UPLINK_MIC:
    'The frame is signed with another key: wrong AppKey at the join, wrong NwkSKey with ABP, or two devices with the same address.',
  UPLINK_F_CNT_RESET:
    'The frame counter went back: the device restarted without a new join (usual with ABP). Join again after a restart, or keep the counter in flash.',
  UPLINK_F_CNT_RETRANSMISSION:
    'The same frame counter came again: the device repeats a frame, as it must when an acknowledgement was lost, or it does not count.',
  UPLINK_CODEC:
    'The codec of the device profile failed on this payload: correct its script; the raw bytes are in "data".',
  DOWNLINK_CODEC: 'The codec could not encode the downlink: correct its script or the object that was sent.',
  DOWNLINK_PAYLOAD_SIZE: 'The downlink is longer than the data rate allows: send less, or wait for a faster data rate.',
  DOWNLINK_GATEWAY:
    'The gateway refused to send: too late, a frequency outside its range, or its duty cycle is used up.',
  OTAA: 'The join did not succeed: compare DevEUI, JoinEUI and AppKey, and that the device is in this application.',
  EXPIRED: 'The downlink waited past its time: the device did not listen; send it again or give it longer.',
};

/** `code`: of a log event; `description`: its words. */
export function logHints(code: string, description: string): readonly string[] {
  const join = JOIN_HINTS.find(([pattern]) => pattern.test(description))?.[1];
  const hint = join ?? CODE_HINTS[code];
  return hint === undefined ? [] : [hint];
}
