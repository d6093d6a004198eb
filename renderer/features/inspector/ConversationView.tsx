import { useServices } from '#renderer/app/services.ts';
import type { Exchange } from '#shared/contract/conversation.ts';
import { formatDuration } from '#shared/model/formatTime.ts';
import type { Row } from '#shared/model/row.ts';
import styles from './Conversation.module.css';
import { conversationFacts, exchangeWords } from './conversationWords.ts';
import shared from './Inspector.module.css';
import notes from './Notes.module.css';
import type { ConversationAnswer } from './useConversation.ts';

/** Remarks drawn; the newest. */
const MAX_REMARKS = 8;

/** The connection a packet belongs to: its partners first, then who talks, how it stands, and how it ended. */
export function ConversationView({ row, answer }: { row: Row; answer: ConversationAnswer }) {
  const { conversation, exchange, now } = answer;
  const { end, remarks, remarkCount, takenOverBy, tookOver, whole } = conversation;
  const shown = remarks.slice(-MAX_REMARKS).reverse();
  return (
    <section className={styles.conversation} aria-label="Conversation">
      {exchange === null ? null : <Partners exchange={exchange} seq={row.seq} />}
      <h3 className={styles.subheading}>Conversation</h3>
      {whole ? null : <p className={shared.meaning}>The log no longer holds the beginning of this connection.</p>}
      <dl className={shared.facts}>
        {conversationFacts(conversation, now).map(({ name, value, tone }) => (
          <div key={name} className={shared.fact} data-tone={tone}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {tookOver === null ? null : (
          <div className={shared.fact}>
            <dt>Took over</dt>
            <dd>the client id of connection #{tookOver}</dd>
          </div>
        )}
        {end === null ? null : (
          <div className={shared.fact} data-tone={takenOverBy === null ? undefined : 'warning'}>
            <dt>Closed</dt>
            <dd>
              {end.by === 'unknown' ? '' : `by the ${end.by}. `}
              {end.reasons.join(' ')} <RowLink seq={end.seq} t={end.t} text="Show" current={row.seq} />
            </dd>
          </div>
        )}
      </dl>
      {shown.length === 0 ? null : (
        <ul className={notes.notes} aria-label="Remarks on the conversation">
          {shown.map((remark) => (
            <li key={`${remark.seq} ${remark.text}`} data-severity={remark.severity}>
              <div>
                {remark.text} {remark.clause === null ? null : <span className={notes.clause}>{remark.clause}</span>}{' '}
                <RowLink seq={remark.seq} t={row.t} text="Show" current={row.seq} />
              </div>
            </li>
          ))}
          {remarkCount > shown.length ? <li>{remarkCount - shown.length} older remarks are not shown.</li> : null}
        </ul>
      )}
    </section>
  );
}

function Partners({ exchange, seq }: { exchange: Exchange; seq: number }) {
  const { steps, omitted, topic, packetId } = exchange;
  return (
    <>
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
    </>
  );
}

/** Selects a row of the MQTT lane; the one that is selected already is no link. */
function RowLink({ seq, t, text, current }: { seq: number; t: number; text: string; current: number }) {
  const { selection } = useServices();
  if (seq === current) return <span className={styles.here}>{text === 'Show' ? '' : text}</span>;
  return (
    <button
      type="button"
      className={notes.rowLink}
      onClick={() => selection.getState().select({ pane: 'mqtt', seq, t, lane: 'mqtt' })}
    >
      {text}
    </button>
  );
}
