/** `connections-kit/testing`: for the tests of those who write a transport or embed the kit. The test runner is passed in. */
export {
  createBasiqSandbox,
  type BasiqRequestLog,
  type BasiqSandbox,
  type BasiqSandboxOptions,
} from './basiq-sandbox/basiq-sandbox';
export {
  buildAccount,
  buildConnection,
  buildConnections,
  buildJob,
  buildProfile,
  type ConnectionFacts,
} from './builders';
export * from './describe-transport';
export {
  createFakeClock,
  createFakeEnvironment,
  type FakeClock,
  type FakeEnvironment,
  type FakeEnvironmentOptions,
} from './environment';
export { createSandboxBank, type SandboxBank, type SandboxBankOptions } from '../transports/sandbox/bank';
export { sandboxInstitutions, type SandboxInstitution } from '../transports/sandbox/institutions';
export { sandboxCode, sandboxScenarios, type ScenarioName } from '../transports/sandbox/scenarios';
export { sandboxSecrets } from '../transports/sandbox/secrets';
export { createMemoryTransport, type MemoryTransportOptions } from './memory-transport';
export type { RefreshPlan } from './memory-transport/refresh';
export * from './describe-journal';
export { basiqVariants, type VariantChoice, type VariantName } from './basiq-sandbox/variants';
export {
  createFakeBrowser,
  type FakeBrowser,
  type FakeBrowserOptions,
  type FakeTab,
  type Leftover,
} from './fake-browser';
export { withFaults, type Fault, type FaultPlan, type FaultyMethod } from './with-faults';
