/** A message of a gateway that stands between radio devices and the broker, in words. */
export interface GatewayMessage {
  readonly gateway: 'Zigbee2MQTT' | 'ChirpStack';
  /** The device, the radio gateway or the bridge it is about. */
  readonly subject: string;
  /** What it says, one sentence. */
  readonly sentence: string;
  readonly facts: readonly GatewayFact[];
  /** What is wrong, or easily misread, and what to do. */
  readonly hints: readonly string[];
}

export interface GatewayFact {
  readonly name: string;
  readonly value: string;
}

/** Facts from names and values; those without a value are left out. */
export const factsOf = (values: Readonly<Record<string, string | number | null | undefined>>): readonly GatewayFact[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ name, value: String(value) }],
  );

/** `3 devices`, `1 device`. */
export const countOf = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
