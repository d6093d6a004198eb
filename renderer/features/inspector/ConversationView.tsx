import type { Silence } from '#shared/contract/conversation.ts';
import { formatDuration } from '#shared/model/formatTime.ts';
import type { Row } from '#shared/model/row.ts';
import styles from './Conversation.module.css';
import { conversationFacts } from './conversationWords.ts';
import shared from './Inspector.module.css';
import notes from './Notes.module.css';
import { RowLink } from './RowLink.tsx';
import type { ConversationAnswer } from './useConversation.ts';

/** Remarks drawn; the newest. */
const MAX_REMARKS = 8;
const MAX_SILENCES = 5;

/** The connection a packet belongs to: who talks, how it stands, and how it ended. */
export function ConversationView({ row, answer }: { row: Row; answer: ConversationAnswer }) {
  const { conversation, now } = answer;
  const { end, remarks, remarkCount, takenOverBy, tookOver, whole } = conversation;
  const shown = remarks.slice(-MAX_REMARKS).reverse();
  return (
    <section className={styles.conversation} aria-label="Conversation">
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
      <Silences silences={conversation.keepAlive?.silences ?? []} seq={row.seq} t={row.t} />
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

/** The newest times the client was silent for longer than it promised, each a link to the packet before it. */
function Silences({ silences, seq, t }: { silences: readonly Silence[]; seq: number; t: number }) {
  if (silences.length === 0) return null;
  return (
    <ul className={notes.notes} aria-label="Silences">
      {silences
        .slice(-MAX_SILENCES)
        .reverse()
        .map(({ after, length, missed }) => (
          <li key={after} data-severity={missed ? 'error' : 'warning'}>
            <div>
              Silent for {formatDuration(length)}
              {missed ? ': the server had to close.' : '.'}{' '}
              <RowLink seq={after} t={t} text="Show the packet before" current={seq} />
            </div>
          </li>
        ))}
    </ul>
  );
}
