/** Which institution plays which scenario. */
import { createConnectionsError } from '../../core/model/errors';
import { sandboxInstitutions } from './institutions';
import { isScenarioName, type ScenarioName } from './scenarios';

/** One for all institutions, or one per institution id; the others play their own. */
export type ScenarioChoice = string | Readonly<Record<string, string>>;

/** @throws ConnectionsError `invalid-request` for a scenario or an institution that nobody knows */
export function chooseScenarios(choice: ScenarioChoice = {}): Map<string, ScenarioName> {
  const chosen = new Map(sandboxInstitutions.map(({ id, scenario }) => [id, scenario]));
  const changes =
    typeof choice === 'string' ? [...chosen.keys()].map((id) => [id, choice] as const) : Object.entries(choice);
  for (const [institutionId, scenario] of changes) {
    if (!chosen.has(institutionId) || !isScenarioName(scenario)) throw createConnectionsError('invalid-request');
    chosen.set(institutionId, scenario);
  }
  return chosen;
}
