/** What `availability()` answers for every status and action. */
import { StatusBadge, useText } from 'connections-kit';
import {
  actions,
  availability,
  connectionStatuses,
  type ActionName,
  type ConnectionState,
  type ConnectionStatus,
} from 'connections-kit/core';
import './model.css';

const names = Object.keys(actions) as readonly ActionName[];
const now = Date.parse('2026-11-25T09:00:00.000Z');

function stateOf(status: ConnectionStatus): ConnectionState {
  const at = new Date(now).toISOString();
  return { id: status, institution: { id: 'AU00000', name: 'Hooli Bank' }, status, operation: null, confirmedAt: at };
}

export function AvailabilityMatrix() {
  const text = useText();
  return (
    <table className="availability">
      <caption>An idle connection, online, everything allowed</caption>
      <thead>
        <tr>
          <th scope="col">Status</th>
          {names.map((name) => (
            <th scope="col" key={name}>
              {text.labels.action[name]}
              <code>{actions[name].join(' → ')}</code>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {connectionStatuses.map((status) => (
          <tr key={status}>
            <th scope="row">
              <StatusBadge status={status} />
            </th>
            {names.map((name) => {
              const answer = availability(stateOf(status), name, { now, online: true });
              return (
                <td key={name} data-available={answer.available}>
                  {answer.available ? '✓ yes' : text.reason(answer, name, { status })}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
