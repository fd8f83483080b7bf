/** Chooses what happens at each institution of the sandbox bank. Absent on a real key. */
import { useEffect, useState } from 'react';

interface Scenarios {
  names: readonly string[];
  institutions: readonly { id: string; name: string }[];
}

export function ScenarioPicker({ onChange }: { onChange(): Promise<void> }) {
  const [scenarios, setScenarios] = useState<Scenarios>();
  const [institutionId, setInstitutionId] = useState('all');
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});

  useEffect(() => {
    void readScenarios().then(setScenarios);
  }, []);

  if (!scenarios) return null;

  async function choose(scenario: string): Promise<void> {
    await fetch('/demo/scenarios', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ institutionId, scenario }),
    });
    setChosen(institutionId === 'all' ? { all: scenario } : { ...chosen, [institutionId]: scenario });
    await onChange();
  }

  return (
    <section className="demo-picker" aria-labelledby="demo-picker-title">
      <h2 id="demo-picker-title">Sandbox bank</h2>
      <label>
        Institution{' '}
        <select value={institutionId} onChange={(event) => setInstitutionId(event.target.value)}>
          <option value="all">All institutions</option>
          {scenarios.institutions.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Scenario{' '}
        <select value={chosen[institutionId] ?? chosen.all ?? ''} onChange={(event) => void choose(event.target.value)}>
          <option value="" disabled>
            Choose …
          </option>
          {scenarios.names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <p>A choice begins anew there: its connection, history and data are made again. The code for “mfa” is 123456.</p>
    </section>
  );
}

async function readScenarios(): Promise<Scenarios | undefined> {
  const answer = await fetch('/demo/scenarios');
  return answer.ok ? ((await answer.json()) as Scenarios) : undefined;
}
