import { expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createSeededRandom } from '../base/seededRandom.ts';
import { createDictionary } from '../protocol/at/dictionary/dictionary.ts';
import type { CommandEntry, FieldSpec } from '../protocol/at/dictionary/entryTypes.ts';
import { createFakeNetwork } from './fakeNetwork.testkit.ts';
import { startModem } from './modem.testkit.ts';
import type { ModemProfileName } from './modemProfile.ts';

/** Commands after which nothing, or something else than words, is answered. */
const SILENT: ReadonlySet<string> = new Set([
  '+++',
  'A/',
  'Q',
  'V',
  '+CPOF',
  '+IPR',
  '+IPREX',
  '+CSCLK',
  '+CMUX',
  '+CGDATA',
]);
const ODD = ['', '-1', '99999999999', '"', '"x', 'x', ',', '\x00', '\xff\xfe', '"a\x1ab"', "'1'", ';', '?', '=', ' 1'];
/** A result; or the banner, where the line met a restart asked for before. */
const FINAL =
  /(?:^|[\r\n])(?:RDY|\*ATREADY: 1|OK|ERROR|\+CM[ES] ERROR: [^\r]*|NO CARRIER|CONNECT[^\r]*|CLOSED|BUSY|NO ANSWER)\r\n/;
const PROMPT = /\r\n(?:> ?|DOWNLOAD\r\n)$/;

/** Take the ground away under everything else: not too often. */
const DISRUPTIVE: ReadonlySet<string> = new Set([
  '+CFUN',
  '+CRESET',
  '+COPS',
  '+CNMP',
  '+CGATT',
  '+CGDCONT',
  '+CUSBPIDSWITCH',
  '+CSOCKSETPN',
  '+NETCLOSE',
  '+CCHSTOP',
]);
/** Bring the modem to where more is possible. */
const FORWARD = [
  ...['+CFUN=1', '+COPS=0', '+CNMP=2', '+CGATT=1', '+CSOCKSETPN=1', '+CGDCONT=1,"IP","internet"'],
  ...['+NETOPEN', '+CIPOPEN=0,"TCP","server.example",1883', '+CIPSEND=0,10', '+CIPSEND=0,', '+CIPRXGET=1'],
  ...['+CMQTTSTART', '+CMQTTACCQ=0,"bench"', '+CMQTTWILLTOPIC=0,4', '+CMQTTWILLMSG=0,4,1', '+CMQTTSUBTOPIC=0,4,1'],
  ...['+CMQTTCONNECT=0,"tcp://server.example:1883",60,1', '+CMQTTTOPIC=0,5', '+CMQTTPAYLOAD=0,5', '+CMQTTPUB=0,1,60'],
  ...['+CCERTDOWN="ca.pem",40', '+CCHSTART', '+CCHOPEN=0,"server.example",1883,1', '+CCHSEND=0,9', 'D*99#'],
];

/** A line a host might send: mostly in order, sometimes not. */
function randomLines(seed: number, profile: ModemProfileName): () => string {
  const random = createSeededRandom(seed);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  const entries = createDictionary(profile).commands.filter(({ name }) => !SILENT.has(name));
  const whole = (from: number, to: number): string =>
    `${from + Math.floor(random() * (Math.min(to, from + 300) - from + 1))}`;
  const value = ({ type, range, values, length, begins }: FieldSpec): string => {
    if (random() < 0.08) return pick(ODD, '');
    const [from, to] = pick(range ?? [], [0, 0]);
    const text = pick(Object.keys(values ?? {}), '');
    if (range !== undefined) return whole(from, to);
    if (type === 'integer' || type === 'number') return text === '' ? whole(0, 9) : text;
    const words = text === '' ? `${begins ?? ''}server.example`.slice(0, length?.[1] ?? 20) : text;
    return type === 'string' ? `"${words}"` : words;
  };
  const written = ({ name, forms }: CommandEntry): string => {
    const form = pick(forms, undefined);
    if (form === undefined || form.form === 'execute') return name;
    if (form.form === 'read') return `${name}?`;
    if (form.form === 'test') return `${name}=?`;
    const given = form.parameters.slice(0, Math.max(1, Math.ceil(random() * form.parameters.length)));
    return `${name}${/^\+/.test(name) ? '=' : ''}${given.map(value).join(',')}`;
  };
  const one = (): string => {
    if (random() < 0.3) return pick(FORWARD, '');
    const entry = pick(entries, undefined);
    if (entry !== undefined && DISRUPTIVE.has(entry.name) && random() < 0.95) return `${entry.name}?`;
    return entry === undefined ? '' : written(entry);
  };
  return () => (random() < 0.1 ? `${one()};${one()}` : one());
}

// 100,000 lines in all.
it.each<[ModemProfileName, number]>([
  ['sim7600', 1],
  ['sim7600', 2],
  ['a76xx', 3],
  ['a76xx', 4],
])('%s: every one of 25,000 random lines is answered (seed %i)', (profile, seed) => {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  network.serve('server.example', 1883);
  const { say, heard } = startModem({ clock, network, settings: { profile, pace: 0.2 } });
  const next = randomLines(seed, profile);
  say('ATE0\r');

  /** What came until there is a final result, a prompt, or time is over. */
  const answered = (first: string): string => {
    let text = first;
    for (let waited = 0; waited < 200 && !FINAL.test(text) && !PROMPT.test(text); waited += 1) text += heard(1000);
    return text;
  };
  const seen = { prompt: 0, connect: 0 };
  for (let i = 0; i < 25_000; i += 1) {
    const line = next();
    let text = answered(say(`AT${line}\r`, 4));
    if (PROMPT.test(text) && !FINAL.test(text)) {
      seen.prompt += 1;
      // As much as any command takes: counted data first, then the end of open data.
      for (let sent = 0; sent < 200 && !FINAL.test(text); sent += 1) text += say(`${'x'.repeat(1023)}\x1a`, 4);
      text = answered(text);
      // What was too much has become part of the next line.
      text += say('\r', 4);
    }
    expect(FINAL.test(text), `${JSON.stringify(line)} after ${i} lines: ${JSON.stringify(text.slice(-200))}`).toBe(
      true,
    );
    if (/[\r\n]CONNECT(?: \d+)?\r\n$/.test(text)) {
      seen.connect += 1;
      heard(1100);
      say('+++', 1100);
      answered(say('ATH\r', 4));
    }
    if (/^(?:Z|&F)/.test(line)) say('ATE0\r', 60);
  }
  expect(seen.prompt).toBeGreaterThan(500);
  expect(seen.connect).toBeGreaterThan(100);
  expect(say('ATE0\r', 500)).toContain('OK');
});
