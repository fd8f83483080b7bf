/** What a customer of the sandbox bank agrees to: the words of a host's consent policy. */

export const consentTerms = {
  purpose: {
    title: 'Share your financial data',
    description: 'We need to connect to your bank to collect some information about your finances.',
  },
  permissions: [
    {
      scope: 'account.basic',
      entity: 'account',
      name: 'Account name, type and balance',
      description: 'A list of your accounts and their current balance.',
    },
    {
      scope: 'transaction.detail',
      entity: 'transaction',
      name: 'Transaction details',
      description: 'Incoming and outgoing transactions, their amounts, dates and descriptions.',
    },
    {
      scope: 'customer.person.detail',
      entity: 'connection',
      name: 'Name and contact details',
      description: 'Your name, phone numbers, email addresses and postal addresses.',
    },
  ],
} as const;
