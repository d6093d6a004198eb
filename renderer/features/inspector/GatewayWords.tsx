import { useMemo } from 'react';
import { describeGatewayMessage } from '#shared/model/gateway/describeGatewayMessage.ts';
import styles from './Inspector.module.css';

/** What a Zigbee or LoRaWAN gateway says with the message, in words; nothing for other messages. */
export function GatewayWords({ topic, payload }: { topic: string; payload: Uint8Array }) {
  const message = useMemo(() => describeGatewayMessage(topic, payload), [topic, payload]);
  if (message === null) return null;
  const { gateway, sentence, facts, hints } = message;
  return (
    <section className={styles.gateway} aria-label={`Message of ${gateway}`}>
      <p className={styles.topic}>{gateway}</p>
      <p className={styles.sentence}>{sentence}</p>
      {hints.map((hint) => (
        <p key={hint} className={styles.problem}>
          {hint}
        </p>
      ))}
      {facts.length === 0 ? null : (
        <dl className={styles.facts}>
          {facts.map(({ name, value }) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
