/** Transports that give away what they must not. */
import type { Job } from '../../../src/core/model/job';
import { first, type BrokenTransport } from './broken-transport';

const jobOfKey = new Map<string, Job>();

export const consent: readonly BrokenTransport[] = [
  {
    fault: 'a script for a consent page',
    check: 'consent › to manage starts with a page of the web or a token',
    break: (good) => ({
      startConsent: async (request, options) => ({
        ...(await good.startConsent(request, options)),
        type: 'redirect',
        url: 'javascript:alert(1)',
      }),
    }),
  },
  ...(['connect', 'extend', 'reauthorize'] as const).map((purpose): BrokenTransport => ({
    fault: `nowhere to go to ${purpose}`,
    check: `consent › to ${purpose} starts with a page of the web or a token`,
    break: (good) => ({
      startConsent: async (request, options) => {
        const start = await good.startConsent(request, options);
        return request.purpose === purpose ? { type: 'token', token: '' } : start;
      },
    }),
  })),
  {
    fault: 'a way to the page without the state',
    check: 'consent › carries the state with it to the page, so that it comes back',
    break: (good) => ({
      startConsent: ({ state: _lost, ...request }, options) => good.startConsent(request, options),
    }),
  },
  {
    fault: 'lets the person choose the institution again',
    check: 'consent › carries the institution that was chosen',
    break: (good) => ({
      startConsent: ({ institutionId: _lost, ...request }, options) => good.startConsent(request, options),
    }),
  },
  {
    fault: 'sends the person back to nowhere',
    check: 'consent › carries where to come back to',
    break: (good) => ({
      startConsent: ({ returnUrl: _lost, ...request }, options) => good.startConsent(request, options),
    }),
  },
];

export const privacy: readonly BrokenTransport[] = [
  {
    fault: 'raw personal data in a job',
    check: 'every answer › but that of a reveal is without personal data',
    break: (good, bank, userId) => ({
      getJob: async (id, options) =>
        ({ ...(await good.getJob(id, options)), note: bank.secrets?.(userId).join() }) as Job,
    }),
  },
  {
    fault: 'a raw profile',
    check: 'every answer › but that of a reveal is without personal data',
    break: (good, bank, userId) => ({
      getConnection: async (id, options) => ({
        ...(await good.getConnection(id, options)),
        profile: { fullName: 'G••• B•••', phoneNumbers: [bank.secrets?.(userId)[1] ?? ''] },
      }),
    }),
  },
  {
    fault: 'a raw account number',
    check: 'personal data › leaves a mask in each field of the profile and in each account number',
    break: (good) => ({
      getConnection: async (id, options) => {
        const detail = await good.getConnection(id, options);
        return { ...detail, accounts: detail.accounts.map((account) => ({ ...account, number: '12345678' })) };
      },
    }),
  },
  {
    fault: 'reveals the mask',
    check: 'a reveal › gives the values of which the profile has the masks',
    break: (good) => ({
      revealProfile: async (id, field, options) =>
        (await good.revealProfile(id, field, options)).length === 0
          ? []
          : [(await good.getConnection(id)).profile?.[field] ?? []].flat(),
    }),
  },
  {
    fault: 'reveals the whole profile with any field',
    check: 'a reveal › gives the values of which the profile has the masks',
    break: (good, bank, userId) => ({
      revealProfile: async (id, field, options) =>
        (await good.revealProfile(id, field, options)).length === 0 ? [] : (bank.secrets?.(userId) ?? []),
    }),
  },
  {
    fault: 'reveals whatever field is named',
    check: 'a reveal › is refused for a field that is none of the profile',
    break: (good) => ({
      revealProfile: async (id, field, options) =>
        good.revealProfile(id, field.includes('_') ? 'fullName' : field, options),
    }),
  },
  {
    fault: 'keeps a raw value beyond the purge',
    check: 'a reveal › has nothing to give after a purge',
    break: (good, bank, userId) => ({
      revealProfile: async (id, field, options) => {
        const values = await good.revealProfile(id, field, options);
        return values.length > 0 ? values : [bank.secrets?.(userId)[0] ?? ''];
      },
    }),
  },
  {
    fault: 'a raw account number, where every field else is masked',
    check: 'personal data › leaves a mask in each field of the profile and in each account number',
    break: (good) => ({
      getConnection: async (id, options) => {
        const detail = await good.getConnection(id, options);
        return { ...detail, accounts: detail.accounts.map((account) => ({ ...account, number: '991' })) };
      },
    }),
  },
  {
    fault: 'the name of the person in an event',
    check: 'personal data › is in no event',
    break: (good, bank, userId) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          yield event.type === 'job-changed'
            ? { ...event, job: { ...event.job, runId: bank.secrets(userId)[0] } }
            : event;
        }
      },
    }),
  },
  {
    fault: 'the e-mail address of the person in the address of a consent',
    check: 'personal data › is in no address or token of a consent',
    break: (good, bank, userId) => ({
      startConsent: async (request, options) => {
        const start = await good.startConsent(request, options);
        const email = new URLSearchParams({ login: bank.secrets(userId)[2] });
        return start.type === 'redirect' ? { ...start, url: `${start.url}&${email}` } : start;
      },
    }),
  },
  {
    fault: 'the name of the person in the token of a consent',
    check: 'personal data › is in no address or token of a consent',
    break: (good, bank, userId) => ({
      startConsent: async (request, options) => {
        await good.startConsent(request, options);
        return { type: 'token', token: `for ${bank.secrets(userId)[0]}` };
      },
    }),
  },
  {
    fault: 'reveals somebody else',
    check: 'a reveal › gives what the bank holds of the person',
    break: (good) => ({
      revealProfile: async (id, field, options) =>
        field === 'fullName' ? ['Gerda Bauer'] : good.revealProfile(id, field, options),
    }),
  },
  {
    fault: 'a profile that stays raw once it was revealed',
    check: 'a reveal › leaves the profile masked in the next answer',
    break: (good) => {
      let fullName: string | undefined;
      return {
        revealProfile: async (id, field, options) => {
          const values = await good.revealProfile(id, field, options);
          if (field === 'fullName') fullName = values[0];
          return values;
        },
        getConnection: async (id, options) => {
          const { profile, ...detail } = await good.getConnection(id, options);
          return profile ? { ...detail, profile: { ...profile, ...(fullName !== undefined && { fullName }) } } : detail;
        },
      };
    },
  },
];

export const anotherUser: readonly BrokenTransport[] = [
  {
    fault: "lists another user's connections, too",
    check: 'another user › has connections of their own, and sees none of mine',
    break: (good, bank) => ({
      listConnections: async (query, options) => {
        const page = await good.listConnections(query, options);
        return { ...page, items: [...page.items, ...(await first(bank).listConnections(query)).items] };
      },
    }),
  },
  {
    fault: "lists another user's jobs by their ids",
    check: "the job list › does not hold another user's jobs, however it is asked",
    break: (good, bank) => ({
      listJobs: (query, options) => (query.ids ? first(bank).listJobs(query, options) : good.listJobs(query, options)),
    }),
  },
  {
    fault: 'one memory of keys for all users',
    check: "an idempotency key › of one user does not meet another's",
    break: (good) => ({
      purgeConnection: async (id, options) => {
        const job = await good.purgeConnection(id, options);
        const key = options?.idempotencyKey;
        if (key === undefined) return job;
        jobOfKey.set(key, jobOfKey.get(key) ?? job);
        return jobOfKey.get(key) ?? job;
      },
    }),
  },
];
