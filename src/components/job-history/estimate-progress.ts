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
/** And what a job may show before it is done. */
const mostOfAll = 0.99;

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
  const filled = steps.reduce((sum, { status: step, startedAt }, index) => {
    const weight = usual === undefined ? 1 : (known[index] ?? 0);
    if (step === 'succeeded') return sum + weight;
    if (step !== 'running') return sum;
    if (usual === undefined) return sum + weight / 2;
    // Where nobody saw it begin: as if the steps before it had taken their usual time.
    const since = startedAt === undefined ? Date.parse(createdAt) + sum : Date.parse(startedAt);
    return sum + Math.min(Math.max(0, now - since) || 0, weight * mostOfStep);
  }, 0);
  return {
    value: Math.min(filled / (usual ?? steps.length), mostOfAll),
    ...(usual !== undefined && { usual }),
    // How long a person takes to answer says nothing about the bank.
    late: usual !== undefined && status === 'running' && now - Date.parse(createdAt) > usual,
  };
}

function isPositive(duration: number | undefined): duration is number {
  return duration !== undefined && duration > 0 && Number.isFinite(duration);
}
