/** A new action is one line here, its words and one button. */

/** One request to the other side. */
export type OperationKind = 'refresh' | 'purge' | 'revoke';

/** Each gesture with the operations that it consists of, in order; the next is asked only when the one before has succeeded. */
export const actions = {
  refresh: ['refresh'],
  purge: ['purge'],
  revoke: ['revoke'],
  purgeAndRefresh: ['purge', 'refresh'],
  purgeAndRevoke: ['purge', 'revoke'],
} as const satisfies Readonly<Record<string, readonly OperationKind[]>>;

/** One gesture. Each is a list of operations. */
export type ActionName = keyof typeof actions;

export const operationKinds = ['refresh', 'purge', 'revoke'] as const satisfies readonly OperationKind[];

export function isOperationKind(kind: string): kind is OperationKind {
  return (operationKinds as readonly string[]).includes(kind);
}

/** The gesture that consists of these operations, in their order; nothing where there is none. */
export function actionOf(kinds: readonly string[]): ActionName | undefined {
  const names = Object.keys(actions) as ActionName[];
  return names.find((name) => actions[name].join() === kinds.join());
}
