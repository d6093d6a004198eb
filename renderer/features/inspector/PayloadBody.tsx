import type { PayloadView } from '#shared/model/payload/viewPayload.ts';
import styles from './Inspector.module.css';

/** A payload in one of its views. */
export function PayloadBody({ view }: { view: PayloadView }) {
  return (
    <>
      {'problem' in view && view.problem !== '' ? (
        <p className={styles.problem} role="status">
          {view.problem}
        </p>
      ) : null}
      <Body view={view} />
      {view.truncatedAt === null ? null : (
        <p className={styles.problem}>Only the first {view.truncatedAt} bytes are shown.</p>
      )}
    </>
  );
}

function Body({ view }: { view: PayloadView }) {
  switch (view.view) {
    case 'numbers':
      return (
        <div className={styles.contentText}>
          <table className={styles.numbers}>
            <tbody>
              {view.rows.map(({ type, order, values, count, time }) => (
                <tr key={`${type} ${order}`}>
                  <th scope="row">
                    {type} {order}
                  </th>
                  <td>
                    {values.join(' ')}
                    {count > values.length ? ` … (${count} in all)` : ''}
                    {time === '' ? null : <span className={styles.meaning}> {time}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'hex':
      return (
        <pre className={styles.contentText}>
          {view.rows
            .map(({ offset, hex, ascii }) => `${offset.toString(16).padStart(4, '0')}  ${hex.padEnd(48)}  ${ascii}`)
            .join('\n')}
        </pre>
      );
    default:
      return <pre className={styles.contentText}>{view.text}</pre>;
  }
}
