import type { Capture, Finding, FindingSeverity, Rule } from '../../types.ts';
import { finding, type Seen } from '../support/finding.ts';
import { deviceRows, lanePackets } from '../support/lanePackets.ts';

/** Bytes of a device that break the rules of MQTT. */
export const malformed: Rule = {
  id: 'mqtt.malformed',
  layer: 'mqtt-session',
  find: (capture) => [...atBroker(capture), ...atModem(capture)],
};

const ADVICE =
  'Compare the bytes with the fields in the inspector. The usual mistakes: a remaining length that does not count all bytes behind it, a text without its two length bytes, wrong flags in the first byte (SUBSCRIBE is 82, PUBREL 62), a packet id that is missing at QoS 1 and 2, two packets mixed by two tasks.';

const reported = (severity: FindingSeverity, at: Seen, what: string, problems: string): Finding =>
  finding(malformed, {
    severity,
    evidence: [at],
    title: `${what} is not valid MQTT`,
    detail: problems,
    advice: ADVICE,
  });

/** What the local broker got. */
function atBroker(capture: Capture): readonly Finding[] {
  const all = lanePackets(capture);
  const lastGood = all.findLast(({ row, packet }) => row.dir === 'rx' && packet.type !== 'CONNECT')?.row.t ?? -1;
  const rows = deviceRows(capture)
    .filter(({ kind, dir, text }) => kind === 'malformed' && dir !== 'tx' && !/^cut off/.test(text))
    .map((row) =>
      reported(
        lastGood > row.t ? 'warning' : 'fault',
        { seq: row.seq, t: row.t, text: row.text },
        'What a client sent to the broker',
        `The local broker could not read it: ${row.text === '' ? 'not an MQTT packet' : row.text}.`,
      ),
    );
  const packets = all.flatMap(({ row, packet }): readonly Finding[] => {
    const [first, ...rest] = packet.problems;
    if (row.dir !== 'rx' || first === undefined || !packet.complete) return [];
    const at: Seen = { seq: row.seq, t: row.t, text: first };
    return [reported('warning', at, `A ${packet.type} to the broker`, `${[first, ...rest].join('; ')}.`)];
  });
  return [...rows, ...packets];
}

/** What a firmware wrote into a socket itself. */
function atModem(capture: Capture): readonly Finding[] {
  const packets = capture.socketPackets;
  return packets.flatMap(({ row, dir, packet, offset, link, socket }): readonly Finding[] => {
    const [first, ...rest] = packet.problems;
    const cut = !packet.complete && packet.type !== 'INVALID';
    if (dir !== 'tx' || (first === undefined && !cut)) return [];
    const answered = packets.some(
      (each) => each.dir === 'rx' && each.link === link && each.socket === socket && each.row.seq > row.seq,
    );
    const problems =
      first === undefined ? [`the packet declares ${packet.size} bytes and ends before`] : [first, ...rest];
    const place = offset === 0 ? '' : `, ${offset} bytes into the data`;
    const at: Seen = { seq: row.seq, t: row.t, text: `${packet.type}${place}: ${problems[0] ?? ''}` };
    return [
      reported(
        answered ? 'warning' : 'fault',
        at,
        `The ${packet.type === 'INVALID' ? 'data' : packet.type} sent through the socket`,
        `${problems.join('; ')}${place}.`,
      ),
    ];
  });
}
