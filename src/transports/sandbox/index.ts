/** `connections-kit/transports/sandbox`: a bank that needs no server, and a transport to it. */
export { createSandboxBank, sandboxUserId, type SandboxBank, type SandboxBankOptions } from './bank';
export {
  AnswerLost,
  BankRefusal,
  type BankAccount,
  type BankAddress,
  type BankChallenge,
  type BankConnection,
  type BankConsent,
  type BankInstitution,
  type BankJob,
  type BankProfile,
  type BankStep,
  type RefusalReason,
  type StepFailure,
  type StepTitle,
} from './bank-facts';
export type { ScenarioChoice } from './choose-scenarios';
export type { BankCommand } from './commands';
export { createSandboxTransport, type SandboxTransportOptions } from './sandbox-transport';
export { sandboxInstitutions, type SandboxInstitution } from './institutions';
export { sandboxCode, sandboxScenarios, type ScenarioName } from './scenarios';
export { sandboxSecrets } from './secrets';
