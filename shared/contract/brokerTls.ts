import { z } from 'zod';
import { command } from './define.ts';

export const brokerCertificate = z.object({
  /** The bench's own certificate authority, for the devices. */
  caPem: z.string(),
  caDerBase64: z.string(),
  /** SHA-256 of the authority's certificate, `AB:CD:…`. */
  caFingerprint: z.string(),
  /** Milliseconds since the epoch. */
  caNotAfter: z.number(),
  /** Addresses and names the server's certificate is made out to. */
  names: z.array(z.string()).max(64),
  notAfter: z.number(),
});
export type BrokerCertificate = z.infer<typeof brokerCertificate>;

/** A dial as seen on the serial line, against what the broker listens on: one way to bring them together. */
export const brokerRoute = z.object({
  kind: z.enum(['reached', 'lan', 'port-forward', 'proxy', 'bridge', 'tunnel', 'play-modem']),
  /** `fits`: with what is known it will do; `needs`: something has to be done first; `cannot`: not this way. */
  fit: z.enum(['fits', 'needs', 'cannot']),
  title: z.string(),
  words: z.string(),
  /** Concrete values to type, by what they are. */
  values: z.array(z.object({ label: z.string(), value: z.string() })).max(10),
});
export type BrokerRoute = z.infer<typeof brokerRoute>;

export const brokerTlsContract = {
  /** The certificates; they are made at the first call. */
  'broker.certificate': command(z.object({}), brokerCertificate, ['failed']),
  /** A new certificate of the server, for the addresses of now; `authority`: a new authority too, which devices then need. */
  'broker.renew-certificate': command(z.object({ authority: z.boolean() }), brokerCertificate, ['failed']),
  /** How a device can reach this broker. */
  'broker.routes': command(
    z.object({}),
    z.object({
      /** What the modem dialled last, as typed; '' when nothing was seen. */
      dialled: z.string(),
      /** Addresses of this computer that other machines may dial. */
      lan: z.array(z.object({ name: z.string(), address: z.string() })).max(64),
      routes: z.array(brokerRoute).max(16),
    }),
    [],
  ),
};
