import type { Exchange } from '#shared/contract/conversation.ts';
import { formatDuration } from '#shared/model/formatTime.ts';
import styles from './Conversation.module.css';
import { exchangeWords } from './conversationWords.ts';
import shared from './Inspector.module.css';
import { RowLink } from './RowLink.tsx';

/** The packets that belong together with this one, in order, with the time between; each is a link to its row. */
export function HandshakeView({ exchange, seq }: { exchange: Exchange; seq: number }) {
  const { steps, omitted, topic, packetId } = exchange;
  return (
    <div className={styles.handshake}>
      <h3 className={styles.subheading}>
        Handshake{packetId === null ? '' : ` · packet identifier ${packetId}`}
        {topic === '' ? '' : ` · ${topic}`}
      </h3>
      <ol className={styles.steps} aria-label="Handshake">
        {steps.map((step) => (
          <li key={step.seq} data-current={step.seq === seq}>
            <RowLink seq={step.seq} t={step.t} text={step.type} current={seq} />
            <span className={styles.stepFrom}>
              {step.from === 'client' ? 'client → server' : 'server → client'}
              {step.resend ? ' · again' : ''}
            </span>
            <span className={styles.stepAfter}>{step.after === null ? '' : `+${formatDuration(step.after)}`}</span>
            {step.text === '' ? null : <span className={shared.problem}>{step.text}</span>}
          </li>
        ))}
      </ol>
      <p className={shared.meaning}>
        {exchangeWords(exchange)}
        {omitted === 0 ? '' : `; ${omitted} repetitions are not listed`}
      </p>
    </div>
  );
}
