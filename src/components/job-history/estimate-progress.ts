/** How far a job is, by the usual durations of its steps. Pure. */
import type { Job } from '../../core/model/job';

export interface ProgressEstimate {
  /** From 0 to 1, and never 1 before the job is done. */
  value: number;
  /** Milliseconds that all its steps usually take; nothing where one of them is not known. */
  usual?: number;
  /** It takes longer than that. */
  late: boolean;
}

/** What a step that runs may fill of its part, however long it takes. */
const mostOfStep = 0.9;

/**
 * Nothing for a job without steps.
 * @param averages milliseconds by step key; where one is missing, all steps count alike
 * @param now milliseconds since 1970; 0 when it is not known
 */
export function estimateProgress(
  { steps, createdAt, status }: Job,
  averages: Readonly<Record<string, number>> = {},
  now: number,
): ProgressEstimate | undefined {
  if (steps.length === 0) return undefined;
  if (status === 'succeeded') return { value: 1, late: false };
  const known = steps.map(({ key }) => (Object.hasOwn(averages, key) ? averages[key] : undefined));
  const usual = known.every(isPositive) ? known.reduce((sum, duration) => sum + duration, 0) : undefined;
  const done = steps.map(({ status: step, startedAt }, index) => {
    const weight = usual === undefined ? 1 : (known[index] ?? 0);
    if (step === 'succeeded') return weight;
    if (step !== 'running') return 0;
    const ran = startedAt === undefined || now === 0 ? 0 : Math.max(0, now - Date.parse(startedAt)) || 0;
    return usual === undefined ? 0.5 : Math.min(ran, weight * mostOfStep);
  });
  const filled = done.reduce((sum, part) => sum + part, 0) / (usual ?? steps.length);
  const elapsed = now - Date.parse(createdAt);
  return {
    value: Math.min(filled, 0.99),
    ...(usual !== undefined && { usual }),
    // How long a person takes to answer says nothing about the bank.
    late: usual !== undefined && now !== 0 && status === 'running' && elapsed > usual,
  };
}

function isPositive(duration: number | undefined): duration is number {
  return duration !== undefined && duration > 0 && Number.isFinite(duration);
}
